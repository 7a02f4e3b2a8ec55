import Arguments
import TestSupport
import Testing

@Suite struct ArgumentPropertyTests {
  @Test func `the order of options and arguments does not matter`() throws {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SeededRandom(seed: seed)
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
    var random = SeededRandom(seed: seed)
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
