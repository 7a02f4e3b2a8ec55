/// A piece of code whose time is worth knowing by itself.
public struct MicroBenchmark: Sendable {
  /// What it does, in a few words.
  public let name: String
  /// How many operations a call of the body is.
  public let operations: Int
  private let body: @Sendable () -> Int

  /// Creates a benchmark.
  /// - Parameter body: Does the work and returns a number that depends on it, so that it cannot be left out.
  public init(_ name: String, operations: Int = 1, body: @escaping @Sendable () -> Int) {
    self.name = name
    self.operations = max(1, operations)
    self.body = body
  }

  /// Runs the body for some rounds, each long enough for the clock.
  ///
  /// The first calls, which only find out how many make a round, are not counted.
  /// - Parameters:
  ///   - rounds: How many there are.
  ///   - length: How long each takes at least.
  public func run(rounds: Int = 11, length: Duration = .milliseconds(50)) -> MicroFigures {
    var calls = 1
    while time(calls) < length, calls < 1 << 30 { calls *= 2 }
    let times = (0..<max(1, rounds)).map { _ in
      time(calls) / .nanoseconds(1) / Double(calls) / Double(operations)
    }
    return MicroFigures(name: name, nanoseconds: times)
  }

  private func time(_ calls: Int) -> Duration {
    let start = ContinuousClock.now
    var sum = 0
    for _ in 0..<calls { sum &+= body() }
    Self.use(sum)
    return .now - start
  }

  /// Pretends to need a value.
  @inline(never) private static func use(_ value: Int) {}
}

/// How long an operation took, in nanoseconds.
public struct MicroFigures: Sendable, Equatable {
  /// What was measured.
  public let name: String
  /// The fastest round: what the code can do when nothing comes in between.
  public let minimum: Double
  /// The middle round.
  public let median: Double

  /// Summarises rounds.
  public init(name: String, nanoseconds: [Double]) {
    let sorted = nanoseconds.sorted()
    self.name = name
    minimum = sorted.first ?? 0
    median = sorted.isEmpty ? 0 : sorted[sorted.count / 2]
  }
}
