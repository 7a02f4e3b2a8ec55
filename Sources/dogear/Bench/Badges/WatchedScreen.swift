import Bench
import Canvas
import Glibc
import Lanes
import Synchronization
import Terminal

/// A screen of memory that notes when it shows which badges, and whose keys are pressed by a bench.
final class WatchedScreen: ChatScreen, Sendable {
  private struct State {
    var inputs: [InputEvent] = []
    var log = BadgeLog()
  }

  let size = Size(width: 118, height: 32)
  let wakePipe: WakePipe
  private let state = Mutex(State())

  init() throws {
    wakePipe = try WakePipe()
  }

  /// Everything that it has shown.
  var log: BadgeLog { state.withLock { $0.log } }

  func press(_ event: InputEvent) {
    state.withLock { $0.inputs.append(event) }
    wakePipe.wake()
  }

  func wait(for timeout: Duration?) -> [InputEvent] {
    var ready = pollfd(fd: wakePipe.readEnd, events: Int16(POLLIN), revents: 0)
    let count = poll(&ready, 1, timeout?.pollMilliseconds ?? -1)
    wakePipe.drain()
    let inputs = state.withLock { state in
      defer { state.inputs = [] }
      return state.inputs
    }
    return inputs.isEmpty && count > 0 ? [.woken] : inputs
  }

  func render(_ canvas: Canvas) {
    let now = ContinuousClock.now
    let badges = BadgeLog.badges(in: canvas.text)
    state.withLock { $0.log.note(badges, at: now) }
  }

  func withSuspended<Result>(_ body: () throws -> Result) rethrows -> Result { try body() }

  // Nobody sees it, so it has neither modes nor a title.
  func redraw() {}
  func setTitle(_ text: String) {}
  func setMouse(_ on: Bool) {}
  func copy(_ text: String) {}
  func notify(_ ways: Set<TerminalNotification>, title: String, text: String) {}
  func suspend() {}
  func close() {}
}

/// The client as people run it, but for its screen.
struct WatchedClient: Sendable {
  let screen: WatchedScreen
  private let loop: ChatLoop
  private let running: Task<Void, any Error>

  init(_ backends: Backends, _ options: ChatOptions) throws {
    let screen = try WatchedScreen()
    let loop = ChatLoop(
      backends, options, Look(keys: .standard, file: nil, form: .dark), on: screen)
    self.screen = screen
    self.loop = loop
    running = Task { try await loop.run() }
  }

  /// Waits until the screen has shown something, and when that was.
  func when(
    _ what: String, within limit: Duration = .seconds(10),
    _ find: (BadgeLog) -> ContinuousClock.Instant?
  ) async throws -> ContinuousClock.Instant {
    var found: ContinuousClock.Instant?
    // The time is that of the drawing, however late it is looked for.
    try await waitUntil(what, within: limit, every: .milliseconds(2)) {
      found = find(screen.log)
      return found != nil
    }
    return found ?? .now
  }

  /// Quits as a user does.
  func close() async {
    loop.stop()
    _ = await running.result
  }
}
