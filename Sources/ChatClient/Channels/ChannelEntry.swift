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
  /// The numbers beside its name, as of the last `count`; nil until the counters are known.
  private(set) var badge: Badge?

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

  /// What it adds to the total.
  var share: Badge {
    Badge(unread: info.muted ? 0 : badge?.unread ?? 0, mentions: badge?.mentions ?? 0)
  }

  var tier: ChannelRank.Tier { ChannelRank.Tier(badge ?? Badge(), muted: info.muted) }

  mutating func count() {
    badge = unread?.badge(in: id)
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
  /// - Parameter time: When what they have that was not heard of was said, about; nil if the database will tell.
  mutating func refresh(_ unread: Unread, at time: Timestamp? = nil) {
    remote = unread
    if unread.head > head { heard(of: unread.head, at: time) }
    if unread.read.covers(local.read) { local = Unread() }
  }
}
