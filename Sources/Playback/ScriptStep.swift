import Canvas

/// A line of a script.
public struct ScriptStep: Hashable, Sendable {
  /// Its number in the file, from 1.
  public let line: Int
  /// The line as it was read.
  public let source: String
  let action: ScriptAction
}

/// What a step does.
enum ScriptAction: Hashable, Sendable {
  case input([InputEvent])
  /// A notch of the wheel over the middle of the screen, whatever size that has.
  case wheel(MouseEvent.Kind)
  case wait(Duration)
  /// Changes the patience of the expectations that follow.
  case within(Duration)
  case expect(ScriptExpectation)
  case frame(name: String?)
  case picture(path: String, SVGPalette)
}
