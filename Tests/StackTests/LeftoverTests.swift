import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Stack

@Suite("Nothing is left behind", .timeLimit(.minutes(20)))
struct LeftoverTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  @Test("after kill -9 of the program that owns the stack")
  func killedOwner() async throws {
    let fixture = try Fixture(folder, ["redis", "postgres", "publish", "kafka"])
    #expect(await fixture.prints("ready"))
    let watchdogs = fixture.children("dogear-watchdog")
    #expect(watchdogs.count == 1)
    #expect(!folder.processes.filter { $0 != fixture.pid }.isEmpty)
    #expect(try StackFile.find(environment: folder.environment).process.pid == fixture.pid)
    kill(fixture.pid, SIGKILL)
    await expectAllGone(watchdogs)
  }

  @Test(
    "after kill -9 in the middle of the start",
    arguments: [("postgres", ": initdb"), ("postgres", ": start"), ("redis", ": start"), ("kafka", "Kafka")])
  func killedWhileStarting(part: String, step: String) async throws {
    if part == "kafka", kafkaHome == nil { return }
    let fixture = try Fixture(folder, [part])
    #expect(await fixture.prints(step))
    let watchdogs = fixture.children("dogear-watchdog")
    kill(fixture.pid, SIGKILL)
    await expectAllGone(watchdogs)
  }

  @Test("after the owner exits without stopping")
  func exitWithoutStop() async throws {
    let fixture = try Fixture(folder, ["redis"])
    #expect(await fixture.prints("ready"))
    let watchdogs = fixture.children("dogear-watchdog")
    try fixture.exit()
    await expectAllGone(watchdogs)
  }

  @Test("after Ctrl-C and a hang-up, which the owner does not handle")
  func terminalSignals() async throws {
    for signal in [SIGINT, SIGHUP] {
      let fixture = try Fixture(folder, ["redis"])
      #expect(await fixture.prints("ready"))
      let watchdogs = fixture.children("dogear-watchdog")
      #expect(watchdogs.allSatisfy { $0.session == $0.pid })
      kill(fixture.pid, signal)
      await expectAllGone(watchdogs)
    }
  }

  @Test("when the watchdog itself was killed and the stack then stopped")
  func killedWatchdog() async throws {
    let stack = try await Stack.start(folder.plan(redis: true))
    kill(stack.site.watchdog.pid, SIGKILL)
    await stack.stop()
    await folder.expectNothingLeft(within: .zero)
  }

  @Test("when the last reference to a stack is dropped")
  func droppedStack() async throws {
    var stack: Stack? = try await Stack.start(folder.plan(redis: true))
    #expect(await stack?.isRunning(.redis) == true)
    stack = nil
    await folder.expectNothingLeft()
  }

  @Test("when a server fails half-way through the start, and the error carries its log")
  func failedStart() async throws {
    var plan = folder.plan(redis: true, postgres: true)
    plan.postgresSettings["shared_buffers"] = "nonsense"
    let steps = Mutex<[StackStep]>([])
    let error = await #expect(throws: StackError.self) {
      try await Stack.start(plan) { step in steps.withLock { $0.append(step) } }
    }
    #expect(error?.part == .postgres)
    #expect(error?.code == .didNotStart)
    #expect(error?.log.contains { $0.contains("shared_buffers") } == true)
    let failures = steps.withLock { $0 }.filter { if case .failed = $0.phase { true } else { false } }
    #expect(failures.count == 1)
    await folder.expectNothingLeft(within: .zero)
  }

  @Test("when the start is cancelled")
  func cancelledStart() async throws {
    let (begun, beginning) = AsyncStream.makeStream(of: Void.self)
    let plan = folder.plan(redis: true, postgres: true)
    let start = Task {
      try await Stack.start(plan) { step in
        if step.title.hasSuffix("initdb") { beginning.yield() }
      }
    }
    var iterator = begun.makeAsyncIterator()
    await iterator.next()
    start.cancel()
    let error = await #expect(throws: StackError.self) { try await start.value }
    #expect(error?.code == .cancelled)
    await folder.expectNothingLeft(within: .zero)
  }

  private func expectAllGone(_ watchdogs: [ProcessStat]) async {
    await folder.expectNothingLeft()
    #expect(await Patience.wait(atMost: .seconds(10)) { !watchdogs.contains(where: ProcessTable.isAlive) })
    #expect(throws: StackFileError.noneRunning) { try StackFile.find(environment: folder.environment) }
    #expect(FolderListing.names(in: "\(folder.path)/dogear/stacks").isEmpty)
  }
}
