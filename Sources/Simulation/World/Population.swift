import ChatModel
import Crowd

/// Who there is and who is where, as it follows from a plan: some bytes a membership, whatever its size.
///
/// Users and channels are numbers here; their handles begin with the run, so that no two runs have one in common. A
/// *slot* is the number of a membership: those of a user are neighbours, in the order of the channels.
public struct Population: Sendable {
  /// What it was made from.
  public let plan: WorldPlan
  /// What all handles begin with.
  public let run: String
  /// How many channels there are, direct chats included; those come last.
  public let channelCount: Int
  private let memberStarts: [Int32]
  private let members: [Int32]
  private let slotStarts: [Int32]
  private let slotChannels: [Int32]

  /// The most memberships: what is kept of each is small, but not nothing.
  public static let mostMemberships = 20_000_000

  /// Deals users into channels.
  /// - Parameter run: 1 … 8 letters and digits that no other run has.
  public init(_ plan: WorldPlan, run: String) {
    self.plan = plan
    self.run = run
    var random = SplitMix(seed: plan.seed ^ 0x5157_0b1d)
    let sizes = ChannelSizes(
      users: plan.users, channels: plan.channels, exponent: plan.zipf,
      memberships: Int(Double(plan.users) * min(plan.joined, Double(plan.channels))))
    var deal = Deal(users: plan.users, random: random)
    var rooms = sizes.sizes.map { deal.hand($0) }
    random = deal.random
    rooms += Self.directChats(plan, using: &random)
    channelCount = rooms.count
    var memberStarts: [Int32] = [0]
    for room in rooms { memberStarts.append((memberStarts.last ?? 0) + Int32(room.count)) }
    self.memberStarts = memberStarts
    members = rooms.flatMap(\.self)
    (slotStarts, slotChannels) = Self.slots(rooms, users: plan.users)
  }

  /// How many memberships there are.
  public var slotCount: Int { slotChannels.count }
  /// The members of a channel.
  public func members(of channel: Int) -> ArraySlice<Int32> {
    members[Int(memberStarts[channel])..<Int(memberStarts[channel + 1])]
  }
  /// The memberships of a user.
  public func slots(of user: Int) -> Range<Int> { Int(slotStarts[user])..<Int(slotStarts[user + 1]) }
  /// The channel of a membership.
  public func channel(of slot: Int) -> Int { Int(slotChannels[slot]) }
  /// Whether a channel is a direct chat.
  public func isDirect(_ channel: Int) -> Bool { channel >= plan.channels }

  /// The channels that messages are posted to, and that a run listens to: all but most of the direct chats.
  ///
  /// In a real system each of those is listened to by a client or two of its own; one process cannot be all of them.
  public var spoken: Range<Int> { 0..<min(channelCount, plan.channels + Self.mostSpokenDirects) }
  private static let mostSpokenDirects = 1_000

  /// The membership of a user in a channel; `nil` if there is none.
  public func slot(of user: Int, in channel: Int) -> Int? {
    var range = slots(of: user)
    while !range.isEmpty {
      let middle = (range.lowerBound + range.upperBound) / 2
      if self.channel(of: middle) == channel { return middle }
      range =
        self.channel(of: middle) < channel ? middle + 1..<range.upperBound : range.lowerBound..<middle
    }
    return nil
  }

  /// Pairs of users, in rounds: in each of them everybody has one chat, but for the part of a round at the end.
  private static func directChats(_ plan: WorldPlan, using random: inout SplitMix) -> [[Int32]] {
    let wanted = Int(Double(plan.users) * plan.directs / 2)
    var taken: Set<Int64> = []
    var chats: [[Int32]] = []
    // Few users have few pairs: then there are as many chats as some rounds of shuffling find.
    for _ in 0..<Int(plan.directs.rounded(.up)) + 2 where chats.count < wanted {
      let order = (0..<Int32(plan.users)).shuffled(using: &random)
      for index in stride(from: 0, to: order.count - 1, by: 2) where chats.count < wanted {
        let pair = [order[index], order[index + 1]].sorted()
        if taken.insert(Int64(pair[0]) << 32 | Int64(pair[1])).inserted { chats.append(pair) }
      }
    }
    return chats
  }

  private static func slots(_ rooms: [[Int32]], users: Int) -> ([Int32], [Int32]) {
    var counts = [Int32](repeating: 0, count: users + 1)
    for room in rooms { for user in room { counts[Int(user) + 1] += 1 } }
    for user in 0..<users { counts[user + 1] += counts[user] }
    var next = counts
    var channels = [Int32](repeating: 0, count: Int(counts[users]))
    for (channel, room) in rooms.enumerated() {
      for user in room {
        channels[Int(next[Int(user)])] = Int32(channel)
        next[Int(user)] += 1
      }
    }
    return (counts, channels)
  }
}

/// Hands out users like cards: nobody gets a second one before everybody has had a first.
private struct Deal {
  var random: SplitMix
  private var cards: [Int32]
  private var next = 0
  /// The hand that a user was dealt into last.
  private var last: [Int32]
  private var hands: Int32 = 0

  init(users: Int, random: SplitMix) {
    self.random = random
    cards = (0..<Int32(users)).map { $0 }
    last = [Int32](repeating: 0, count: users)
    cards.shuffle(using: &self.random)
  }

  /// `count` different users, at most all.
  mutating func hand(_ count: Int) -> [Int32] {
    hands += 1
    var hand: [Int32] = []
    hand.reserveCapacity(count)
    while hand.count < count {
      if next == cards.count {
        cards.shuffle(using: &random)
        next = 0
      }
      let user = cards[next]
      next += 1
      guard last[Int(user)] != hands else { continue }
      last[Int(user)] = hands
      hand.append(user)
    }
    return hand
  }
}
