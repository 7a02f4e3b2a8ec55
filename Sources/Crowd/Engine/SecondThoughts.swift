import ChatModel

/// Now and then somebody adds to what they have said, or takes it back.
struct SecondThoughts: Sendable {
  private struct Thought: Sendable {
    let due: Duration
    let message: Message
    let action: MessageEvent.Action
  }

  /// Of so many messages one is edited, and of so many one is deleted.
  private static let (edited, deleted) = (40, 160)
  private static let additions = ["(mended)", "(as far as I know)", "(it was a Tuesday)", "(twice)", "👀"]

  private var thoughts: [Thought] = []
  private var random: SplitMix

  init(seed: UInt64) {
    random = SplitMix(seed: seed)
  }

  var nextDeadline: Duration? { thoughts.map(\.due).min() }

  /// Takes note of a message of the crowd.
  mutating func heard(_ message: Message, now: Duration) {
    guard message.kind == .text else { return }
    let due = now + random.seconds(2...6)
    if Int.random(in: 0..<Self.edited, using: &random) == 0 {
      let addition = Self.additions.randomElement(using: &random) ?? ""
      thoughts.append(
        Thought(due: due, message: message, action: .edit(message.seq, body: "\(message.body) \(addition)")))
    } else if Int.random(in: 0..<Self.deleted, using: &random) == 0 {
      thoughts.append(Thought(due: due, message: message, action: .delete(message.seq)))
    }
  }

  /// What is due: whose message it is, where, and what becomes of it.
  mutating func due(now: Duration) -> [(message: Message, action: MessageEvent.Action)] {
    let due = thoughts.filter { $0.due <= now }
    thoughts.removeAll { $0.due <= now }
    return due.map { ($0.message, $0.action) }
  }
}

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
