import ChatModel

/// Something that the client wants done, in order.
///
/// Whoever does it posts the answer as an event; none needs to be awaited.
public enum ClientEffect: Sendable, Equatable {
  /// Read the user's channels from the database.
  case loadChannels
  /// Read the counters of these channels, or of all, from Redis.
  case loadCounters([ChannelID]?)
  /// Read the messages with these seqs from the database.
  case loadMessages(ChannelID, ClosedRange<Seq>)
  /// Read who has read how far in a channel.
  case loadPositions(ChannelID)
  /// Store whether a channel is muted.
  case setMuted(Bool, ChannelID)
  /// Append a message to the log.
  case send(MessageEvent)
  /// Append a receipt to the log.
  case sendReceipt(ReceiptEvent)
  /// Add topics to those that are listened to.
  case listen([NoticeTopic])
  /// Replace the file of unacknowledged receipts; an empty spool removes it.
  case saveSpool(Spool)
  /// Name the terminal's window.
  case setTitle(String)
  /// Ring the bell.
  case bell
  /// Draw every cell anew.
  case redraw
  /// Stop the program until the shell continues it, then post `resumed`.
  case suspend
  /// Change the pace of the simulated users.
  case crowd(CrowdChange)
  /// Flush what was sent and end. Acknowledgements posted until then still lead to `saveSpool`.
  case quit
}
