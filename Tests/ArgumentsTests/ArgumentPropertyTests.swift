import Arguments
import Testing

@Suite struct ArgumentPropertyTests {
  @Test func `the order of options and arguments does not matter`() throws {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SplitMix(state: seed)
    let groups = [
      ["-u", "bob"], ["--limit=7"], ["--no-color"], ["-p"], ["general"], ["--timeout", "5m"], ["--trace="],
    ]
    for _ in 0..<200 {
      let words = groups.shuffled(using: &random).flatMap { $0 }
      let chat = try #require(try Dogear.parseAsRoot(["chat"] + words, environment: { _ in nil }) as? Chat)
      let isRight =
        chat.user == "bob" && chat.limit == 7 && !chat.color && chat.peek && chat.channel == "general"
        && chat.redis.timeout == .seconds(300) && chat.trace == ""
      #expect(isRight, "seed \(seed): \(words)")
    }
  }

  @Test func `any words are parsed or refused with a message`() {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SplitMix(state: seed)
    let pieces = [
      "", "-", "--", "---", "=", "-=", "--=", "--user", "--user=", "-u", "-h", "--no-", "--no-color", "-vvv",
      "-1", "é",
      "chat", "help", "tail", "json", "users", "add", "--config", "-\u{301}", "\u{0}", "--limit", "0", "-n=",
      "-ppp=x",
    ]
    for _ in 0..<2_000 {
      let words = (0..<Int.random(in: 0...5, using: &random)).map { _ in
        (0..<Int.random(in: 1...2, using: &random)).compactMap { _ in pieces.randomElement(using: &random) }
          .joined()
      }
      #expect(!complaint(words, environment: [:]).isEmpty, "seed \(seed): \(words)")
    }
  }
}

/// Steele, Lea and Flood, "Fast Splittable Pseudorandom Number Generators", 2014.
private struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
