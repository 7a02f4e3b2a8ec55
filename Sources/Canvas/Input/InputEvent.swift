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
