import ChatModel

/// The open channel: what of it is loaded, and where the user is in it.
struct Conversation: Equatable, Sendable {
  /// Messages loaded at a time: at least this many, and two screens.
  static let leastPage = 50

  let channel: ChannelID
  /// The channel's highest seq that was heard of.
  private(set) var head: Seq
  private(set) var window = MessageWindow()
  var position = ScrollPosition.waiting
  /// The message that the "new messages" line stands above: the first unread one at opening.
  var divider: Seq?
  /// Whether the position was chosen knowing what is unread.
  private(set) var isPlaced = false
  /// The message that was searched for and jumped to.
  var found: Seq?
  /// The message that keys are about.
  var selected: Seq?
  /// Whether it was asked to be deleted once.
  var isDeletionAsked = false
  /// The messages that were drawn since opening: others cannot have been read by looking.
  private(set) var drawn = SeqRanges()
  /// The members' handles, for completion; nil until they were asked for.
  private(set) var members: [UserID]?
  /// How far the others have read.
  private(set) var positions: [UserID: Seq] = [:]
  /// Why the last load failed; nil if it did not.
  private(set) var failure: String?
  private var loading: ClosedRange<Seq>?
  private var retry = RetryTimer()

  init(channel: ChannelID, head: Seq) {
    self.channel = channel
    self.head = head
  }

  /// Whether the newest message is loaded.
  var isComplete: Bool { head == 0 || window.seqs?.upperBound == head }

  var isLoading: Bool { loading != nil }

  /// Goes to the first unread message, or to the newest if all are read.
  ///
  /// A user who had to begin without the counts, and has scrolled since, is left in peace.
  /// - Parameter hasUnread: Whether any message counts as unread.
  mutating func place(_ unread: Unread, hasUnread: Bool) {
    head = max(head, unread.head)
    isPlaced = true
    let first = unread.readUpTo + 1
    let isUnread = hasUnread && first <= head
    if isUnread { divider = first }
    switch position {
    case .waiting, .newest: if isUnread { goTo(.unread(first)) } else { goToNewest(page: Self.leastPage) }
    case .opening, .at: break
    }
  }

  /// Goes to the newest message, across what is not loaded if that is more than a page.
  mutating func goToNewest(page: Int) {
    position = .newest
    if let last = window.seqs?.upperBound, head - last > Seq(page) { reload() }
  }

  mutating func goTo(_ landing: Landing) {
    position = .opening(landing)
    if window[landing.seq] == nil { reload() }
  }

  /// Stays where the user is, instead of racing through pages of messages that nobody could follow, when so many came
  /// at once: after a time without notices.
  mutating func stopFollowing(at top: Anchor, height: Int) {
    guard position == .newest, let last = window.seqs?.upperBound, head - last > 2 * page(height) else {
      return
    }
    position = .at(top)
  }

  mutating func heard(of seq: Seq) {
    head = max(head, seq)
  }

  mutating func draw(_ seqs: ClosedRange<Seq>) {
    if !drawn.contains(seqs) { drawn.insert(seqs) }
  }

  /// The authors at work here, the latest first, then the other members.
  var people: [UserID] {
    let authors = window.messages.suffix(200).reversed().map(\.author)
    var seen: Set<UserID> = []
    return (authors + (members ?? [])).filter { seen.insert($0).inserted }
  }

  mutating func take(members: [UserID]) {
    self.members = members
  }

  mutating func take(_ positions: [UserID: Seq]) {
    self.positions.merge(positions) { max($0, $1) }
  }

  /// Somebody is said to have read on; of no more people than it is told of, as anybody can publish.
  mutating func hear(_ user: UserID, hasReadTo seq: Seq) {
    guard positions[user] != nil || positions.count < ChannelInfo.mostSeenBy else { return }
    take([user: seq])
  }

  /// A message was stored.
  ///
  /// Far from the newest message it is not kept when there is much between: it will be loaded on the way there.
  mutating func hear(_ message: Message) {
    if position == .newest || window.count < 2 * MessageWindow.limit { window.hear(message) }
    head = max(head, message.seq)
    if position == .newest { window.trim(around: head) }
  }

  /// A message was edited or deleted.
  mutating func replace(_ message: Message) {
    window.replace(message)
  }

  /// The messages to load next, if any are needed and none are on their way.
  /// - Parameters:
  ///   - shown: The messages in the last frame.
  ///   - height: The rows they had.
  mutating func nextLoad(shown: ClosedRange<Seq>?, height: Int, at now: Duration) -> ClosedRange<Seq>? {
    guard loading == nil, retry.allows(now) else { return nil }
    retry.retryNow()
    guard let range = missing(shown: shown, height: height) else { return nil }
    loading = range
    return range
  }

  /// A page has come.
  /// - Returns: Whether it was the one waited for.
  mutating func loaded(
    _ range: ClosedRange<Seq>, _ page: [Message], shown: ClosedRange<Seq>?, at now: Duration
  )
    -> Bool
  {
    guard range == loading else { return false }
    loading = nil
    let before = window.seqs
    window.merge(page)
    guard window.seqs != before else {
      failed(range, reason: "messages \(range.lowerBound) to \(range.upperBound) are not there yet", at: now)
      return true
    }
    failure = nil
    retry.succeeded()
    window.trim(around: position == .newest ? head : shown?.lowerBound ?? range.lowerBound)
    return true
  }

  mutating func failed(_ range: ClosedRange<Seq>, reason: String, at now: Duration) {
    if range == loading { loading = nil }
    guard loading == nil else { return }
    failure = reason
    retry.failed(at: now)
  }

  mutating func retryNow() {
    retry.retryNow()
  }

  /// When a failed load is due again.
  var deadline: Duration? { loading == nil ? retry.notBefore : nil }

  private mutating func reload() {
    window = MessageWindow()
    loading = nil
  }

  private func page(_ height: Int) -> Seq { Seq(max(Self.leastPage, 2 * height)) }

  private func missing(shown: ClosedRange<Seq>?, height: Int) -> ClosedRange<Seq>? {
    let page = page(height)
    let near = Seq(max(1, height))
    guard head > 0, position != .waiting else { return nil }
    guard let seqs = window.seqs else {
      var target = head
      if case .opening(let landing) = position { target = min(max(1, landing.seq), head) }
      return max(1, target - page)...min(head, target + page)
    }
    // A frame of before a jump says nothing about what is needed here.
    let shown = shown.flatMap { $0.overlaps(seqs) ? $0 : nil }
    if seqs.upperBound < head
      && (position == .newest || shown.map { $0.upperBound + near >= seqs.upperBound } ?? false)
    {
      return seqs.upperBound + 1...min(head, seqs.upperBound + page)
    }
    if seqs.lowerBound > 1, let top = shown?.lowerBound, top - near <= seqs.lowerBound {
      return max(1, seqs.lowerBound - page)...seqs.lowerBound - 1
    }
    return nil
  }
}
