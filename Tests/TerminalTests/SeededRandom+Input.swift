import TestSupport

extension SeededRandom {
  /// Bytes as a terminal might send them, and many that none would.
  mutating func input() -> [UInt8] {
    let pieces = [
      "\u{1B}", "[", "\u{1B}[", "\u{1B}[<", "\u{1B}[200~", "\u{1B}[201~", "1;5", "M", "A", "~", "漢",
      "\u{1B}]", "\u{7}",
    ]
    var bytes: [UInt8] = []
    for _ in 0..<Int.random(in: 0...60, using: &self) {
      if Bool.random(using: &self) {
        bytes += Array((pieces.randomElement(using: &self) ?? "").utf8)
      } else {
        bytes.append(UInt8.random(in: 0...255, using: &self))
      }
    }
    return bytes
  }
}
