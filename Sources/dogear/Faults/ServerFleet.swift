import Foundation
import Glibc
import Stack

/// Servers in processes of their own, so that killing one is what it says.
///
/// They end with this process however it ends, since each ends with its standard input.
actor ServerFleet {
  private let endpoints: StackEndpoints
  private let folder: BenchFolder
  private var servers: [PartProcess] = []
  private var logs: [(path: String, read: UInt64)] = []

  init(_ endpoints: StackEndpoints) throws {
    self.endpoints = endpoints
    folder = try BenchFolder()
  }

  var count: Int { servers.count }

  /// Starts a server more.
  /// - Parameter clock: What tells it the time of day, if not the machine.
  /// - Returns: Where it logs.
  @discardableResult
  func start(under clock: FakeTime? = nil) throws -> String {
    servers.append(try process(under: clock))
    return logs[logs.count - 1].path
  }

  private func process(under clock: FakeTime? = nil) throws -> PartProcess {
    let log = "\(folder.path)/server-\(logs.count).log"
    logs.append((log, 0))
    return try PartProcess(
      [
        "serve", "--until-input-ends", "--redis-url", endpoints.redisURL, "--database-url",
        endpoints.databaseURL,
        "--kafka-brokers", endpoints.kafkaBrokers, "--log-file", log, "--log-format", "json", "--log-level",
        "debug",
      ], environment: clock?.environment ?? [:], prelude: clock?.prelude)
  }

  /// Kills a server.
  func kill(_ index: Int) {
    servers[index].kill()
  }

  /// Starts a server in place of one that was killed.
  func replace(_ index: Int) async throws {
    await servers[index].stop()
    servers[index] = try process()
  }

  /// Sends a server a signal.
  func signal(_ number: Int32, _ index: Int) {
    _ = Glibc.kill(servers[index].pid, number)
  }

  /// Ends the newest server in order.
  func leave() async {
    await servers.popLast()?.stop()
  }

  /// Ends all.
  func stop() async {
    for server in servers {
      _ = Glibc.kill(server.pid, SIGCONT)
      await server.stop()
    }
    servers = []
  }

  /// How many messages the servers found stored already since this was asked last, as their logs say.
  func absorbed() -> Int {
    var sum = 0
    for index in logs.indices {
      guard let file = FileHandle(forReadingAtPath: logs[index].path) else { continue }
      defer { try? file.close() }
      try? file.seek(toOffset: logs[index].read)
      let data = (try? file.readToEnd()) ?? Data()
      logs[index].read += UInt64(data.count)
      for line in data.split(separator: UInt8(ascii: "\n")) {
        sum += ServerLogLine.repeatedMessages(String(decoding: line, as: UTF8.self))
      }
    }
    return sum
  }
}

/// A line of a server's log.
enum ServerLogLine {
  /// How many batches of events the log at a path tells of.
  static func batches(in path: String) -> Int {
    let data = FileManager.default.contents(atPath: path) ?? Data()
    return data.split(separator: UInt8(ascii: "\n")).count { line in
      let text = String(decoding: line, as: UTF8.self)
      return text.contains("messages: batch done") || text.contains("receipts: batch done")
    }
  }

  /// How many messages a batch had that were stored before, or 0 if the line tells of something else.
  static func repeatedMessages(_ line: String) -> Int {
    guard line.contains("messages: batch done") else { return 0 }
    return line.firstMatch(of: /"repeated":"(\d+)"/).flatMap { Int($0.1) } ?? 0
  }
}
