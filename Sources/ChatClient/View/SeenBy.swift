import ChatModel

/// Who has read the newest of one's own messages, in words.
struct SeenBy: Equatable, Sendable {
  /// How far back it is looked for.
  private static let reach = 200
  /// How many are named; the others are counted.
  private static let named = 2

  let seq: Seq
  /// The words, such as `seen by alice, bob +3`.
  let words: String

  /// Finds them; nil if there is no such message, or nobody has read it.
  init?(_ conversation: Conversation, user: UserID) {
    guard !conversation.positions.isEmpty,
      let message = conversation.window.messages.suffix(Self.reach).last(where: { $0.author == user })
    else { return nil }
    let readers = conversation.positions.filter { $0.key != user && $0.value >= message.seq }.keys.sorted()
    guard !readers.isEmpty else { return nil }
    let others = readers.count - Self.named
    seq = message.seq
    words =
      "seen by \(readers.prefix(Self.named).map(\.rawValue).joined(separator: ", "))"
      + (others > 0 ? " +\(others)" : "")
  }
}
