import Synchronization
import Testing

@testable import Service

@Suite(.timeLimit(.minutes(20))) struct GracefulShutdownTests {
  private let manager = GracefulShutdownManager()

  @Test func `a handler runs once, also when it comes too late`() async {
    let calls = Mutex(0)
    await GracefulShutdownManager.$current.withValue(manager) {
      await withGracefulShutdownHandler {
        #expect(!Task.isShuttingDownGracefully)
        manager.shutDownGracefully()
        manager.shutDownGracefully()
        #expect(Task.isShuttingDownGracefully)
      } onGracefulShutdown: {
        calls.withLock { $0 += 1 }
      }
      #expect(calls.withLock { $0 } == 1)
      await withGracefulShutdownHandler {
      } onGracefulShutdown: {
        calls.withLock { $0 += 1 }
      }
    }
    #expect(calls.withLock { $0 } == 2)
  }

  @Test func `a handler whose operation has ended is not called`() async {
    await GracefulShutdownManager.$current.withValue(manager) {
      await withGracefulShutdownHandler {
      } onGracefulShutdown: {
        Issue.record("called after the end")
      }
    }
    manager.shutDownGracefully()
  }

  @Test func `shutdown cancels only what asked for it`() async {
    let outer = Task {
      await GracefulShutdownManager.$current.withValue(manager) {
        await #expect(throws: CancellationError.self) {
          try await cancelWhenGracefulShutdown { try await Task.sleep(for: .seconds(3600)) }
        }
        return Task.isCancelled
      }
    }
    manager.shutDownGracefully()
    #expect(await !outer.value)
  }

  @Test func `results and errors pass through`() async throws {
    struct Failure: Error {}
    #expect(try await cancelWhenGracefulShutdown { 7 } == 7)
    await #expect(throws: Failure.self) { try await cancelWhenGracefulShutdown { throw Failure() } }
  }

  @Test func `a sleep ends early at the shutdown, without an error`() async throws {
    let clock = ManualClock()
    let sleep = Task {
      try await GracefulShutdownManager.$current.withValue(manager) {
        try await gracefulSleep(for: .seconds(3600), clock: clock)
      }
    }
    await clock.advance(by: .seconds(1))
    manager.shutDownGracefully()
    try await sleep.value
    #expect(clock.now.offset == .seconds(1))
  }

  @Test func `a sleep lasts its time outside of a service`() async throws {
    let clock = ManualClock()
    let sleep = Task { try await gracefulSleep(for: .seconds(2), clock: clock) }
    await clock.advance(by: .seconds(2))
    try await sleep.value
  }

  @Test func `cancellation ends waits with an error`() async {
    let sleep = Task { try await gracefulSleep(for: .seconds(3600)) }
    let wait = Task { try await gracefulShutdown() }
    sleep.cancel()
    wait.cancel()
    await #expect(throws: CancellationError.self) { try await sleep.value }
    await #expect(throws: CancellationError.self) { try await wait.value }
  }
}
