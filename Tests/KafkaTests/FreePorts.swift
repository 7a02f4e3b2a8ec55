import Glibc

/// Finds TCP ports of the loopback interface that nobody uses.
enum FreePorts {
  static func find(_ count: Int) throws -> [UInt16] {
    var sockets: [Int32] = []
    // All stay bound until the last is found, so that they differ.
    defer { for socket in sockets { close(socket) } }
    return try (0..<count).map { _ in
      let socket = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
      sockets.append(socket)
      var address = sockaddr_in()
      address.sin_family = sa_family_t(AF_INET)
      address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
      var size = socklen_t(MemoryLayout<sockaddr_in>.size)
      let isBound = withUnsafeMutablePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          bind(socket, $0, size) == 0 && getsockname(socket, $0, &size) == 0
        }
      }
      guard isBound else { throw Failure("no free port") }
      return UInt16(bigEndian: address.sin_port)
    }
  }
}
