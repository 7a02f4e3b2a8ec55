import Bench
import ChatModel
import Measure

/// How long a message takes to the last of its members, by each approach in turn.
struct FanOutTimes: Sendable {
  /// What is measured: one approach at one size.
  struct Case: Hashable, Sendable {
    let approach: FanOutApproach
    let members: Int
  }

  let sizes: [Int]
  let rounds: Int
  /// Microseconds a member, from giving the message away until the last counter is written.
  private(set) var time = Rounds<Case>()
  private var redis = Rounds<Case>()
  private var own = Rounds<Case>()

  /// A round has at least so many counters, so that small sizes are not lost in the clock.
  private static let leastCounters = 10_000

  init(sizes: [Int], rounds: Int) {
    self.sizes = sizes
    self.rounds = rounds
  }

  /// Measures all approaches at one size; the first round only makes the counters.
  /// - Returns: Whether every counter of Dogear's is right afterwards.
  mutating func measure(_ size: Int, _ place: FanOutPlace) async throws -> Bool {
    let town = BenchTown(name: "n\(size)", members: size, channelsPerUser: 1)
    let members = town.members(ofGroup: 0)
    let repeats = max(1, Self.leastCounters / size)
    var seq: Seq = 0
    for round in 0...rounds {
      let seqs = seq + 1...seq + Seq(repeats)
      seq = seqs.upperBound
      for approach in FanOutApproach.allCases.turned(by: round) {
        try Task.checkCancellation()
        let deliveries = seqs.map {
          place.delivery(by: approach, of: $0, in: town.channel(0), to: members)
        }
        let costs = try await Self.costs(place) {
          for delivery in deliveries { try await place.deliver(delivery) }
        }
        guard round > 0 else { continue }
        let counters = Double(repeats * size)
        let name = Case(approach: approach, members: size)
        time.note(costs.time / counters, of: name)
        redis.note(costs.redis / counters, of: name)
        own.note(costs.own / counters, of: name)
      }
    }
    let counts = try await place.counts(of: members, in: town.channel(0), by: .dogear)
    return counts.allSatisfy { $0 == Int(seq) }
  }

  /// All in microseconds.
  private static func costs(
    _ place: FanOutPlace, _ body: () async throws -> Void
  ) async throws -> (time: Double, redis: Double, own: Double) {
    let before = try await place.connection.info("cpu")
    let ownBefore = ProcessorTime.own
    let start = ContinuousClock.now
    try await body()
    let time = ContinuousClock.now - start
    let own = ProcessorTime.own - ownBefore
    let after = try await place.connection.info("cpu")
    let redis = ["used_cpu_user", "used_cpu_sys"].reduce(0) {
      $0 + (after.number($1) ?? 0) - (before.number($1) ?? 0)
    }
    return (time / .microseconds(1), redis * 1_000_000, own / .microseconds(1))
  }

  /// The table of all sizes.
  var table: Table {
    let columns = [
      "members", "approach", "until the last counter, ms", "µs/member", "counters/s", "beside pipelined",
      "Redis CPU, µs/member", "own CPU, µs/member",
    ]
    let rows = sizes.flatMap { size in
      FanOutApproach.allCases.map { approach -> [Table.Cell] in
        let name = Case(approach: approach, members: size)
        let each = time.median(of: name) ?? 0
        return [
          .number(Double(size)), .text(approach.title), .number(each * Double(size) / 1_000), .number(each),
          .number(each > 0 ? 1_000_000 / each : 0), .number(speed(name)),
          .number(redis.median(of: name) ?? 0), .number(own.median(of: name) ?? 0),
        ]
      }
    }
    return Table(title: "One message to all members of a channel", columns: columns, rows: rows, bars: [4])
  }

  /// How many times as fast as pipelined increments.
  private func speed(_ name: Case) -> Double {
    time.ratio(of: Case(approach: .pipelined, members: name.members), to: name) ?? 0
  }

  /// The figures that requirements are about.
  var figures: [Figure] {
    let own = sizes.flatMap { size in
      let name = Case(approach: .dogear, members: size)
      return [
        Figure(
          name: "fanout.\(size).time", value: (time.median(of: name) ?? 0) * Double(size) / 1_000, unit: "ms",
          title: "one message to \(size) members, until the last counter"),
        Figure(
          name: "fanout.\(size).speed", value: speed(name),
          title: "one message to \(size) members, times the speed of pipelined ZINCRBY"),
      ]
    }
    let costs = sizes.filter { $0 >= 100 }.compactMap {
      time.median(of: Case(approach: .dogear, members: $0))
    }
    guard let least = costs.min(), let most = costs.max(), least > 0 else { return own }
    return own + [
      Figure(
        name: "fanout.spread", value: most / least,
        title: "the dearest member beside the cheapest, over the sizes from 100 up")
    ]
  }
}
