import TestSupport

/// Makes inputs that nobody has thought of out of some that somebody has: bytes changed, removed, repeated, joined with
/// another input, or replaced with what parsers are known to stumble over.
struct Mutator {
  private let corpus: [[UInt8]]
  private var random: SeededRandom

  /// The most bytes of an input.
  private static let most = 20_000

  private static let awkward: [[UInt8]] =
    [
      "", "0", "-1", "-0", "9007199254740992", "9223372036854775807", "9223372036854775808", "1e999", "NaN",
      "null",
      "true", "{}", "[]", "\"", "\\u0000", "\\ud800", "\u{1B}[", "\u{1B}]8;;", "\u{1B}[200~", "\u{9B}",
      "\u{202E}", "\u{2066}", "\u{E0001}", "\u{FEFF}", "e\u{301}\u{301}\u{301}", "👩‍👩‍👧", "\r\n", "\n\n", "\t",
      "=", "[", "]", "#", ";", "{", "}", ":", ",", "`", "```", "*", "_", "@channel", "/", "//",
      String(repeating: "[", count: 2_000), String(repeating: "{\"a\":", count: 500),
      String(repeating: "9", count: 400), String(repeating: "\u{1B}", count: 300),
    ].map { Array($0.utf8) } + [
      [0], [0x80], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xFF],
    ]

  /// - Parameter corpus: The inputs to begin with, at least one.
  init(_ corpus: [[UInt8]], seed: UInt64) {
    self.corpus = corpus
    random = SeededRandom(seed: seed)
  }

  /// The next input.
  mutating func next() -> [UInt8] {
    var bytes = any()
    for _ in 0..<Int.random(in: 0...4, using: &random) { change(&bytes) }
    return Array(bytes.prefix(Self.most))
  }

  private mutating func any() -> [UInt8] { corpus.randomElement(using: &random) ?? [] }

  private mutating func change(_ bytes: inout [UInt8]) {
    let place = Int.random(in: 0...bytes.count, using: &random)
    let end = min(bytes.count, place + Int.random(in: 0...12, using: &random))
    switch Int.random(in: 0..<7, using: &random) {
    case 0: bytes.insert(UInt8.random(in: 0...255, using: &random), at: place)
    case 1: bytes.removeSubrange(place..<end)
    case 2: bytes.insert(contentsOf: bytes[place..<end], at: place)
    case 3: bytes.replaceSubrange(place..<end, with: Self.awkward.randomElement(using: &random) ?? [])
    case 4: bytes.insert(contentsOf: Self.awkward.randomElement(using: &random) ?? [], at: place)
    case 5:
      let other = any()
      bytes = Array(bytes[..<place] + other[Int.random(in: 0...other.count, using: &random)...])
    default:
      guard place < bytes.count else { return }
      bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
    }
  }
}
