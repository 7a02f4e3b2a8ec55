import Canvas
import Glibc

extension TerminalScreen {
  /// Stops the program, as Control-Z does; returns when it goes on, with a `.resize` event to come.
  public func suspend() {
    withSuspended { signals.stop() }
  }

  /// Gives the terminal back for a while, for another program such as an editor, with a `.resize` event to come.
  public func withSuspended<Result>(_ body: () throws -> Result) rethrows -> Result {
    leave()
    defer { resume() }
    return try body()
  }

  /// Takes the terminal again, whose size may have changed.
  private func resume() {
    takeSize()
    enter()
    input.resized(to: size)
  }

  /// Learns the terminal's size.
  func takeSize() {
    var window = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &window) == 0, window.ws_col > 0, window.ws_row > 0
    else { return }
    size = Size(width: Int(window.ws_col), height: Int(window.ws_row))
    curses.resize(to: size)
    // The terminal may have cut its rows and grown again meanwhile.
    curses.forget()
    shown = nil
  }
}
