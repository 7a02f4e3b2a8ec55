import Canvas

/// Plays a script to a client, as a value: it says what to do next, and is told the time and what is to be seen.
///
/// Whoever runs it asks for the next move only when every frame that the last one caused is drawn, so that each key is
/// pressed by somebody who has seen what the key before it did. Between keys there is no other pause.
public struct ScriptPlayer: Sendable {
  /// What to do next.
  public enum Move: Hashable, Sendable {
    /// Give the client this input, let it draw, and ask again.
    case input(InputEvent)
    /// Ask again when something has changed, and at this time at the latest.
    case wait(until: Duration)
    /// Print these lines.
    case print(String)
    /// Write a picture of the screen.
    case picture(path: String, SVGPalette)
    /// The script has failed, and goes no further.
    case failed(ScriptFailure)
    /// The script has come to its end.
    case finished
  }

  private let script: ScreenScript
  private var index = 0
  /// What is left of the inputs of the step before.
  private var inputs: ArraySlice<InputEvent> = []
  private var patience: Duration = .seconds(5)
  /// When the step has waited long enough; nil before it has begun to.
  private var due: Duration?

  /// A player at the beginning of a script.
  public init(_ script: ScreenScript) {
    self.script = script
  }

  /// Takes the next step, or the next part of it.
  /// - Parameters:
  ///   - now: The time on a clock that never goes back.
  ///   - facts: The client as of its last frame.
  public mutating func next(at now: Duration, _ facts: some ScreenFacts) -> Move {
    while true {
      if let input = inputs.popFirst() { return .input(input) }
      guard index < script.steps.count else { return .finished }
      if let move = begin(script.steps[index], at: now, facts) { return move }
    }
  }

  /// - Returns: Nil if the step needs nothing of the outside, or nothing more.
  private mutating func begin(_ step: ScriptStep, at now: Duration, _ facts: some ScreenFacts) -> Move? {
    var move: Move?
    switch step.action {
    case .input(let events): inputs = events[...]
    case .wheel(let kind):
      let size = facts.canvas.size
      move = .input(.mouse(MouseEvent(kind, at: Point(x: size.width / 2, y: size.height / 2))))
    case .wait(let duration):
      if let end = wait(duration, at: now) { return .wait(until: end) }
    case .within(let duration): patience = duration
    case .expect(let expectation):
      if let found = expectation.missed(by: facts) {
        if let end = wait(patience, at: now) { return .wait(until: end) }
        return .failed(failure(of: step, found: found, facts.canvas))
      }
    case .frame(let name): move = .print(facts.canvas.ruled(name))
    case .picture(let path, let palette): move = .picture(path: path, palette)
    }
    index += 1
    due = nil
    return move
  }

  /// Until when to wait for a step; nil once it has waited so long.
  private mutating func wait(_ duration: Duration, at now: Duration) -> Duration? {
    let end = due ?? now + duration
    due = end
    return now < end ? end : nil
  }

  private func failure(of step: ScriptStep, found: String, _ canvas: Canvas) -> ScriptFailure {
    ScriptFailure(
      file: script.file, line: step.line, expectation: step.source, patience: patience, found: found,
      frame: canvas.ruled(nil))
  }
}
