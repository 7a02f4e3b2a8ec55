import Stack
import Synchronization

/// The visible list of what a start does, and how long each step took.
final class StepList: Sendable {
  private let lock = Mutex(())
  private let isQuiet: Bool

  /// - Parameter isQuiet: Whether nothing is shown, where standard output belongs to something else.
  init(isQuiet: Bool = false) {
    self.isQuiet = isQuiet
  }

  /// Shows a step of the stack when it has ended.
  func show(_ step: StackStep) {
    switch step.phase {
    case .began: break
    case .ended(let duration): line("✓", step.title, duration)
    case .failed(let duration, _): line("✗", step.title, duration)
    }
  }

  /// Runs a step of our own and shows it.
  func step<Result>(_ title: String, _ body: () async throws -> Result) async rethrows -> Result {
    let start = ContinuousClock.now
    do {
      let result = try await body()
      line("✓", title, .now - start)
      return result
    } catch {
      line("✗", title, .now - start)
      throw error
    }
  }

  private func line(_ mark: String, _ title: String, _ duration: Duration) {
    guard !isQuiet else { return }
    lock.withLock { _ in
      printAtOnce("  \(mark) \(title.padding(to: 44)) \(duration.inWords)")
    }
  }
}
