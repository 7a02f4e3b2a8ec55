import Glibc

/// Chooses TCP ports on 127.0.0.1.
public enum LoopbackPort {
  /// A port that nobody listens on right now.
  ///
  /// Between this and the server's own bind anybody may take it, so a start that finds it taken tries another. The port
  /// lies below the range from which the kernel serves outgoing connections: one from that range could be occupied
  /// while a killed server is down by the very client that tries to reach it.
  /// - Throws: `StackError`, if a hundred ports tried are all taken.
  public static func free() throws(StackError) -> UInt16 {
    let range = candidates()
    for _ in 0..<100 {
      let port = UInt16.random(in: range)
      if isFree(port) { return port }
    }
    throw StackError(.system, "no free port between \(range.lowerBound) and \(range.upperBound) on 127.0.0.1")
  }

  /// From 10000, above the well-known services, up to the kernel's own range (ip(7), `ip_local_port_range`).
  private static func candidates() -> ClosedRange<UInt16> {
    let text = FileText.read("/proc/sys/net/ipv4/ip_local_port_range") ?? ""
    let lowest = text.split(whereSeparator: \.isWhitespace).first.flatMap { UInt16($0) } ?? 32768
    return lowest > 12000 ? 10000...(lowest - 1) : 10000...65535
  }

  private static func isFree(_ port: UInt16) -> Bool {
    let file = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    guard file >= 0 else { return false }
    defer { close(file) }
    return withLoopbackAddress(port) { bind(file, $0, $1) } == 0
  }
}

/// Calls `body` with the socket address of a port on 127.0.0.1.
func withLoopbackAddress<R>(_ port: UInt16, _ body: (UnsafePointer<sockaddr>, socklen_t) -> R) -> R {
  var address = sockaddr_in()
  address.sin_family = sa_family_t(AF_INET)
  address.sin_port = port.bigEndian
  address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
  return withUnsafePointer(to: &address) { pointer in
    pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
      body($0, socklen_t(MemoryLayout<sockaddr_in>.size))
    }
  }
}
