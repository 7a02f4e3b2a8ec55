import Canvas
import Lanes
import Terminal

/// What the client is shown on: a terminal, or nothing but memory.
protocol ChatScreen: AnyObject {
  var size: Size { get }
  /// Ends a wait from any thread.
  var wakePipe: WakePipe { get }

  /// Waits for events, for ever without a timeout.
  func wait(for timeout: Duration?) -> [InputEvent]
  func render(_ canvas: Canvas)
  func redraw()
  func setTitle(_ text: String)
  func setMouse(_ on: Bool)
  func notify(_ ways: Set<TerminalNotification>, title: String, text: String)
  func suspend()
  /// Lends the terminal to another program.
  func withSuspended<Result>(_ body: () throws -> Result) rethrows -> Result
  func close()
}

extension TerminalScreen: ChatScreen {}
