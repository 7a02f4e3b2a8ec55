import Canvas
import ChatModel

/// Everything that can happen to the client.
public enum ClientEvent: Sendable, Equatable {
  /// The program begins: the first event.
  case started
  /// The user, or the terminal, did something.
  case input(InputEvent)
  /// The user's channels, all of them: the answer to `loadChannels`.
  case channels([ChannelInfo])
  /// Counters from Redis, of all channels if `complete`: the answer to `loadCounters`.
  case counters([ChannelID: Counter], complete: Bool)
  /// Redis has lost the counters and a server is rebuilding them: the other answer to `loadCounters`.
  case countersNotBuilt
  /// Stored messages with these seqs, in order: the answer to `loadMessages`.
  case messages(ChannelID, ClosedRange<Seq>, [Message])
  /// The read positions of a channel's members: the answer to `loadPositions`.
  case positions(ChannelID, [UserID: Seq])
  /// The handles of a channel's members: the answer to `loadMembers`.
  case members(ChannelID, [UserID])
  /// The public channels: the answer to `loadDirectory`.
  case directory([ChannelSummary])
  /// Messages that match, newest first: the answer to `search`.
  case found(SearchQuery, [Message])
  /// Who of those asked for is online: the answer to `loadPresence`.
  case online(Set<UserID>)
  /// What calls for the user was stored: the answer to `setAttention`.
  case attention(Attention, ChannelID)
  /// Who has read a message: the answer to `loadReaders`.
  case readers(Seq, ChannelID, ReadBy)
  /// A preference was stored: the answer to `setHidesReads` and `setHearsEveryone`.
  case preferred
  /// A request could not be answered, and why; the client asks again when that makes sense.
  case failed(ClientRequest, reason: String)
  /// What the notice source says.
  case heard(Heard)
  /// Kafka has these receipts.
  case receiptsAcknowledged([ReceiptEvent])
  /// Kafka does not have these receipts, and why.
  case receiptsFailed([ReceiptEvent], reason: String)
  /// Kafka has the message with this client id.
  case sendAcknowledged(id: String)
  /// Kafka does not have the message with this client id, and why.
  case sendFailed(id: String, reason: String)
  /// A service answers or does not.
  case health(Dependency, DependencyHealth)
  /// The receipts that the last run left behind.
  case spool(Spool)
  /// What the last run left to this one.
  case kept(Keepsake)
  /// What must outlive the client could not be written, and why.
  case notKept(reason: String)
  /// The text that the user has written in an editor, or nil and why not: the answer to `edit`.
  case edited(String?, problem: String?)
  /// There are simulated users whose pace can be changed.
  case crowdFound
  /// A frame was really put on the terminal: the only event that can lead to a receipt without a key.
  case drawn(Visible)
  /// `ClientState.nextDeadline` has come.
  case tick
  /// The program runs again after `suspend`.
  case resumed
}
