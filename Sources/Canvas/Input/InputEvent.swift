/// What comes from a terminal.
public enum InputEvent: Hashable, Sendable {
  /// A key was pressed.
  case key(Key)
  /// Text was pasted; it may hold anything, line ends as `\n` included.
  case paste(String)
  /// The terminal gained or lost the focus (mode 1004).
  case focus(Bool)
  /// The mouse did something.
  case mouse(MouseEvent)
  /// The terminal has another size, or its content was lost: draw again.
  case resize(Size)
  /// A signal that asks the program to end: SIGTERM, SIGHUP or SIGINT.
  case signal(Int32)
  /// The wake pipe was written to.
  case woken
  /// The terminal is gone.
  case end
}

/// What a mouse did over a cell.
public struct MouseEvent: Hashable, Sendable {
  /// A button of the mouse.
  public enum Button: Hashable, Sendable {
    /// The first one.
    case left
    /// The second one, or the wheel pressed.
    case middle
    /// The third one.
    case right
  }

  /// What happened.
  public enum Kind: Hashable, Sendable {
    /// A button went down.
    case press(Button)
    /// The button went up.
    case release
    /// The mouse moved with a button held down.
    case drag
    /// The wheel turned away from the user by a notch.
    case wheelUp
    /// The wheel turned towards the user by a notch.
    case wheelDown
  }

  /// What happened.
  public let kind: Kind
  /// The cell it happened over.
  public let position: Point
  /// The keys held down meanwhile.
  public let modifiers: Key.Modifiers

  /// Creates an event.
  public init(_ kind: Kind, at position: Point, _ modifiers: Key.Modifiers = []) {
    self.kind = kind
    self.position = position
    self.modifiers = modifiers
  }
}
