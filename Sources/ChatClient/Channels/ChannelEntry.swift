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
  /// The counter as last read from Redis; nil until then.
  var remote: Counter?
  /// What this terminal did that Redis may not show yet.
  var local = Unread()
  /// What was counted before a marking that was undone, if it is not known which messages that was: Redis may have
  /// forgotten it.
  var remembered: UnreadNumbers?
  /// The counter, as of the last `count`: that of Redis, joined with what was read here; nil until it is known.
  private(set) var counter: Counter?
  /// The numbers beside its name, as of the last `count`.
  private(set) var badge: Badge?
  /// Whether the badge is a guess: it is not known which messages are unread, and some of them have been read.
  private(set) var isVague = false

  init(_ info: ChannelInfo) {
    self.info = ChannelInfo(
      id: info.id, topic: Sanitizer.line(info.topic, limit: 512), memberCount: info.memberCount,
      head: info.head,
      floor: info.floor, attention: info.attention, hearsEveryone: info.hearsEveryone,
      hidesReads: info.hidesReads, readOnly: info.readOnly, isPrivate: info.isPrivate,
      rights: info.rights, lastMessageAt: info.lastMessageAt)
    head = info.head
    newest = info.lastMessageAt
  }

  var id: ChannelID { info.id }

  /// Its registers, and its sets as far as they are known.
  var unread: Unread? { counter?.unread }

  /// What of its badge calls for attention: in the total, in the order of the list, and for the keys that look for more.
  var call: Badge { info.attention.call(badge ?? Badge()) }

  mutating func count() {
    isVague = false
    counter = remote.map { joined(with: $0) }
    badge = counter?.numbers.badge(in: id, hearingEveryone: info.hearsEveryone)
  }

  /// The counter of Redis with what was done here.
  private mutating func joined(with remote: Counter) -> Counter {
    let joined = remote.unread.joined(local).joined(Unread(floor: info.floor))
    let numbers = remote.numbers
    guard joined.readUpTo < numbers.readUpTo else {
      if remote.isListed { return .listed(joined) }
      if numbers.readUpTo == joined.readUpTo { return .counted(numbers.moved(to: joined)) }
      isVague = joined.readUpTo < joined.head
      return .counted(numbers.atMost(at: joined))
    }
    // Taken back here: Redis does not know yet what lies below its own marker.
    if let remembered {
      let all = remembered + numbers
      guard remembered.readUpTo != joined.readUpTo else { return .counted(all.moved(to: joined)) }
      return .counted((all + UnreadNumbers(joined)).atMost(at: joined))
    }
    if remote.isListed { return .listed(joined) }
    isVague = true
    return .counted((UnreadNumbers(joined) + numbers).moved(to: joined))
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
    remembered = known.remembered
  }

  /// Forgets what is known by seqs.
  mutating func forget() {
    head = 0
    remote = nil
    local = Unread()
    remembered = nil
  }

  mutating func heard(of seq: Seq, at time: Timestamp?) {
    head = max(head, seq)
    newest = [newest, time].compactMap(\.self).max()
  }

  /// Takes a counter from Redis, and forgets what it already contains.
  /// - Parameter time: When what they have that was not heard of was said, about; nil if the database will tell.
  mutating func refresh(_ counter: Counter, at time: Timestamp? = nil) {
    remote = remote.map { counter.knowing($0) } ?? counter
    let unread = counter.unread
    if unread.head > head { heard(of: unread.head, at: time) }
    guard unread.read.covers(local.read) else { return }
    local = Unread()
    remembered = nil
  }
}

extension UnreadNumbers {
  /// The same numbers beside other registers.
  fileprivate func moved(to registers: Unread) -> UnreadNumbers {
    UnreadNumbers(
      head: registers.head, floor: registers.floor, read: registers.read, named: named, everyone: everyone,
      uncounted: uncounted)
  }

  /// What may be left of the numbers where a part is read: no less than there is.
  fileprivate func atMost(at registers: Unread) -> UnreadNumbers {
    var result = moved(to: registers)
    let most = max(0, Int(registers.head - registers.readUpTo))
    result.uncounted = 0
    result.named = min(named, most)
    result.everyone = min(everyone, most - result.named)
    return result
  }

  /// What is counted in both, of which one ends where the other begins.
  fileprivate static func + (left: UnreadNumbers, right: UnreadNumbers) -> UnreadNumbers {
    UnreadNumbers(
      named: left.named + right.named, everyone: left.everyone + right.everyone,
      uncounted: left.uncounted + right.uncounted)
  }
}

/// Values by channel, of which a changed copy shares nearly all with the original.
///
/// Each frame keeps the list of channels that it shows, to be compared with the next one's. If that were one dictionary,
/// the first change after a frame would copy every channel, and the comparison would look at every one; here it is the
/// channels of one part.
struct ChannelTable<Value: Equatable & Sendable>: Equatable, Sendable, Sequence {
  /// A power of two: some forty channels a part if there are ten thousand.
  private static var partCount: Int { 256 }

  private var parts: [[ChannelID: Value]] = Array(repeating: [:], count: partCount)

  var count: Int { parts.reduce(0) { $0 + $1.count } }

  var isEmpty: Bool { parts.allSatisfy(\.isEmpty) }

  subscript(channel: ChannelID) -> Value? {
    get { parts[Self.part(of: channel)][channel] }
    set { parts[Self.part(of: channel)][channel] = newValue }
  }

  func makeIterator() -> FlattenSequence<[[ChannelID: Value]]>.Iterator {
    parts.joined().makeIterator()
  }

  private static func part(of channel: ChannelID) -> Int { channel.hashValue & (partCount - 1) }
}
