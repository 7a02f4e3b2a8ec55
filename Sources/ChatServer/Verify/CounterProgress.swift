import ChatModel

/// How far a counter has come that is not what the database says.
struct CounterProgress: Sendable, Equatable {
  /// The highest seq in the database.
  let head: Seq
  /// The seq up to which the counter is right, if it has only not come further yet; nil if that cannot be told.
  let reached: Seq?
  /// What is read in the database.
  private let read: ReadState
  /// The counter; nil if there is none.
  private let counter: UnreadNumbers?

  init(of counter: UnreadNumbers?, _ expected: Unread, in channel: ChannelID) {
    head = expected.head
    read = expected.read
    self.counter = counter
    guard let counter, counter.head < expected.head, counter.read == expected.read else {
      reached = nil
      return
    }
    var then = expected
    then.head = counter.head
    reached = counter.badge(in: channel) == then.badge(in: channel) ? counter.head : nil
  }

  /// Whether the counter has all that was in the database at an earlier look, and does not follow somebody who is reading.
  ///
  /// What is not in it yet cannot tell whether the rest is right: sets are cut at what is read.
  func hasCome(to earlier: CounterProgress) -> Bool {
    guard let counter, counter.head >= earlier.head else { return false }
    return read == earlier.read || counter.read.joined(read) == counter.read
  }
}
