/// The unread count of a user in a channel, as a join semilattice.
///
/// This is what Dogear is about.
///
/// `INCR` on delivery and `SET 0` on reading go wrong as soon as anything is repeated, reordered or lost. Here every
/// register is a maximum and every set only grows, so each event is a constant that is joined in. Join is commutative,
/// associative and idempotent: replaying, duplicating or reordering events changes nothing, which is why
/// at-least-once delivery is enough everywhere and a lost Redis can be rebuilt from any mixture of table and log.
/// (Shapiro, Preguiça, Baquero, Zawirski: "Conflict-free Replicated Data Types", INRIA RR-7687, 2011.)
///
/// The Redis function `join` in `Assets/functions.lua` is this type in Lua; a property test holds them together.
public struct Unread: Hashable, Sendable {
  /// H: the highest seq fanned out to this user.
  public var head: Seq
  /// The join floor: the channel's head when the user joined.
  ///
  /// Earlier messages are never unread.
  public var floor: Seq
  /// R: what the user has read.
  public var read: ReadState
  /// The seqs that mention the user.
  ///
  /// Not used in direct chats, where every message of the other is a mention.
  public var mentions: Set<Seq>
  /// The user's own messages.
  ///
  /// They are read by being sent; this matters only after marking an earlier one unread.
  public var own: Set<Seq>

  /// Creates a state; the default is the bottom element, to which any event can be joined.
  public init(
    head: Seq = 0, floor: Seq = 0, read: ReadState = ReadState(), mentions: Set<Seq> = [], own: Set<Seq> = []
  ) {
    self.head = head
    self.floor = floor
    self.read = read
    self.mentions = mentions
    self.own = own
  }

  /// Joins `other`: the higher of each register, the union of each set.
  public mutating func join(_ other: Unread) {
    head = max(head, other.head)
    floor = max(floor, other.floor)
    read.join(other.read)
    mentions.formUnion(other.mentions)
    own.formUnion(other.own)
  }

  /// The join of both.
  public func joined(_ other: Unread) -> Unread {
    var result = self
    result.join(other)
    return result
  }

  /// The seq above which messages are unread: the marker, or the join floor if that is higher.
  public var readUpTo: Seq { max(read.marker.seq, floor) }

  /// Whether joining `read` makes messages unread again that were read, as a mark as unread does.
  ///
  /// A counter that forgets what is read cannot do that alone: the mentions and own messages between the two markers have
  /// to come along. It is the state that tells, not the kind of an event: a user who marks a channel and reads on says
  /// both with one receipt.
  public func isTakenBack(by read: ReadState) -> Bool {
    max(self.read.joined(read).marker.seq, floor) < readUpTo
  }

  /// How many messages are unread, own ones not counted.
  ///
  /// Never negative: own seqs lie between the bounds.
  public var unread: Int {
    guard head > readUpTo else { return 0 }
    let ownAbove = own.count { $0 > readUpTo && $0 <= head }
    return Int(head - readUpTo) - ownAbove
  }

  /// How many unread messages mention the user by name or as part of everyone.
  public var mentioned: Int {
    mentions.count { $0 > readUpTo && $0 <= head && !own.contains($0) }
  }

  /// The badge in `channel`: in a direct chat every unread message is a mention.
  public func badge(in channel: ChannelID) -> Badge {
    let unread = unread
    return Badge(unread: unread, mentions: channel.isDirect ? unread : mentioned)
  }
}
