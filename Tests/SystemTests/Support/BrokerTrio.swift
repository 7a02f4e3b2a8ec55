import Foundation
import Kafka
import TestSupport

@testable import Stack

/// Three real brokers, each its own controller too, of which one may be lost with its disk.
final class BrokerTrio: Sendable {
  static let size = 3

  private let home: String
  private let folder: TemporaryFolder
  private let ports: [(broker: UInt16, controller: UInt16)]
  private let clusterID = KafkaProperties.newClusterID()

  /// Starts the brokers, and waits until all are in service.
  static func start(home: String) async throws -> (BrokerTrio, [Program]) {
    let cluster = try BrokerTrio(home: home)
    var nodes: [Program] = []
    for number in 0..<size { nodes.append(try await cluster.startNode(number)) }
    try await cluster.expectBrokers(size)
    return (cluster, nodes)
  }

  private init(home: String) throws {
    self.home = home
    folder = try TemporaryFolder()
    var free: Set<UInt16> = []
    while free.count < 2 * Self.size { free.insert(try LoopbackPort.free()) }
    let all = Array(free)
    ports = (0..<Self.size).map { (all[2 * $0], all[2 * $0 + 1]) }
  }

  /// The address of all of them.
  var brokers: String { ports.map { "127.0.0.1:\($0.broker)" }.joined(separator: ",") }

  /// Starts a broker with what is on its disk, or with an empty one.
  func startNode(_ number: Int) async throws -> Program {
    let properties = "\(folder.path)/\(number).properties"
    try text(number).write(toFile: properties, atomically: true, encoding: .utf8)
    if !FileManager.default.fileExists(atPath: data(number)) {
      let format = try await Program.start(
        ["\(home)/bin/kafka-storage.sh", "format", "-t", clusterID, "-c", properties],
        environment: environment)
      guard try await format.ended() == .exited(0) else {
        throw StackError(.didNotStart, part: .kafka, format.output + format.errors)
      }
    }
    return try await Program.start(
      ["\(home)/bin/kafka-server-start.sh", properties], environment: environment)
  }

  /// Deletes all that a broker had.
  func loseDisk(_ number: Int) throws {
    try FileManager.default.removeItem(atPath: data(number))
  }

  /// Waits until so many brokers are in service.
  func expectBrokers(_ count: Int) async throws {
    let admin = try KafkaAdmin(KafkaConfiguration(brokers: brokers))
    try await eventually("\(count) brokers are in service", within: .seconds(120)) {
      (try? await admin.brokers(timeout: .seconds(2)))?.brokers.count == count
    }
    await admin.close()
  }

  private func data(_ number: Int) -> String { "\(folder.path)/data-\(number)" }

  private var environment: [String: String] {
    folder.environment.merging([
      "LOG_DIR": "\(folder.path)/logs", "KAFKA_HEAP_OPTS": "-Xms64m -Xmx256m",
    ]) { $1 }
  }

  private func text(_ number: Int) -> String {
    KafkaProperties(
      brokerPort: ports[number].broker, controllerPort: ports[number].controller, data: data(number),
      node: number + 1, controllerPorts: ports.map(\.controller)
    ).text
  }
}
