import ChatModel
import Measure

/// What reading all badges of a user costs, with much that is unread and with nothing: two users who are members of
/// nothing, so that nobody else counts for them.
struct BadgeReads: Sendable {
  let backends: Backends

  private static let channels = 1_000
  /// Unread mentions in each channel.
  private static let mentions: Seq = 10
  private static let rounds = 200

  /// Reads in turn, each as often, so that what disturbs one disturbs the other.
  func table(adding report: inout Report) async throws -> Table {
    let counters = backends.counters(name: "dogear-bench-reads", loading: false)
    let channels = (0..<Self.channels).map { ChannelID(stored: "reads-\($0)") }
    let plain = Unread(head: 20)
    var mentioned = plain
    mentioned.mentions = Set(1...Self.mentions)
    let users = [("nothing", plain), ("mentions", mentioned)].map { name, unread in
      (name: name, user: UserID(stored: "reads-\(name)"), unread: unread)
    }
    let keys = users.flatMap { user in channels.map { UserChannel(user.user, $0) } }
    var times = [Histogram](repeating: Histogram(), count: users.count)
    do {
      for user in users {
        try await counters.join(
          Dictionary(uniqueKeysWithValues: channels.map { (UserChannel(user.user, $0), user.unread) }))
      }
      for _ in 0..<Self.rounds {
        for index in users.indices {
          let start = ContinuousClock.now
          _ = try await counters.counters(of: users[index].user, in: nil, listing: [])
          times[index].record(.now - start)
        }
      }
    } catch {
      try? await counters.remove(keys)
      throw error
    }
    try await counters.remove(keys)
    for (user, histogram) in zip(users, times) {
      report.add(
        histogram, name: "badges.\(user.name)", title: "reading \(Self.channels) badges, \(user.name) unread")
    }
    return Table(
      title: "Reading the badges of \(Self.channels) channels, ms",
      columns: ["unread mentions", "p50", "p99"],
      rows: zip(users, times).map { user, histogram in
        [.number(Double(user.unread.mentions.count * Self.channels))]
          + [50, 99].map { .number(histogram.milliseconds(atPercentile: $0)) }
      }, bars: [1])
  }
}
