import Glibc

/// Finds TCP ports of the loopback interface that nobody uses.
enum FreePorts {
  /// Below those that outgoing connections are given, which would be taken while a killed broker is down.
  private static let candidates: Range<UInt16> = 10_000..<32_768

  static func find(_ count: Int) throws -> [UInt16] {
    var sockets: [Int32] = []
    // All stay bound until the last is found, so that they differ.
    defer { for socket in sockets { close(socket) } }
    return try (0..<count).map { _ in
      for _ in 0..<100 {
        let socket = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        sockets.append(socket)
        let port = UInt16.random(in: candidates)
        if isBound(socket, to: port) { return port }
      }
      throw Failure("no free port")
    }
  }

  private static func isBound(_ socket: Int32, to port: UInt16) -> Bool {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    return withUnsafeBytes(of: &address) { bytes in
      bytes.baseAddress.map {
        bind(socket, $0.assumingMemoryBound(to: sockaddr.self), socklen_t(bytes.count))
      }
    } == 0
  }
}
