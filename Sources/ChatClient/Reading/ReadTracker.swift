import ChatModel

/// Decides when a message was read: it, or a later one, was the bottom-most fully visible message of every frame
/// drawn for a short dwell, while somebody was there to look.
///
/// Scrolling on does not start the dwell anew for what is already passed, so a channel is read step by step at the
/// user's pace; what was not in view for the dwell is not read, however fast the user is gone.
public struct ReadTracker: Equatable, Sendable {
  /// How long a message has to be in view: shorter, and flicking through channels would read them.
  public static let dwell: Duration = .milliseconds(300)
  /// How long a key press implies attention, in a terminal that never said whether it has the focus.
  static let attentionSpan: Duration = .seconds(30)
  /// How long a terminal that has the focus counts as looked at without a key.
  ///
  /// Longer than anybody reads a screen, shorter than a coffee: in a multiplexer the loss of focus may never be told.
  public static let focusedSpan: Duration = .seconds(300)

  enum Focus: Sendable {
    case unknown
    case focused
    case unfocused
  }

  /// What a terminal shows.
  public struct Sight: Equatable, Sendable {
    /// The open channel.
    public let channel: ChannelID
    /// The bottom-most message that is fully visible.
    public let bottom: Seq

    /// Creates a sight.
    public init(channel: ChannelID, bottom: Seq) {
      self.channel = channel
      self.bottom = bottom
    }
  }

  /// `bottom` or something after it has been the bottom-most message since `since`.
  private struct Step: Equatable, Sendable {
    let bottom: Seq
    let since: Duration
  }

  private(set) var focus = Focus.unknown
  /// The channel that is not read by looking at it, because it was marked unread.
  private(set) var held: ChannelID?
  /// When a key or the mouse was used last, or the focus came.
  private var lastUse: Duration?
  private let focusedSpan: Duration
  private var channel: ChannelID?
  /// Rising in both, so the last step that has dwelled is the highest.
  private var steps: [Step] = []
  private var taken: Seq = 0

  /// Creates a tracker of a terminal that has not said whether it has the focus.
  /// - Parameter focusedSpan: How long a focused terminal counts as looked at without a key.
  public init(focusedSpan: Duration = Self.focusedSpan) {
    self.focusedSpan = focusedSpan
  }

  /// The terminal has gained or lost the focus.
  public mutating func focusChanged(_ hasFocus: Bool, at now: Duration) {
    focus = hasFocus ? .focused : .unfocused
    if hasFocus { lastUse = now }
    if !hasFocus { forget() }
  }

  /// A key or the mouse was used.
  public mutating func used(at now: Duration) {
    lastUse = now
  }

  /// Stops reading `channel` by looking, until `release`.
  public mutating func hold(_ channel: ChannelID) {
    held = channel
    forget()
  }

  /// Reads by looking again.
  public mutating func release() {
    held = nil
  }

  /// What the terminal shows now, or nil if no message can be read there.
  ///
  /// To be told after every event: time counts only from when it is told.
  mutating func sees(_ sight: Sight?, at now: Duration) {
    guard let sight, isAttentive(at: now) else { return forget() }
    if sight.channel != channel {
      forget()
      channel = sight.channel
    }
    guard sight.channel != held else { return forget() }
    var since = now
    while let last = steps.last, last.bottom >= sight.bottom {
      since = last.since
      steps.removeLast()
    }
    steps.append(Step(bottom: sight.bottom, since: since))
  }

  /// Sees what the terminal shows now, and takes what has been in view for long enough.
  /// - Parameter known: Up to which seq a channel is read, and in which epoch; `nil` if that is not known yet.
  /// - Returns: What to join into the channel's read state, if that is news.
  public mutating func read(
    _ sight: Sight?, at now: Duration, known: (ChannelID) -> (readUpTo: Seq, epoch: Int64)?
  ) -> (channel: ChannelID, delta: ReadState)? {
    sees(sight, at: now)
    guard let seen = take(at: now), let known = known(seen.channel), seen.bottom > known.readUpTo else {
      return nil
    }
    return (seen.channel, .read(seen.bottom, epoch: known.epoch))
  }

  /// The message up to which the dwell has ended, once.
  mutating func take(at now: Duration) -> Sight? {
    guard let channel, let index = steps.lastIndex(where: { $0.since + Self.dwell <= now }) else {
      return nil
    }
    steps.removeFirst(index)
    guard steps[0].bottom > taken else { return nil }
    taken = steps[0].bottom
    return Sight(channel: channel, bottom: taken)
  }

  /// Whether a dwell is under way for a message above `seq`.
  func isReading(above seq: Seq) -> Bool {
    steps.contains { $0.bottom > max(seq, taken) }
  }

  /// When the next dwell ends.
  public var deadline: Duration? {
    steps.first { $0.bottom > taken }.map { $0.since + Self.dwell }
  }

  /// Whether somebody is there to look.
  func isAttentive(at now: Duration) -> Bool {
    switch focus {
    case .focused: lastUse.map { now < $0 + focusedSpan } ?? false
    case .unfocused: false
    case .unknown: lastUse.map { now < $0 + min(Self.attentionSpan, focusedSpan) } ?? false
    }
  }

  private mutating func forget() {
    channel = nil
    steps = []
    taken = 0
  }
}
