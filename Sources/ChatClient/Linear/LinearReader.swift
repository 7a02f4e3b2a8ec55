import ChatModel

/// What of the open channel was printed, and what is next.
///
/// A user is given a page at a time, so that nobody has to listen to what they cannot stop; a pipe gets everything.
struct LinearReader: Equatable, Sendable {
  /// The most messages that are printed until more are asked for, or in a second.
  static let page = 50
  /// How many messages before the place that was gone to are printed.
  static let context = 3
  /// How many messages are printed of a channel in which nothing is unread.
  static let tail = 10
  /// How many messages are printed around one that was searched for.
  static let around = 10
  /// How many messages are printed before those that were.
  static let olderPage = 20

  enum Item: Equatable, Sendable {
    case message(Message)
    /// The first unread message follows.
    case divider
    /// There are no messages.
    case empty
    /// So many messages are printed when they are asked for.
    case more(Seq)
    /// So many messages cannot be had.
    case missing(Seq)
    /// Nothing comes before.
    case oldest
  }

  let channel: ChannelID
  /// Where to begin; nil at the first unread message, or at the newest ones.
  private let start: Seq?
  /// The message to be printed next; nil until it is known.
  private(set) var next: Seq?
  /// The first message that was printed.
  private(set) var top: Seq?
  /// The messages that were printed last, without a gap, as far as they count as in view.
  private(set) var block: ClosedRange<Seq>?
  /// Earlier messages that are to be printed first.
  private(set) var older: ClosedRange<Seq>?
  /// Whether more is printed only when it is asked for.
  private(set) var isPaused = false
  /// Whether more can be printed at once.
  private(set) var hasMore = false
  /// Whether everything that was heard of is printed.
  private(set) var isCaughtUp = false
  private var budget: Int
  private var refilled: Duration
  /// The message that was looked for last in what was not loaded.
  private var sought: Seq?

  init(_ channel: ChannelID, from start: Seq? = nil, budget: Int = Self.page, at now: Duration) {
    self.channel = channel
    self.start = start
    self.budget = budget
    refilled = now
  }

  /// Whether the messages printed last are those before the next one.
  var isAtEnd: Bool { isCaughtUp && block.map { $0.upperBound + 1 == next } ?? true }

  /// Asks for the next page.
  /// - Returns: Whether there may be one.
  mutating func askMore() -> Bool {
    isPaused = false
    budget = max(budget, Self.page)
    return !isCaughtUp
  }

  /// Asks for the page before.
  /// - Returns: Whether there may be one.
  mutating func askOlder() -> Bool {
    guard let top, top > 1 else { return false }
    older = max(1, top - Seq(Self.olderPage))...top - 1
    sought = nil
    return true
  }

  /// Takes what can be printed now.
  mutating func read(_ conversation: Conversation, isAttended: Bool, at now: Duration) -> [Item] {
    guard conversation.channel == channel else { return [] }
    var items = begin(conversation) + takeOlder(conversation) + skipMissing(conversation)
    guard var next else { return items }
    if isCaughtUp, now >= refilled + .seconds(1) {
      budget = Self.page
      refilled = now
    }
    var left = isAttended ? budget : Self.page
    while left > 0, !isPaused, let message = conversation.window[next] {
      if next == conversation.divider { items.append(.divider) }
      items.append(.message(message))
      printed(next)
      next += 1
      left -= 1
    }
    self.next = next
    if isAttended { budget = left }
    isCaughtUp = next > conversation.head
    if isAttended, left == 0, !isPaused, !isCaughtUp {
      isPaused = true
      items.append(.more(conversation.head - next + 1))
    }
    hasMore = !isPaused && conversation.window[next] != nil
    return items
  }

  /// The message that has to be gone to before anything more can be printed; nil if that is not so, or it is being
  /// loaded.
  mutating func seek(_ conversation: Conversation) -> Seq? {
    guard let next, let seqs = conversation.window.seqs, conversation.isResting else { return nil }
    let wanted = older?.lowerBound ?? next
    // What adjoins the messages that were just printed is loaded because they were.
    let isComing = older == nil && next == seqs.upperBound + 1 && block?.upperBound == seqs.upperBound
    guard older != nil || !isPaused, wanted <= conversation.head, conversation.window[wanted] == nil,
      !isComing,
      sought != wanted
    else { return nil }
    sought = wanted
    return wanted
  }

  private mutating func begin(_ conversation: Conversation) -> [Item] {
    guard next == nil, conversation.isArrived else { return [] }
    guard conversation.head > 0 else {
      next = 1
      return [.empty]
    }
    guard let seqs = conversation.window.seqs else { return [] }
    let first = conversation.divider.map { $0 - Seq(Self.context) } ?? seqs.upperBound - Seq(Self.tail) + 1
    next = min(max(start ?? first, seqs.lowerBound), seqs.upperBound)
    return []
  }

  private mutating func takeOlder(_ conversation: Conversation) -> [Item] {
    guard let range = older, conversation.isResting else { return [] }
    let wasSought = sought == range.lowerBound
    guard conversation.window[range.lowerBound] != nil || wasSought else { return [] }
    let found = range.compactMap { conversation.window[$0] }
    older = nil
    sought = nil
    guard let first = found.first, let last = found.last else { return [.oldest] }
    top = first.seq
    block = first.seq...last.seq
    return found.map(Item.message)
  }

  /// Goes on after messages that were looked for and are not there.
  private mutating func skipMissing(_ conversation: Conversation) -> [Item] {
    guard let next, sought == next, older == nil, conversation.isResting,
      let first = conversation.window.seqs?.lowerBound, first > next
    else { return [] }
    self.next = first
    return [.missing(first - next)]
  }

  private mutating func printed(_ seq: Seq) {
    let first = block.flatMap { $0.upperBound + 1 == seq ? $0.lowerBound : nil } ?? seq
    block = max(first, seq - Seq(Self.page) + 1)...seq
    top = top ?? seq
    sought = nil
  }
}

extension Conversation {
  /// Whether it is known where to begin.
  fileprivate var isArrived: Bool {
    switch position {
    case .waiting, .opening: false
    case .newest, .at: true
    }
  }

  /// Whether what was to be loaded is.
  fileprivate var isResting: Bool { isArrived && !isLoading && failure == nil }
}
