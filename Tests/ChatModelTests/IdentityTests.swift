import ChatModel
import Testing

@Suite struct IdentityTests {
  @Test(arguments: ["alice", "a", "maria-k", "x_1", String(repeating: "a", count: 32)])
  func handlesAreAccepted(text: String) {
    #expect(UserID(text)?.rawValue == text)
  }

  @Test(arguments: [
    "", "Alice", "a b", "-a", "a-", "ä", "a.b", "channel", "a\u{1B}", "a\0",
    String(repeating: "a", count: 33),
  ])
  func everythingElseIsRefused(text: String) {
    #expect(UserID(text) == nil)
  }

  @Test func aDirectChatIsTheSameFromBothSides() {
    let (alice, bob) = (UserID(stored: "alice"), UserID(stored: "bob"))
    let chat = ChannelID(directBetween: alice, and: bob)
    #expect(chat == ChannelID(directBetween: bob, and: alice))
    #expect(chat.isDirect)
    #expect(chat.peer(of: alice) == bob)
    #expect(chat.peer(of: UserID(stored: "carol")) == nil)
    #expect(ChannelID(stored: "incidents").peer(of: alice) == nil)
    #expect(ChannelID(chat.rawValue) == chat)
  }

  @Test func everyServerFindsTheSameBucket() {
    #expect(Bucket(of: UserID(stored: "alice"), among: 16) == Bucket(7))
    let used = Set((0..<1_000).map { Bucket(of: UserID(stored: "user\($0)"), among: 16) })
    #expect(used == Set(Bucket.all(16)))
  }
}
