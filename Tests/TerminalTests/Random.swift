/// A small repeatable generator (SplitMix64), so that a failing property can print its seed.
struct Random: RandomNumberGenerator {
  var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

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
