import Canvas
import ChatModel

/// A channel in the list, and what is known of its counters.
struct ChannelEntry: Equatable, Sendable {
  /// With a harmless topic.
  var info: ChannelInfo
  /// The highest seq that was heard of.
  var head: Seq
  /// When the newest message that was heard of was sent.
  private(set) var newest: Timestamp?
  /// The counters as last read from Redis; nil until then.
  var remote: Unread?
  /// What this terminal did that Redis may not show yet.
  var local = Unread()

  init(_ info: ChannelInfo) {
    self.info = ChannelInfo(
      id: info.id, topic: Sanitizer.line(info.topic, limit: 512), memberCount: info.memberCount,
      head: info.head,
      floor: info.floor, muted: info.muted, readOnly: info.readOnly, lastMessageAt: info.lastMessageAt)
    head = info.head
    newest = info.lastMessageAt
  }

  var id: ChannelID { info.id }

  /// The counters: those of Redis, joined with what was read here.
  var unread: Unread? {
    remote.map { $0.joined(local).joined(Unread(floor: info.floor)) }
  }

  /// `#incidents`, or the other's handle in a direct chat.
  func name(for user: UserID) -> String {
    id.peer(of: user).map(\.rawValue) ?? "#\(id)"
  }

  /// What is known from before, when the channels are read anew.
  mutating func inherit(_ known: ChannelEntry) {
    heard(of: known.head, at: known.newest)
    remote = known.remote
    local = known.local
  }

  mutating func heard(of seq: Seq, at time: Timestamp?) {
    head = max(head, seq)
    newest = [newest, time].compactMap(\.self).max()
  }

  /// Takes counters from Redis, and forgets what they already contain.
  mutating func refresh(_ unread: Unread) {
    remote = unread
    head = max(head, unread.head)
    if unread.read.covers(local.read) { local = Unread() }
  }
}
