/// What a badge needs of a counter: its registers, and how many seqs its sets have, without these.
///
/// All badges of a user are read so, since the seqs of ten thousand mentions are of use only to who reads them one by one.
public struct UnreadNumbers: Hashable, Sendable {
  /// H; see `Unread.head`.
  public var head: Seq
  /// The join floor.
  public var floor: Seq
  /// R: what the user has read.
  public var read: ReadState
  /// How many unread messages mention the user by name.
  public var named: Int
  /// How many unread messages mention everyone, and not the user by name as well.
  public var everyone: Int
  /// How many messages above the marker do not count.
  public var uncounted: Int

  /// Creates numbers.
  public init(
    head: Seq = 0, floor: Seq = 0, read: ReadState = ReadState(), named: Int = 0, everyone: Int = 0,
    uncounted: Int = 0
  ) {
    self.head = head
    self.floor = floor
    self.read = read
    self.named = named
    self.everyone = everyone
    self.uncounted = uncounted
  }

  /// The numbers of `unread`.
  ///
  /// Only seqs between the bounds are counted, and none twice. Linear in its sets.
  public init(_ unread: Unread) {
    let low = unread.readUpTo
    func counts(_ seq: Seq) -> Bool { seq > low && seq <= unread.head && !unread.uncounted.contains(seq) }
    self.init(
      head: unread.head, floor: unread.floor, read: unread.read, named: unread.mentions.count(where: counts),
      everyone: unread.everyone.count { counts($0) && !unread.mentions.contains($0) },
      uncounted: unread.uncounted.count { $0 > low && $0 <= unread.head })
  }

  /// The seq above which messages are unread: the marker, or the join floor if that is higher.
  public var readUpTo: Seq { max(read.marker.seq, floor) }

  /// How many messages are unread, without those that do not count; never negative, whatever the numbers are.
  public var unread: Int { head > readUpTo ? max(0, Int(head - readUpTo) - uncounted) : 0 }

  /// The badge in `channel`; see `Unread.badge`.
  public func badge(in channel: ChannelID, hearingEveryone hearsEveryone: Bool = true) -> Badge {
    guard head > readUpTo else { return Badge() }
    let unread = unread
    return Badge(
      unread: unread, mentions: channel.isDirect ? unread : named + (hearsEveryone ? everyone : 0))
  }

  /// Its registers, as a counter whose sets are not known.
  public var registers: Unread { Unread(head: head, floor: floor, read: read) }
}

extension Unread {
  /// How many messages are unread, without those that do not count.
  ///
  /// Never negative: only seqs between the bounds are taken off.
  public var unread: Int { UnreadNumbers(self).unread }

  /// The badge in `channel`: in a direct chat every unread message is a mention.
  /// - Parameter hearsEveryone: Whether messages to everyone count as mentions: always, but where a user sees it.
  public func badge(in channel: ChannelID, hearingEveryone hearsEveryone: Bool = true) -> Badge {
    UnreadNumbers(self).badge(in: channel, hearingEveryone: hearsEveryone)
  }
}

/// A counter as it was read: with its seqs, or only with their numbers.
public enum Counter: Hashable, Sendable {
  /// How much is unread is known.
  case counted(UnreadNumbers)
  /// What is unread is known.
  case listed(Unread)

  /// Whether it is known which messages are unread: also if there are none that are unlike the others.
  public var isListed: Bool {
    switch self {
    case .counted(let numbers): numbers.named + numbers.everyone + numbers.uncounted == 0
    case .listed: true
    }
  }

  /// The same counter with the seqs that an earlier look at it has told, if they are still all that there are.
  ///
  /// What does not count only grows, and so do mentions as long as that does not: as many as before are the same ones.
  public func knowing(_ earlier: Counter) -> Counter {
    guard case .counted(let numbers) = self, case .listed(let unread) = earlier,
      numbers.readUpTo >= unread.readUpTo
    else { return self }
    var known = unread.joined(numbers.registers)
    known.uncounted = known.uncounted.filter { $0 > known.readUpTo }
    known.mentions = known.mentions.filter { $0 > known.readUpTo && !known.uncounted.contains($0) }
    known.everyone = known.everyone.filter { $0 > known.readUpTo && !known.uncounted.contains($0) }
    return UnreadNumbers(known) == numbers ? .listed(known) : self
  }

  /// Its registers, and its sets as far as they are known.
  public var unread: Unread {
    switch self {
    case .counted(let numbers): numbers.registers
    case .listed(let unread): unread
    }
  }

  /// Its numbers.
  public var numbers: UnreadNumbers {
    switch self {
    case .counted(let numbers): numbers
    case .listed(let unread): UnreadNumbers(unread)
    }
  }
}
