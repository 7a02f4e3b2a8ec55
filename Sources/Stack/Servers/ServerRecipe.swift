import Glibc

/// What differs between the servers: everything but the life of their processes.
protocol ServerRecipe: Sendable {
  var part: StackPart { get }
  /// The server's name and version, as far as known.
  var title: String { get }
  /// Where clients reach it.
  var endpoint: String { get }
  /// The log's words that say that a port was already taken.
  var portTaken: String { get }
  /// How to ask it to end, gentlest first, and how long each request is given.
  var partings: [Parting] { get }

  /// Makes everything that must exist before the server's first start.
  nonisolated(nonsending) mutating func prepare(_ site: Site) async throws(StackError)
  /// Chooses other ports than before.
  mutating func choosePorts() throws(StackError)
  /// The command that runs the server in the foreground.
  func command(_ site: Site) throws(StackError) -> Command
  /// Whether the server does its work yet.
  nonisolated(nonsending) func isReady(_ site: Site) async -> Bool
}

/// A request to end.
struct Parting: Sendable, Equatable {
  let signal: Int32
  /// The signal's name for `kill -s`.
  let name: String
  let patience: Duration
}

/// One question to a server on 127.0.0.1, to learn whether it answers yet.
///
/// Blocks at most about a second.
enum Probe {
  /// Whether the Redis on `port` answers `PING`; while it loads, it answers something else.
  static func redis(port: UInt16) -> Bool {
    ask(port, Array("PING\r\n".utf8)) { $0.starts(with: "+PONG".utf8) }
  }

  /// Whether the Kafka on `port` names at least one broker that takes part in the cluster.
  static func kafka(port: UInt16) -> Bool {
    ask(port, KafkaMetadata.request) { KafkaMetadata.brokers(inResponse: $0).map { $0 > 0 } }
  }

  /// Sends `request` and collects the answer until `verdict` has an opinion about it.
  private static func ask(_ port: UInt16, _ request: [UInt8], _ verdict: ([UInt8]) -> Bool?) -> Bool {
    let file = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    guard file >= 0 else { return false }
    defer { close(file) }
    var limit = timeval(tv_sec: 0, tv_usec: 500_000)
    let size = socklen_t(MemoryLayout<timeval>.size)
    setsockopt(file, SOL_SOCKET, SO_RCVTIMEO, &limit, size)
    setsockopt(file, SOL_SOCKET, SO_SNDTIMEO, &limit, size)
    guard withLoopbackAddress(port, { connect(file, $0, $1) }) == 0,
      send(file, request, request.count, Int32(MSG_NOSIGNAL)) == request.count
    else { return false }
    var answer: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1024)
    while case let count = recv(file, &chunk, chunk.count, 0), count > 0 {
      answer += chunk[..<count]
      if let decided = verdict(answer) { return decided }
    }
    return false
  }
}

/// The file that a server's output goes to.
struct ServerLog: Sendable {
  let path: String

  /// Forgets earlier runs, so that the log of a kept stack does not grow for ever.
  func clear() {
    unlink(path)
  }

  /// The number of bytes so far.
  var length: Int {
    var status = stat()
    return stat(path, &status) == 0 ? Int(status.st_size) : 0
  }

  /// What was written after the first `offset` bytes.
  func text(after offset: Int = 0) -> String {
    FileText.read(path, from: offset) ?? ""
  }

  /// The last lines, oldest first.
  func tail(_ count: Int = 8, after offset: Int = 0) -> [String] {
    text(after: offset).split(separator: "\n").suffix(count).map(String.init)
  }
}
