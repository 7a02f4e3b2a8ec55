import Glibc
import Lanes

/// A client of lines on a thread of its own.
actor LineClient {
  struct Failure: Error {
    let what: String
  }

  private let lane = Lane(name: "client")
  nonisolated var unownedExecutor: UnownedSerialExecutor { lane.asUnownedSerialExecutor() }

  private let descriptor: Int32
  private var heard = ""

  init(port: UInt16) throws {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    var limit = timeval(tv_sec: 20, tv_usec: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let descriptor = descriptor
    let result = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard result == 0 else { throw Failure(what: "no connection") }
  }

  deinit {
    close(descriptor)
  }

  func say(_ text: String) {
    _ = Array(text.utf8).withUnsafeBytes { send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
  }

  /// Reads until a text has come.
  func hear(_ text: String) throws {
    while true {
      if let range = heard.firstRange(of: text) {
        heard.removeSubrange(..<range.upperBound)
        return
      }
      guard let more = receive(), !more.isEmpty else { throw Failure(what: "'\(text)' did not come") }
      heard += more
    }
  }

  /// Reads until the other side has hung up; false if it does not.
  func hearEnd() -> Bool {
    while let more = receive() {
      if more.isEmpty { return true }
    }
    return false
  }

  /// What comes next: nothing at the end, `nil` if nothing comes or the connection was reset.
  private func receive() -> String? {
    var bytes = [UInt8](repeating: 0, count: 65_536)
    let count = recv(descriptor, &bytes, bytes.count, 0)
    if count < 0, errno == ECONNRESET { return "" }
    return count < 0 ? nil : String(decoding: bytes[..<count], as: UTF8.self)
  }
}
