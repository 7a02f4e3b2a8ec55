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
