import Canvas
import ChatModel

/// The client as lines of text, for screen readers and pipes: the state of the screen, with sentences instead of a
/// picture, and lines of input instead of keys.
///
/// Whoever runs it posts events with the time and performs the effects in their order, as with `ClientState`; enters
/// lines of input; and after every batch prints a `page` and posts what it showed as `drawn`.
///
/// With a person at the input, lines that were printed count as seen for a while after each line that they enter. From a
/// pipe nothing is read by looking, only by `/read`.
public struct LinearClient: Sendable {
  /// How long the end of the input waits for what was entered before to be done: somewhat longer than it takes until a
  /// sending is given up.
  public static let patience: Duration = .seconds(15)
  /// The most lines of input, and messages under way, that are kept waiting.
  static let mostWaiting = 100
  /// The most lines that wait to be printed before more input is handled.
  static let mostSaid = 1_000

  /// A channel that is not open, by the name that was given, and which it is if that is known.
  struct Astray: Sendable {
    let name: String
    var channel: ChannelID?
  }

  /// A line of input that waits until it makes sense.
  struct Waiting: Sendable {
    let line: String
    /// Whether it came before any channel was open.
    let isEarly: Bool
  }

  /// Whether a person is at the input.
  public let isAttended: Bool
  var state: ClientState
  /// What is to be printed before anything else.
  var said: [String] = []
  var reader: LinearReader?
  var badges = BadgeNews()
  var health = HealthNews()
  var sends = SendLedger()
  /// The search that is not answered yet, and what the last one has found.
  var search: SearchQuery?
  var results: [Message] = []
  var waiting: [Waiting] = []
  /// When the input ended.
  var ended: Duration?
  /// How many lines from a pipe could not be sent or done.
  var refused = 0
  /// The channel that was asked for and is not open: what was meant for it must not reach another.
  var astray: Astray?
  /// Since when the changes that a pipe has asked for are not done, by their ids: what follows may rely on them.
  var asked: [String: Duration] = [:]
  var toast: Toast?
  var failure: String?
  /// The day of the message that was printed last, or on which the channel was opened.
  var day = 0
  var isConnected = false
  /// How often what was printed turned out to be of a database that is no more.
  var restorations = 0
  /// Whether the open channel was begun knowing what is unread.
  var isPlaced = false
  private let wanted: ChannelID?

  /// Creates a client that knows nothing yet; post `started` to it.
  /// - Parameters:
  ///   - user: Who uses it.
  ///   - ids: Where the client ids of messages come from.
  ///   - channel: The channel to open first; else the topmost of the list.
  ///   - isAttended: Whether a person is at the input, rather than a pipe.
  ///   - attention: How long what was printed counts as looked at after a line of input; half a minute at most.
  public init(
    user: UserID, ids: IDSource, opening channel: ChannelID? = nil, isAttended: Bool,
    attention: Duration = ReadTracker.focusedSpan
  ) {
    self.isAttended = isAttended
    wanted = channel
    // The size of a screen that there might be: it decides how much is loaded at a time.
    state = ClientState(
      user: user, size: Size(width: 80, height: 24), ids: ids, opening: channel, keys: .linear,
      isMouseOn: false, attention: attention)
  }

  /// Takes in what happened.
  /// - Returns: What is to be done, in this order.
  public mutating func update(_ event: ClientEvent, at now: ClientTime) -> [ClientEffect] {
    if case .input(.signal) = event, !state.isQuitting { return quit(at: now) }
    if event == .started, isAttended { say("connecting as \(state.user); /help lists the commands") }
    let effects = state.update(event, at: now)
    hear(event)
    notice(at: now)
    return effects + work(at: now)
  }

  /// When `tick` has something to do; nil if never, unless something else happens.
  public var nextDeadline: Duration? {
    guard !state.isQuitting else { return nil }
    let latest = [ended, asked.values.min()].compactMap { $0.map { $0 + Self.patience } }
    return (latest + [state.nextDeadline].compactMap(\.self)).min()
  }

  /// When there will be something to print although nothing happens.
  public var nextPage: Duration? { badges.deadline }

  /// Whether there is something to print at once.
  public var hasMore: Bool { !said.isEmpty || reader?.hasMore == true }

  /// Whether input is handled now, rather than left with whoever writes it.
  public var takesInput: Bool {
    ended == nil && waiting.count < Self.mostWaiting && sends.countUnderWay < Self.mostWaiting
      && said.count < Self.mostSaid
  }

  /// Why this run has not done what it was told to, for its end; nil if it has.
  public var shortfall: String? {
    let unsent = sends.countUnsent(state.outbox) + refused + asked.count
    return unsent == 0 ? nil : "\(Wording.count(unsent, "line")) of the input failed"
  }

  mutating func say(_ words: String) {
    said.append(words)
  }

  var format: LinearFormat { LinearFormat(user: state.user, utcOffset: state.utcOffset) }

  /// What was printed last, as far as it counts as in view.
  var visible: Visible {
    var visible = Visible()
    guard let reader, reader.channel == state.conversation?.channel, let block = reader.block else {
      return visible
    }
    visible.channel = reader.channel
    visible.seqs = block
    visible.bottom = block.upperBound
    visible.top = Anchor(seq: block.lowerBound, line: 0)
    return visible
  }

  /// The first channel is open.
  mutating func arrived(in channel: ChannelID) {
    if let wanted, wanted != channel { astray = Astray(name: "#\(wanted)", channel: wanted) }
  }
}
