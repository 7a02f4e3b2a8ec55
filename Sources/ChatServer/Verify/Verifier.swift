import ChatModel

/// Answers the question "is any count wrong?", also while people are chatting.
///
/// First it waits until the log is consumed up to where it ended at the start. Then it compares every count with the
/// database's own; while counters are being built anew, it waits for them. What differs is looked at again: a count that
/// is only on its way agrees at one of the looks, or is at least right up to where the channel was at the first one, as of a
/// server that is behind all the time. One that is wrong never is. A snapshot that is still marked dirty is on its way.
public struct Verifier: Sendable {
  private let look: CountLook
  private let logs: [any LogProgress]

  /// How many users are compared at a time.
  private static let chunk = 500
  private static let pause: Duration = .milliseconds(250)
  /// How often a difference must be seen, at least.
  private static let looks = 8

  /// Creates a verifier.
  /// - Parameter logs: The progress of the server's groups on both topics.
  public init(
    truth: any CounterTruth, counters: any CounterReader & CounterSync, snapshots: any SnapshotReader,
    logs: [any LogProgress]
  ) {
    look = CountLook(truth: truth, counters: counters, snapshots: snapshots)
    self.logs = logs
  }

  /// The log was not consumed in time.
  public struct Behind: Error, CustomStringConvertible {
    /// How many events were still waiting.
    public let events: Int64

    /// A sentence that says what to do.
    public var description: String {
      "\(events) events of before the start are not consumed yet: is a server running? Try again, or allow more time"
    }
  }

  /// Counters were not built in time.
  public struct Unbuilt: Error, CustomStringConvertible {
    /// Which.
    public let counters: CountersNotBuilt

    /// A sentence that says what to do.
    public var description: String {
      "\(counters), which a server does: is one running? Try again, or allow more time"
    }
  }

  /// Compares everything.
  /// - Parameters:
  ///   - users: Whose counts; nil for everybody's.
  ///   - patience: How long to wait for the log, then for counters that are being built, and how long to keep looking at
  ///     differences: three times as long in all, at most.
  ///   - progress: Called with sentences for people.
  /// - Throws: `Behind`, `Unbuilt`, or what a port throws.
  public func run(
    of users: [UserID]? = nil, patience: Duration, progress: @Sendable (String) -> Void = { _ in }
  ) async throws -> VerificationResult {
    try await waitForLogs(patience, progress)
    let users = if let users { users } else { try await look.truth.users() }
    let first = try await compare(users, until: .now + patience, progress)
    let differences = try await confirm(first, patience, progress)
    return VerificationResult(compared: first.compared, differences: differences)
  }

  /// One look at all counts of `users`, which waits for counters that are being built.
  private func compare(
    _ users: [UserID], until deadline: ContinuousClock.Instant, _ progress: @Sendable (String) -> Void
  ) async throws -> VerificationResult {
    var result = VerificationResult(compared: 0, differences: [])
    var said = false
    var start = 0
    while start < users.count {
      let end = min(start + Self.chunk, users.count)
      do {
        let look = try await look.compare(Array(users[start..<end]))
        result.compared += look.compared
        result.differences += look.differences
        result.progress.merge(look.progress) { $1 }
        start = end
      } catch let error as CountersNotBuilt {
        guard ContinuousClock.now < deadline else { throw Unbuilt(counters: error) }
        if !said { progress("waiting, since \(error)") }
        said = true
        try await Task.sleep(for: Self.pause)
      }
    }
    return result
  }

  private func waitForLogs(_ patience: Duration, _ progress: @Sendable (String) -> Void) async throws {
    let ends = try await LogEnds(of: logs)
    let deadline = ContinuousClock.now + patience
    var said = false
    while true {
      let waiting = try await ends.waiting()
      if waiting == 0 { return }
      guard ContinuousClock.now < deadline else { throw Behind(events: waiting) }
      if !said { progress("waiting for \(waiting) events that are still in the log") }
      said = true
      try await Task.sleep(for: Self.pause)
    }
  }

  /// Keeps what is wrong at every look, and what does not come as far as the channel was at the first.
  private func confirm(
    _ first: VerificationResult, _ patience: Duration, _ progress: @Sendable (String) -> Void
  ) async throws -> [Difference] {
    var suspects = Suspects(first)
    let deadline = ContinuousClock.now + patience
    var pause = Self.pause
    while !suspects.isEmpty, suspects.looks < Self.looks || ContinuousClock.now < deadline {
      if suspects.looks == 1 {
        progress("looking again at \(suspects.differences.count) counts that may be on their way")
      }
      try await Task.sleep(for: pause)
      let began = ContinuousClock.now
      suspects.look(again: try await compare(suspects.users, until: deadline, progress))
      // What is on its way needs the machine as well: the busier that is, the longer a look takes.
      pause = max(Self.pause, .now - began)
    }
    return suspects.differences
  }
}
