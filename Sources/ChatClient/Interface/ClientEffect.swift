import ChatModel

/// Something that the client wants done, in order.
///
/// Whoever does it posts the answer as an event; none needs to be awaited.
public enum ClientEffect: Sendable, Equatable {
  /// Read the user's channels from the database.
  case loadChannels
  /// Read the counters of these channels, or of all, from Redis.
  case loadCounters([ChannelID]?)
  /// Bring these counters, which Redis does not have, from the database to Redis, and answer as if they were read there.
  case restoreCounters([ChannelID])
  /// Read the messages with these seqs from the database.
  case loadMessages(ChannelID, ClosedRange<Seq>)
  /// Read who has read how far in a channel.
  case loadPositions(ChannelID)
  /// Read the handles of a channel's members from the database.
  case loadMembers(ChannelID)
  /// Search the database.
  case search(SearchQuery)
  /// Store whether a channel is muted.
  case setMuted(Bool, ChannelID)
  /// Append a message to the log.
  case send(MessageEvent)
  /// Append a receipt to the log.
  case sendReceipt(ReceiptEvent)
  /// Add topics to those that are listened to.
  case listen([NoticeTopic])
  /// Read which of these are online, from Redis.
  case loadPresence([UserID])
  /// Tell others for a while that the user is online, or that they are not any more.
  case announce(isOnline: Bool)
  /// Tell a channel that the user is writing there.
  case announceTyping(ChannelID)
  /// Replace the file of unacknowledged receipts; an empty spool removes it.
  case saveSpool(Spool)
  /// Replace the file of what the next run begins with.
  case keep(Keepsake)
  /// Name the terminal's window.
  case setTitle(String)
  /// Tell a user who does not look, by bell or message, as the user has asked for.
  case alert(Alert)
  /// Report the mouse, or leave it to the terminal.
  case setMouse(Bool)
  /// Let the user change a text in an editor, then post `edited`.
  case edit(String)
  /// Draw every cell anew.
  case redraw
  /// Stop the program until the shell continues it, then post `resumed`.
  case suspend
  /// Change the pace of the simulated users.
  case crowd(CrowdChange)
  /// Flush what was sent and end. Acknowledgements posted until then still lead to `saveSpool` and `keep`.
  case quit
}
