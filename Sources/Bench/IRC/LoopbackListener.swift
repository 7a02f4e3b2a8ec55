import Glibc

/// A socket that listens on a free port of 127.0.0.1, closed with its last reference.
final class LoopbackListener: Sendable {
  let port: UInt16
  let descriptor: Int32

  init() throws(ProbeError) {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { throw .cannotListen(code: errno) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let descriptor = descriptor
    let isListening = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, size) == 0 && listen(descriptor, 1) == 0
          && getsockname(descriptor, $0, &size) == 0
      }
    }
    port = UInt16(bigEndian: address.sin_port)
    guard isListening else {
      let code = errno
      close(descriptor)
      throw .cannotListen(code: code)
    }
  }

  deinit {
    close(descriptor)
  }
}

/// Cuts bytes into lines that end with LF or CR LF.
struct LineBuffer {
  /// What a line may have before it is thrown away.
  static let most = 16_384

  private var pending: [UInt8] = []

  /// The lines that are complete now.
  mutating func lines(adding bytes: some Sequence<UInt8>) -> [String] {
    var lines: [String] = []
    for byte in bytes {
      if byte == UInt8(ascii: "\n") {
        if pending.last == UInt8(ascii: "\r") { pending.removeLast() }
        lines.append(String(decoding: pending, as: UTF8.self))
        pending.removeAll(keepingCapacity: true)
      } else if pending.count < Self.most {
        pending.append(byte)
      }
    }
    return lines
  }
}
