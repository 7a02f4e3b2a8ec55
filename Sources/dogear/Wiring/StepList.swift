import Glibc
import Stack
import Synchronization

/// The visible list of what a start does, and how long each step took.
final class StepList: Sendable {
  private let began = ContinuousClock.now
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

  /// How long everything took so far.
  var elapsed: Duration { .now - began }

  private func line(_ mark: String, _ title: String, _ duration: Duration) {
    guard !isQuiet else { return }
    lock.withLock { _ in
      print("  \(mark) \(title.padding(to: 44)) \(duration.inSeconds)")
      fflush(nil)
    }
  }
}

extension Duration {
  /// `1.3 s`.
  var inSeconds: String {
    let tenths = (self / .milliseconds(100)).rounded()
    return "\(Int(tenths) / 10).\(Int(tenths) % 10) s"
  }
}

extension String {
  /// The text with spaces up to a width in characters.
  func padding(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}
