import ChatModel

/// Whether what the client knows is of the database that there is now: one that was restored from a backup has other
/// messages at the same seqs, and fewer.
///
/// The server's status says when that happened last. What happened before this client began is no news to it.
struct DatabaseWatch: Equatable, Sendable {
  private var known: Timestamp

  /// - Parameter began: When the client began to read.
  init(began: Timestamp) {
    known = began
  }

  /// Takes what a status says, by the clock of a server.
  ///
  /// If that is behind the client's, the first status that tells of a restoration since is no news; if it is ahead, one of
  /// before is taken for news, once, which costs reading everything again.
  /// - Returns: Whether the database is another than what is known is of.
  mutating func isAnother(restored: Timestamp?) -> Bool {
    guard let restored, restored > known else { return false }
    known = restored
    return true
  }
}

extension ClientState {
  /// Takes what the server says of itself.
  mutating func hear(_ status: ServerStatus, at now: Duration) -> [ClientEffect] {
    health.server = status
    return database.isAnother(restored: status.restored) ? beginAnew(at: now) : []
  }

  /// Forgets all that is known by seqs, which are those of other messages now, and reads it anew.
  ///
  /// What was read and is not acknowledged goes too: it was another message. What was written stays; it is sent again, and
  /// numbered once more if the database has lost it.
  private mutating func beginAnew(at now: Duration) -> [ClientEffect] {
    list.forget()
    receipts.forget()
    undo = [:]
    trail = []
    shown = Visible()
    stopEditing()
    if case .search = overlay { overlay = nil }
    tracker.release()
    channelReads.want()
    counterReads.markAll()
    restorations += 1
    say("the database was restored from an older one: everything is read anew", at: now)
    guard let entry = openEntry else { return askAgain() }
    conversation = Conversation(channel: entry.id, head: 0)
    return askAgain() + (entry.info.memberCount <= ChannelInfo.mostSeenBy ? [.loadPositions(entry.id)] : [])
  }
}
