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
  /// The seqs that mention the user by name.
  ///
  /// Not used in direct chats, where every message of the other is a mention.
  public var mentions: Set<Seq>
  /// The seqs that mention everyone, and not the user by name as well.
  ///
  /// Apart, since a user may not want to hear of them: that is a matter of showing, and changes no count.
  public var everyone: Set<Seq>
  /// The seqs that do not count: the user's own messages, deleted ones, and lines such as "bob joined".
  ///
  /// One's own are read by being sent; they matter only after marking an earlier one unread. That a message is deleted is
  /// joined in like everything else, so it does not matter whether that, the fan-out or a read comes first.
  public var uncounted: Set<Seq>
  /// How often the user has come to the channel and left it, as far as this was known: odd is in, even is out.
  ///
  /// A max register too (a causal-length set: Yu, Elvinger, Ignat, "A Generic Undo Support for State-Based CRDTs", OPODIS
  /// 2019). A counter that was removed on leaving is not brought back by what was known before.
  public var turn: Int64

  /// Creates a state; the default is the bottom element, to which any event can be joined.
  public init(
    head: Seq = 0, floor: Seq = 0, read: ReadState = ReadState(), mentions: Set<Seq> = [],
    everyone: Set<Seq> = [], uncounted: Set<Seq> = [], turn: Int64 = 0
  ) {
    self.head = head
    self.floor = floor
    self.read = read
    self.mentions = mentions
    self.everyone = everyone
    self.uncounted = uncounted
    self.turn = turn
  }

  /// Joins `other`: the higher of each register, the union of each set.
  public mutating func join(_ other: Unread) {
    head = max(head, other.head)
    floor = max(floor, other.floor)
    read.join(other.read)
    mentions.formUnion(other.mentions)
    everyone.formUnion(other.everyone)
    uncounted.formUnion(other.uncounted)
    turn = max(turn, other.turn)
  }

  /// The join of both.
  public func joined(_ other: Unread) -> Unread {
    var result = self
    result.join(other)
    return result
  }

  /// The seq above which messages are unread: the marker, or the join floor if that is higher.
  public var readUpTo: Seq { max(read.marker.seq, floor) }

  /// The head, or the highest seq of its sets if that is higher: what they name was fanned out.
  ///
  /// Counters are joined with this as the head, so that whoever keeps only the sizes of the sets has nothing to leave out.
  /// Linear in the sets.
  public var reach: Seq {
    [mentions, everyone, uncounted].lazy.compactMap { $0.max() }.reduce(head, max)
  }

  /// Whether joining `read` makes messages unread again that were read, as a mark as unread does.
  ///
  /// A counter that forgets what is read cannot do that alone: the mentions and own messages between the two markers have
  /// to come along. It is the state that tells, not the kind of an event: a user who marks a channel and reads on says
  /// both with one receipt.
  public func isTakenBack(by read: ReadState) -> Bool {
    max(self.read.joined(read).marker.seq, floor) < readUpTo
  }
}

/// The two numbers beside a channel's name.
public struct Badge: Hashable, Sendable, CustomStringConvertible {
  /// Messages above the read position and the join floor, own, deleted and other messages that do not count left out.
  public var unread: Int
  /// Those of them that mention the user.
  public var mentions: Int

  /// Creates a badge; the default has nothing unread.
  public init(unread: Int = 0, mentions: Int = 0) {
    self.unread = unread
    self.mentions = mentions
  }

  /// Nothing is unread.
  public var isEmpty: Bool { unread == 0 && mentions == 0 }

  /// `7 unread, 2 mentions`.
  public var description: String { "\(unread) unread, \(mentions) mentions" }

  /// The sum of both, for totals.
  public static func + (left: Badge, right: Badge) -> Badge {
    Badge(unread: left.unread + right.unread, mentions: left.mentions + right.mentions)
  }
}
