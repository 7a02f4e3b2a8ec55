import Canvas
import ChatModel

/// The whole client as a value: events go in, effects come out, and the screen is drawn from it.
///
/// It does nothing itself. Whoever runs it posts events with the time, performs the effects in their order, calls
/// `tick` at `nextDeadline`, and after every batch of events renders `view` and posts what it showed as `drawn`.
public struct ClientState: Sendable, Equatable {
  /// Who uses it.
  public let user: UserID
  /// The size of the terminal.
  public internal(set) var size: Size

  /// Changes with all that is to be seen, except for the text being written.
  var revision = Revision()
  let keys: KeyMap
  var utcOffset = 0
  var isWriting = false
  var isQuitting = false
  /// Whether nothing is to be read or told to others.
  var isPeeking = false
  var isMouseOn: Bool
  var isFiltering = false
  var overlay: Overlay?
  var list: ChannelList
  /// Whether the channels were ever read: counters are of no use before.
  var hasChannels = false
  /// At most twice a second in the long run: each line that tells of a coming asks for it.
  var channelReads = Refresh(pace: Pace(interval: .milliseconds(500), burst: 3))
  var counterReads = CounterReads()
  var hearing = Hearing()
  var database = DatabaseWatch(began: Timestamp(milliseconds: 0))
  /// How often the database was another while the client ran.
  var restorations = 0
  var heardTopics: Set<NoticeTopic> = []
  /// Channels that the user was brought into while the client runs, until their first badge is there.
  var arrivals: Set<ChannelID> = []
  var conversation: Conversation?
  /// The channel to open as soon as it is known.
  var wanted: ChannelID?
  /// The channel that the user has asked to leave.
  var leaving: ChannelID?
  /// Where the user was before each jump, the latest last.
  var trail: [Place] = []
  /// What the last drawn frame showed.
  var shown = Visible()
  var tracker: ReadTracker
  var receipts: ReceiptOutbox
  /// What was marked as read last, as it was before.
  var undo: [ChannelID: Counter] = [:]
  var spool = SpoolSaver()
  var composer = Composer()
  var outbox = MessageOutbox()
  var ids: IDSource
  /// What was asked to be changed and is not settled, by the ids of its events, in words.
  var pending: [String: String] = [:]
  /// The message whose text is being changed instead of a new one being written.
  var editing: Message?
  var keeper = Keeper()
  var presence = PresenceBoard()
  var heartbeat = Heartbeat()
  var typing = TypingPulse()
  var alerts = AlertPace()
  var health = Health()
  var toast: Toast?
  var title = ""
  /// Whether there are simulated users whose pace can be changed.
  var hasCrowd = false

  /// Creates a client that knows nothing yet; post `started` to it.
  /// - Parameters:
  ///   - user: Who uses it.
  ///   - size: The size of the terminal; later ones come as events.
  ///   - ids: Where the client ids of messages come from.
  ///   - channel: The channel to open first; else the topmost of the list.
  ///   - keys: What keys do.
  ///   - isMouseOn: Whether the terminal reports the mouse at first.
  ///   - attention: How long a focused terminal counts as looked at without a key.
  public init(
    user: UserID, size: Size, ids: IDSource, opening channel: ChannelID? = nil, keys: KeyMap = .standard,
    isMouseOn: Bool = true, attention: Duration = ReadTracker.focusedSpan
  ) {
    self.user = user
    self.size = size
    self.ids = ids
    self.keys = keys
    self.isMouseOn = isMouseOn
    tracker = ReadTracker(focusedSpan: attention)
    wanted = channel
    list = ChannelList(user: user)
    receipts = ReceiptOutbox(user: user)
  }

  var mode: Mode {
    switch overlay {
    case .help: .help
    case .finder: .find
    case .search: .search
    case nil: isFiltering ? .filter : isWriting ? .write : conversation?.selected != nil ? .select : .browse
    }
  }

  /// The list's entry of the open channel.
  var openEntry: ChannelEntry? { conversation.flatMap { list[$0.channel] } }

  var layout: ScreenLayout {
    // Of its own, so that not the whole state is copied for the closure.
    let editor = composer.editor
    return ScreenLayout(size) { ComposerView.rows(editor, width: $0) }
  }

  func transcript(_ theme: SharedTheme, width: Int) -> Transcript? {
    conversation.map {
      Transcript(
        $0, outgoing: outbox.messages(in: $0.channel),
        format: MessageFormat(user: user, width: width, utcOffset: utcOffset, keys: keys, theme: theme))
    }
  }
}
