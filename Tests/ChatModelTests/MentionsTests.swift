import ChatModel
import Testing

@Suite struct MentionsTests {
  private func users(_ text: String) -> [String] {
    Mentions(in: text).users.map(\.rawValue).sorted()
  }

  @Test func namesAreFoundWhereverAWordMayBegin() {
    #expect(users("@alice, (@bob) and/@carol-2: hi") == ["alice", "bob", "carol-2"])
    #expect(users("@Alice at the start of a sentence") == ["alice"])
    #expect(users("ends with @dave.") == ["dave"])
    #expect(users("ends with @erin-") == ["erin"])
  }

  @Test func mailAddressesAreNoMentions() {
    #expect(users("mail@example é@bob e\u{301}@bob 界@bob ٣@bob") == [])
  }

  @Test func anEmojiIsNoLetter() {
    #expect(users("👋@alice 👍🏽@bob ❤️@carol \u{301}@dave") == ["alice", "bob", "carol", "dave"])
  }

  @Test func codeAndLinksMentionNobody() {
    #expect(users("`@alice` and ``@bob ` @carol``") == [])
    #expect(users("```\n@alice\n@channel\n```\n@bob") == ["bob"])
    #expect(
      users("see https://medium.com/@alice, (http://x.org/@bob) and mailto:a@carol.org @dave") == ["dave"])
    #expect(users("*@alice* _@bob_ > @carol") == ["alice", "bob", "carol"])
    #expect(!Mentions(in: "`@channel`").everyone)
    #expect(users("an open ` and @alice") == ["alice"])
  }

  @Test func everyoneIsNoUser() {
    let mentions = Mentions(in: "@channel look")
    #expect(mentions.everyone)
    #expect(mentions.users.isEmpty)
    #expect(!Mentions(in: "@channels").everyone)
  }

  @Test func oneMessageCannotNameTheWholeWorld() {
    let text = (0..<500).map { "@user\($0)" }.joined(separator: " ")
    #expect(Mentions(in: text).users.count == Mentions.mostUsers)
  }
}
