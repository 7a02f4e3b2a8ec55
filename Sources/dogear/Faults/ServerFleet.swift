import Foundation
import Glibc
import Simulation
import Stack

/// Servers in processes of their own, so that killing one is what it says.
///
/// They end with this process however it ends, since each ends with its standard input.
actor ServerFleet {
  private let endpoints: StackEndpoints
  private let folder: BenchFolder
  private var servers: [PartProcess] = []
  private var logs: [LogTail] = []

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
    logs.append(LogTail(log))
    return try PartProcess(
      [
        "serve", "--until-input-ends", "--redis-url", endpoints.redisURL, "--database-url",
        endpoints.databaseURL,
        "--kafka-brokers", endpoints.kafkaBrokers, "--log-file", log, "--log-format", "json", "--log-level",
        "debug",
      ], environment: clock?.environment ?? [:], prelude: clock?.prelude)
  }

  /// Kills a server, if there is one of that number.
  func kill(_ index: Int) {
    guard servers.indices.contains(index) else { return }
    servers[index].kill()
  }

  /// Starts a server in place of one that was killed.
  func replace(_ index: Int) async throws {
    guard servers.indices.contains(index) else { return }
    let killed = servers[index]
    await killed.stop()
    // Others may have come and gone meanwhile.
    guard let place = servers.firstIndex(where: { $0 === killed }) else { return }
    servers[place] = try process()
  }

  /// Sends a server a signal, if there is one of that number.
  func signal(_ number: Int32, _ index: Int) {
    guard servers.indices.contains(index) else { return }
    _ = Glibc.kill(servers[index].pid, number)
  }

  /// Ends the newest server in order.
  func leave() async {
    guard let server = servers.popLast() else { return }
    await server.stop()
    FakeTime.forget(server.pid)
  }

  /// Ends all.
  func stop() async {
    for server in servers {
      _ = Glibc.kill(server.pid, SIGCONT)
      await server.stop()
    }
    servers = []
  }

  /// What the servers' logs tell since this was asked last.
  func news() -> ServerNews {
    var news = ServerNews()
    for index in logs.indices { logs[index].read(into: &news) }
    return news
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
}
