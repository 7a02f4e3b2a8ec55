import Glibc

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
