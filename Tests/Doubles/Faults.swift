import Synchronization
import TestSupport

/// Decides, from a seed, which calls of the doubles fail, and whether before or after they took effect.
public final class Faults: Sendable {
  /// A call failed, as services do.
  ///
  /// Whether it took effect the caller cannot know.
  public struct Failure: Error, Sendable {}

  private struct State {
    var random: SeededRandom
    var oneIn: Int?
  }

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

  /// Begins a step of a schedule, with random numbers that are its own.
  public func begin(_ step: Int) {
    state.withLock { $0.random = SeededRandom(seed: seed, step: step) }
  }

  /// From now on, one call in `oneIn` fails; `nil` turns faults off.
  public func set(oneIn: Int?) {
    state.withLock { $0.oneIn = oneIn }
  }

  /// Runs `effect`, or fails before or after it.
  public func around<Result>(_ effect: () throws -> Result) throws -> Result {
    let (before, after) = state.withLock { state in
      guard let oneIn = state.oneIn, state.random.oneIn(oneIn) else { return (false, false) }
      let first = Bool.random(using: &state.random)
      return (first, !first)
    }
    if before { throw Failure() }
    let result = try effect()
    if after { throw Failure() }
    return result
  }
}

extension Faults? {
  /// Runs `effect`; without faults it fails only by itself.
  func around<Result>(_ effect: () throws -> Result) throws -> Result {
    guard let self else { return try effect() }
    return try self.around(effect)
  }
}
