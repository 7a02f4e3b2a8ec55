import Foundation
import Kafka
import Lanes
import Synchronization
import TestSupport

@testable import Stack

/// A real Apache Kafka node for tests, from the installation that `KAFKA_HOME` names.
///
/// It runs on free ports with its data in a temporary directory. It dies with the thread that started it,
/// which is this actor's, so it cannot outlive the tests; both are also cleared away at exit.
actor RealKafka {
  static let home = ProcessInfo.processInfo.environment["KAFKA_HOME"]

  /// The node that all tests share; starting one takes about 5 s and 350 MB.
  static let shared = Task { try await RealKafka.start() }

  private let lane = Lane(name: "real-kafka")
  private let home: URL
  private let directory: URL
  private var server: Process?
  nonisolated let configuration: KafkaConfiguration

  nonisolated var unownedExecutor: UnownedSerialExecutor { lane.asUnownedSerialExecutor() }

  static func start() async throws -> RealKafka {
    let kafka = try RealKafka()
    try await kafka.format()
    try await kafka.launch()
    return kafka
  }

  private init() throws {
    guard let path = Self.home else { throw Failure("KAFKA_HOME is not set") }
    home = URL(fileURLWithPath: path)
    directory = FileManager.default.temporaryDirectory.appending(path: "kafka-tests-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    let port = try LoopbackPort.free()
    var controllerPort = try LoopbackPort.free()
    while controllerPort == port { controllerPort = try LoopbackPort.free() }
    configuration = KafkaConfiguration(brokers: "127.0.0.1:\(port)")
    let properties = KafkaProperties(
      brokerPort: port, controllerPort: controllerPort, data: directory.appending(path: "data").path)
    try properties.text.write(to: propertiesFile, atomically: true, encoding: .utf8)
    ExitCleanup.add(directory: directory.path)
  }

  /// Kills the node as a power cut would.
  func kill() {
    guard let server else { return }
    Glibc.kill(server.processIdentifier, SIGKILL)
    server.waitUntilExit()
    ExitCleanup.remove(process: server.processIdentifier)
    self.server = nil
  }

  /// Starts the node and waits until it answers.
  func launch() async throws {
    let process = self.process("bin/kafka-server-start.sh", [propertiesFile.path])
    try process.run()
    ExitCleanup.add(process: process.processIdentifier)
    server = process
    let admin = try KafkaAdmin(configuration)
    try await eventually("Kafka answers", within: .seconds(90)) {
      guard process.isRunning else { throw Failure("Kafka ended with status \(process.terminationStatus)") }
      return (try? await admin.brokers(timeout: .seconds(1)))?.brokers.isEmpty == false
    }
    await admin.close()
  }

  /// Ends the node and removes its data.
  func close() {
    kill()
    try? FileManager.default.removeItem(at: directory)
  }

  private nonisolated var propertiesFile: URL { directory.appending(path: "server.properties") }

  private func format() throws {
    let process = self.process(
      "bin/kafka-storage.sh", ["format", "-t", KafkaProperties.newClusterID(), "-c", propertiesFile.path])
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw Failure("kafka-storage.sh format failed") }
  }

  private func process(_ script: String, _ arguments: [String]) -> Process {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/setpriv")
    process.arguments = ["--pdeathsig", "KILL", home.appending(path: script).path] + arguments
    process.environment = ProcessInfo.processInfo.environment.merging([
      "LOG_DIR": directory.appending(path: "logs").path, "KAFKA_HEAP_OPTS": "-Xms128m -Xmx256m",
    ]) { $1 }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    return process
  }
}
