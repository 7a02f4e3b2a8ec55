import Lanes

/// Drives a program on a pseudo-terminal, and takes the times of what it writes.
///
/// Its calls block a thread of their own. Nobody reads the terminal between two of them, so they should follow each other
/// soon: a program that finds its terminal full waits.
public actor TerminalProbe {
  /// How long a call may take to notice that its task was cancelled.
  private static let slice: Duration = .milliseconds(250)
  /// When a program that never rests counts as started.
  private static let longestStart: Duration = .seconds(60)

  private let lane = Lane(name: "probe")
  private let plan: ProbePlan
  private let terminal: Pseudoterminal
  private let start: ContinuousClock.Instant
  private var answers = TerminalAnswers()
  /// How many bytes of output have been read.
  private(set) var received = 0

  /// The executor of the probe's own thread.
  public nonisolated var unownedExecutor: UnownedSerialExecutor { lane.asUnownedSerialExecutor() }

  /// Starts the program.
  /// - Throws: `ProbeError` if it cannot be run.
  public init(_ plan: ProbePlan) throws(ProbeError) {
    self.plan = plan
    start = .now
    terminal = try Pseudoterminal(
      plan.arguments, environment: plan.environment, columns: plan.columns, rows: plan.rows)
  }

  /// Ends the program.
  public func close() {
    terminal.end()
  }

  /// Looks at the process.
  func sample() throws -> ProcessSample {
    guard let sample = ProcessSample(of: terminal.process) else {
      throw ProbeError.ended(program: plan.name, status: terminal.end())
    }
    return sample
  }

  /// Waits until the output of the start rests.
  /// - Returns: The time from the start to the first output, in milliseconds.
  func settle() throws -> Double {
    guard let first = try hear(until: .rest(plan.settle), atMost: Self.longestStart).first else {
      throw ProbeError.silent(program: plan.name)
    }
    return (first - start).inMilliseconds
  }

  /// Types what the plan wants typed first.
  func setUp() throws {
    for part in plan.setup {
      terminal.write(Array(part.utf8))
      _ = try hear(until: .rest(.milliseconds(500)), atMost: .seconds(5))
    }
  }

  /// Presses the plan's keys, one after the other.
  /// - Parameter amidOutput: Whether other output goes on meanwhile: a key then is answered by its echo, or by
  ///   anything if it has none; else by all that comes until the output rests.
  func pressKeys(amidOutput: Bool) throws -> KeyFigures {
    var tally = KeyTally()
    for index in 0..<plan.presses {
      try listen(for: plan.gap)
      let key = plan.keys[index % plan.keys.count]
      let pressed = ContinuousClock.now
      terminal.write(key.bytes)
      let heard = try hear(
        until: amidOutput ? .answer : .rest(plan.quiet), atMost: plan.patience, echo: key.echo)
      tally.add(heard, after: key, pressedAt: pressed, rested: !amidOutput)
    }
    return tally.figures
  }

  /// Reads for a while, whatever comes.
  func listen(for duration: Duration) throws {
    _ = try hear(until: .limit, atMost: duration)
  }

  /// What the program writes until it ends, at most 64 KiB of it.
  func readToEnd(within limit: Duration) -> String {
    var output: [UInt8] = []
    let end = ContinuousClock.now + limit
    do {
      while ContinuousClock.now < end, output.count < 65_536 {
        output += try terminal.read(within: Self.slice) ?? []
      }
    } catch {
      // It has ended.
    }
    return String(decoding: output, as: UTF8.self)
  }

  private enum Ending {
    /// Nothing but the limit ends it.
    case limit
    /// The output has begun, and has rested for so long.
    case rest(Duration)
    /// The echo has come, or anything if there is no echo to wait for.
    case answer
  }

  private func hear(until ending: Ending, atMost limit: Duration, echo: UInt8? = nil) throws -> HeardBytes {
    var heard = HeardBytes()
    let end = ContinuousClock.now + limit
    while true {
      var deadline = end
      switch (ending, heard.last) {
      case (.rest(let rest), let last?): deadline = min(end, last + rest)
      case (.answer, _?) where echo == nil || heard.echo != nil: return heard
      default: break
      }
      try Task.checkCancellation()
      let now = ContinuousClock.now
      guard now < deadline else { return heard }
      guard let output = try terminal.read(within: min(deadline - now, Self.slice)) else { continue }
      heard.note(output, at: .now, echo: echo)
      received += output.count
      let answer = answers.answers(to: output)
      if !answer.isEmpty { terminal.write(answer) }
    }
  }
}
