import Synchronization
import TestSupport

/// Decides, from a seed, which calls of the doubles fail, and whether before or after they took effect, or before they
/// take it: a call that nobody waits for any more may still be on its way.
public final class Faults: Sendable {
  /// A call failed, as services do.
  ///
  /// Whether it took effect the caller cannot know.
  public struct Failure: Error, Sendable {}

  /// What must come about in some schedule, and only the doubles can see.
  public enum Happening: String, CaseIterable, Sendable {
    /// A call took effect after its caller had given it up and gone on.
    case lateEffect
    /// A record was delivered again that a commit left out, which took others of its batch.
    case redeliveryAfterPartialCommit
    /// A message came for counters that somebody was building anew.
    case fanOutDuringRebuild
    /// What was read before a mark as unread arrived after it.
    case readAfterMark
    /// A single counter was gone when it was to be changed.
    case missingCounter
  }

  private struct State {
    var random: SeededRandom
    var oneIn: Int?
    var step = 0
    var late: [(step: Int, effect: @Sendable () -> Void)] = []
    var happened: Set<Happening> = []
  }

  private enum Outcome { case done, failedBefore, failedAfter, late }

  /// The most steps that a late call takes to arrive.
  private static let mostSteps = 30

  private let state: Mutex<State>
  /// What the doubles do wrong, all the time.
  public let mutation: Mutation?
  private let seed: UInt64

  /// Creates faults that do not happen until they are turned on.
  public init(seed: UInt64, mutation: Mutation? = nil) {
    self.mutation = mutation
    self.seed = seed
    state = Mutex(State(random: SeededRandom(seed: seed)))
  }

  /// Begins a step of a schedule, with random numbers that are its own; late calls that are due arrive.
  public func begin(_ step: Int) {
    state.withLock { state in
      state.random = SeededRandom(seed: seed, step: step)
      state.step = step
    }
    arrive { $0 <= step }
  }

  /// From now on, one call in `oneIn` fails; `nil` turns faults off, and what is late arrives.
  public func set(oneIn: Int?) {
    state.withLock { $0.oneIn = oneIn }
    if oneIn == nil { arrive { _ in true } }
  }

  private func arrive(_ isDue: (Int) -> Bool) {
    let due = state.withLock { state in
      defer { state.late.removeAll { isDue($0.step) } }
      return state.late.filter { isDue($0.step) }
    }
    for call in due {
      call.effect()
      note(.lateEffect)
    }
  }

  /// Notes that something came about.
  public func note(_ happening: Happening) {
    state.withLock { _ = $0.happened.insert(happening) }
  }

  /// Whether something has come about.
  public func hasSeen(_ happening: Happening) -> Bool { state.withLock { $0.happened.contains(happening) } }

  /// Runs `effect`, or fails before or after it, or fails now and runs it some steps later.
  public func around<Result>(_ effect: @escaping @Sendable () throws -> Result) throws -> Result {
    let outcome = state.withLock { state in
      guard let oneIn = state.oneIn, state.random.oneIn(oneIn) else { return Outcome.done }
      switch Int.random(in: 0..<4, using: &state.random) {
      case 0: return .failedBefore
      case 1, 2: return .failedAfter
      default:
        let step = state.step + Int.random(in: 1...Self.mostSteps, using: &state.random)
        state.late.append((step, { _ = try? effect() }))
        return .late
      }
    }
    if outcome == .failedBefore || outcome == .late { throw Failure() }
    let result = try effect()
    if outcome == .failedAfter { throw Failure() }
    return result
  }
}

extension Faults? {
  /// Runs `effect`; without faults it fails only by itself.
  func around<Result>(_ effect: @escaping @Sendable () throws -> Result) throws -> Result {
    guard let self else { return try effect() }
    return try self.around(effect)
  }

  func note(_ happening: Faults.Happening) { self?.note(happening) }
}
