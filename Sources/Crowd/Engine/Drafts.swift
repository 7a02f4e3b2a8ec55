import ChatModel

/// What is being typed in direct chats, to be said once the other side has had time to see it.
struct Drafts: Sendable {
  private struct Draft: Sendable {
    let speech: SceneMixer.Speech
    let due: Duration
  }

  /// In order of their due times, since all take equally long.
  private var drafts: [Draft] = []

  /// When the next is said; `nil` if nobody types.
  var nextDeadline: Duration? { drafts.first?.due }

  /// Begins to type.
  mutating func begin(_ speech: SceneMixer.Speech, now: Duration) {
    drafts.append(Draft(speech: speech, due: now + TypingPace.visible))
  }

  /// What is typed to its end.
  ///
  /// A regular whom a person has taken over in the meantime does not say it.
  mutating func due(now: Duration, people: People) -> [SceneMixer.Speech] {
    let done = drafts.prefix { $0.due <= now }
    drafts.removeFirst(done.count)
    return done.map(\.speech).filter { people.canPlay($0.author) }
  }
}
