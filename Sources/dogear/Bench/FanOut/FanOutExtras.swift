import Bench
import ChatModel
import Crowd
import Measure

/// What the counters of each approach take of Redis's memory.
struct FanOutMemory: Sendable {
  let users: Int
  /// As many as people have.
  static let channelsPerUser = 10
  /// How many messages are unread in every channel for the second figure.
  static let unread: Seq = 100

  /// Approaches that differ in what they keep.
  private static let approaches: [FanOutApproach] = [.dogear, .pipelined, .idSets]

  func table(_ place: FanOutPlace) async throws -> Table {
    var rows: [[Table.Cell]] = []
    let town = BenchTown(name: "memory", members: users, channelsPerUser: Self.channelsPerUser)
    for approach in Self.approaches {
      try await place.reset()
      let empty = try await used(place)
      try await fill(town, 1...1, approach, place)
      let one = try await used(place) - empty
      try await fill(town, 2...Self.unread, approach, place)
      let many = try await used(place) - empty
      rows.append([.text(approach.title)] + [one, many].map { .number($0 / Double(town.memberships)) })
    }
    return Table(
      title: "Redis's memory for a user in a channel, bytes, with \(Self.channelsPerUser) channels a user",
      columns: ["approach", "1 message unread", "\(Self.unread) messages unread"], rows: rows, bars: [2])
  }

  private func fill(
    _ town: BenchTown, _ seqs: ClosedRange<Seq>, _ approach: FanOutApproach, _ place: FanOutPlace
  ) async throws {
    let members = town.members(ofGroup: 0)
    for channel in 0..<town.channels {
      for seq in seqs {
        try Task.checkCancellation()
        try await place.deliver(
          place.delivery(by: approach, of: seq, in: town.channel(channel), to: members))
      }
    }
  }

  private func used(_ place: FanOutPlace) async throws -> Double {
    try await place.forgetMarks()
    return try await place.connection.info("memory").number("used_memory") ?? 0
  }
}

/// How many counts of each approach are wrong after some deliveries have come twice.
struct FanOutDuplicates: Sendable {
  let members: Int
  let seed: UInt64

  private static let messages = 50
  private static let share = 0.01

  /// - Returns: The table, and how many of Dogear's counts are wrong.
  func measure(_ place: FanOutPlace) async throws -> (Table, wrong: Int) {
    try await place.reset()
    var random = SplitMix(seed: seed)
    let plan = DeliveryPlan(
      members: members, messages: Self.messages, share: Self.share, using: &random)
    let town = BenchTown(name: "again", members: members, channelsPerUser: 1)
    let people = town.members(ofGroup: 0)
    let channel = town.channel(0)
    var rows: [[Table.Cell]] = []
    var wrongOfOurs = 0
    for approach in FanOutApproach.allCases {
      for step in plan.steps {
        try Task.checkCancellation()
        switch step {
        case .deliver(let seq, let indices):
          try await place.deliver(
            place.delivery(by: approach, of: Seq(seq), in: channel, to: indices.map { people[$0] }))
        case .read(let member, let seq):
          try await place.read(UserChannel(people[member].user, channel), upTo: Seq(seq), by: approach)
        }
      }
      let counts = try await place.counts(of: people, in: channel, by: approach)
      let wrong = zip(counts, plan.unread).count { $0 != $1 }
      if approach == .dogear { wrongOfOurs = wrong }
      rows.append([
        .text(approach.title), .number(Double(wrong)), .number(100 * Double(wrong) / Double(members)),
      ])
    }
    let title =
      "Wrong counts of \(members) after \(Self.messages) messages, \(plan.repeats) of \(plan.deliveries) deliveries "
      + "repeated, and readings in between"
    return (Table(title: title, columns: ["approach", "wrong", "%"], rows: rows, bars: [1]), wrongOfOurs)
  }
}
