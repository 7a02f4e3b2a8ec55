import ChatModel

/// Something that the client wants done, in order.
///
/// Whoever does it posts the answer as an event; none needs to be awaited.
public enum ClientEffect: Sendable, Equatable {
  /// Read the user's channels from the database.
  case loadChannels
  /// Read the counters of these channels, or of all, from Redis, and some of them with their seqs.
  case loadCounters([ChannelID]?, listing: Set<ChannelID> = [])
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
  /// Store what in a channel calls for the user.
  case setAttention(Attention, ChannelID)
  /// Store whether `@channel` mentions the user in a channel.
  case setHearsEveryone(Bool, ChannelID)
  /// Read who has read a message.
  case loadReaders(Seq, ChannelID)
  /// Store whether others see what the user reads, in a channel or in all.
  case setHidesReads(Bool, ChannelID?)
  /// Append a message to the log.
  case send(MessageEvent)
  /// Look up what the database knows of it and append the event to the log; answer as for a message.
  case change(ChangeRequest)
  /// Append a receipt to the log.
  case sendReceipt(ReceiptEvent)
  /// Add topics to those that are listened to.
  case listen([NoticeTopic])
  /// Take topics away from those that are listened to.
  case ignore([NoticeTopic])
  /// Read the public channels from the database.
  case loadDirectory
  /// Put a text on the clipboard of whoever sits at the terminal.
  case copy(String)
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

/// Something the client asked for that can fail.
public enum ClientRequest: Hashable, Sendable {
  /// `ClientEffect.loadChannels`.
  case channels
  /// `ClientEffect.loadCounters`.
  case counters
  /// `ClientEffect.loadMessages`.
  case messages(ChannelID, ClosedRange<Seq>)
  /// `ClientEffect.loadPositions`.
  case positions(ChannelID)
  /// `ClientEffect.loadMembers`.
  case members(ChannelID)
  /// `ClientEffect.loadDirectory`.
  case directory
  /// `ClientEffect.search`.
  case search(SearchQuery)
  /// `ClientEffect.setAttention`.
  case attention(ChannelID)
  /// `ClientEffect.loadReaders`.
  case readers
  /// `ClientEffect.setHidesReads` and `setHearsEveryone`.
  case preference
}

/// What is searched for.
public struct SearchQuery: Hashable, Sendable {
  /// All of these are in the messages found; the last one may be a word's beginning.
  public let words: String
  /// Where; nil in all channels of the user.
  public let channel: ChannelID?

  /// The most messages that are asked for.
  public static let most = 100
}

/// Something that a user wants to hear of who does not look: somebody has mentioned them.
public struct Alert: Hashable, Sendable {
  /// Who, and where.
  public let title: String
  /// What they said, in a harmless line.
  public let text: String
}
