import Canvas
import Glibc
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
  func copy(_ text: String)
  func notify(_ ways: Set<TerminalNotification>, title: String, text: String)
  func suspend()
  /// Lends the terminal to another program.
  func withSuspended<Result>(_ body: () throws -> Result) rethrows -> Result
  func close()
}

extension TerminalScreen: ChatScreen {}

/// A screen of memory, for scripts: nobody sees it, and all input comes from the script.
final class HeadlessScreen: ChatScreen {
  let size: Size
  let wakePipe: WakePipe

  init(size: Size) throws {
    self.size = size
    wakePipe = try WakePipe()
  }

  func wait(for timeout: Duration?) -> [InputEvent] {
    var ready = pollfd(fd: wakePipe.readEnd, events: Int16(POLLIN), revents: 0)
    let count = poll(&ready, 1, timeout?.pollMilliseconds ?? -1)
    wakePipe.drain()
    return count > 0 ? [.woken] : []
  }

  func withSuspended<Result>(_ body: () throws -> Result) rethrows -> Result { try body() }

  // A script sees the canvas and the title in the client's own state, and a screen that nobody sees has no modes.
  func render(_ canvas: Canvas) {}
  func redraw() {}
  func setTitle(_ text: String) {}
  func setMouse(_ on: Bool) {}
  func copy(_ text: String) {}
  func notify(_ ways: Set<TerminalNotification>, title: String, text: String) {}
  func suspend() {}
  func close() {}
}
