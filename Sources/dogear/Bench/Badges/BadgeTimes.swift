import Canvas
import ChatModel
import Crowd
import Measure
import Stores

/// What is measured under one load.
struct BadgeTimes: Sendable {
  /// Receipts a second of others.
  let load: Int
  /// From when a post was due until another's screen shows the badge.
  var post = Histogram()
  /// From the moment a terminal shows a message as read until the other one does.
  var read = Histogram()
  /// From the key that scrolls until the other terminal shows the badge: half of it is the dwell.
  var key = Histogram()
  /// How late posts were sent.
  var lateness = Histogram()
  /// Receipts that were acknowledged a second.
  var receiptsPerSecond = 0.0
  /// Receipts that were not yet stored at the end.
  var backlog: Int64 = 0

  init(load: Int) {
    self.load = load
  }

  /// Adds the histograms and their figures.
  func add(to report: inout Report) {
    let under = load == 0 ? "quiet" : "under \(load) receipts/s"
    report.add(post, name: "post.\(load)", title: "post to another's badge, \(under)")
    report.add(read, name: "read.\(load)", title: "read at one terminal to the other's badge, \(under)")
    report.add(key, name: "scroll.\(load)", title: "key at one terminal to the other's badge, \(under)")
    report.add(lateness, name: "lateness.\(load)", title: "how late posts were sent, \(under)")
  }

  static let columns = [
    "receipts/s", "acknowledged/s", "post to badge, ms: p50", "p99", "max", "read to badge, ms: p50", "p99",
    "key to badge, ms: p50", "p99", "posts sent late, ms: p99", "receipts waiting at the end",
  ]

  var row: [Table.Cell] {
    func milliseconds(_ histogram: Histogram, _ percentile: Double) -> Table.Cell {
      .number(histogram.milliseconds(atPercentile: percentile))
    }
    return [
      .number(Double(load)), .number(receiptsPerSecond), milliseconds(post, 50), milliseconds(post, 99),
      milliseconds(post, 100), milliseconds(read, 50), milliseconds(read, 99), milliseconds(key, 50),
      milliseconds(key, 99), milliseconds(lateness, 99), .number(Double(backlog)),
    ]
  }
}

/// Posts, and scrolls, while two terminals show what comes of it.
struct BadgeRun: Sendable {
  let scene: BadgeScene
  let reader: WatchedClient
  let observer: WatchedClient
  let posts: Int
  let scrolls: Int
  let seed: UInt64

  /// Between two posts, on average: the observer's frames are a third of that apart.
  private static let spacing = 0.1

  /// Posts when it is time to, whether or not the last post has arrived: a system that stands still for a while is seen in
  /// every post that was due meanwhile.
  func post(_ times: inout BadgeTimes) async throws {
    var random = SplitMix(seed: seed)
    let run = UInt64.random(in: .min ... .max)
    let before = observer.screen.log
    let producer = try scene.backends.producer()
    let sink = KafkaEventSink(producer)
    let start = ContinuousClock.now
    var due: [ContinuousClock.Instant] = []
    try await withThrowingTaskGroup { group in
      for number in 0..<posts {
        due.append((due.last ?? start) + random.seconds(Self.spacing / 2...Self.spacing * 3 / 2))
        try await Task.sleep(until: due[number])
        times.lateness.record(.now - due[number])
        let entry = try scene.post(number, run: run)
        group.addTask { try await sink.append([entry]) }
      }
      try await group.waitForAll()
    }
    await producer.close()
    for number in 0..<posts {
      let channel = BadgeScene.posted[number % BadgeScene.posted.count].rawValue
      let count = (before.current(channel) ?? 0) + number / BadgeScene.posted.count + 1
      let shown = try await observer.when("the badge of post \(number)") {
        $0.first(channel, atLeast: count)
      }
      times.post.record(shown - due[number])
    }
  }

  /// Scrolls on by a line when the last line has arrived everywhere, as each line is read only after its dwell.
  func scroll(_ times: inout BadgeTimes) async throws {
    var random = SplitMix(seed: seed)
    let channel = BadgeScene.scrolled.rawValue
    for _ in 0..<scrolls {
      try await Task.sleep(for: random.seconds(0.03...0.13))
      let unread = reader.screen.log.current(channel) ?? 0
      let pressed = ContinuousClock.now
      reader.screen.press(.key(Key(.character("j"))))
      let read = try await reader.when("a line is read") { $0.first(channel, atMost: unread - 1) }
      let left = reader.screen.log.current(channel) ?? 0
      let shown = try await observer.when("the other terminal shows it") { $0.first(channel, atMost: left) }
      times.read.record(shown - read)
      times.key.record(shown - pressed)
    }
  }
}
