import Testing

@testable import Service

@Suite(.timeLimit(.minutes(20))) struct ServiceGroupTests {
  private let journal = Journal()

  private func mock(_ name: String, _ ending: MockService.Ending = .atShutdown) -> MockService {
    MockService(name: name, journal: journal, ending: ending)
  }

  @Test func `services start in order and shut down in reverse order`() async throws {
    let group = ServiceGroup(services: [mock("a"), mock("b"), mock("c")], logger: silent)
    async let run: Void = group.run()
    await journal.wait(for: "a begins")
    await journal.wait(for: "b begins")
    await journal.wait(for: "c begins")
    group.triggerGracefulShutdown()
    try await run
    #expect(await journal.entries.suffix(3) == ["c ends", "b ends", "a ends"])
  }

  @Test func `a shutdown asked for before the run ends it at once`() async throws {
    let group = ServiceGroup(services: [mock("a"), mock("b")], logger: silent)
    group.triggerGracefulShutdown()
    try await group.run()
    #expect(await journal.entries.last == "a ends")
  }

  @Test func `an error shuts the others down and is thrown`() async {
    let group = ServiceGroup(services: [mock("a"), mock("b", .failingOnceBegun)], logger: silent)
    await #expect(throws: MockService.Failure(name: "b")) { try await group.run() }
    #expect(await journal.entries.last == "a ends")
  }

  @Test func `an error during the shutdown does not stop it`() async {
    let group = ServiceGroup(services: [mock("a"), mock("b", .failingAtShutdown)], logger: silent)
    let run = Task { try await group.run() }
    await journal.wait(for: "b begins")
    group.triggerGracefulShutdown()
    await #expect(throws: MockService.Failure(name: "b")) { try await run.value }
    #expect(await journal.entries.last == "a ends")
  }

  @Test func `an unexpected end is an error unless it is the purpose`() async throws {
    let strict = ServiceGroup(services: [mock("a"), mock("b", .onceBegun)], logger: silent)
    await #expect(throws: ServiceGroupError.serviceFinishedUnexpectedly(service: "MockService")) {
      try await strict.run()
    }
    let lenient = ServiceGroup(
      services: [
        ServiceConfiguration(service: mock("c")),
        ServiceConfiguration(
          service: mock("d", .onceBegun), successTerminationBehavior: .gracefullyShutdownGroup),
      ], logger: silent)
    try await lenient.run()
    #expect(await journal.entries.last == "c ends")
  }

  @Test func `a service that overstays its bound is cancelled`() async throws {
    let clock = ManualClock()
    let group = group([mock("a"), mock("b", .whenCancelled)], clock)
    let run = Task { try await group.run() }
    await journal.wait(for: "b begins")
    group.triggerGracefulShutdown()
    await journal.wait(for: "b refuses")
    await clock.advance(by: .seconds(5))
    try await run.value
    #expect(await journal.entries.suffix(2) == ["b ends", "a ends"])
  }

  @Test func `a service that ignores its cancellation too is left behind`() async throws {
    let clock = ManualClock()
    let group = group([mock("a"), Deaf(journal: journal)], clock)
    let run = Task { try await group.run() }
    await journal.wait(for: "deaf begins")
    group.triggerGracefulShutdown()
    await clock.advance(by: .seconds(5))
    await journal.wait(for: "deaf is cancelled")
    await clock.advance(by: .seconds(5))
    await #expect(throws: ServiceGroupError.servicesDidNotStop(services: ["Deaf"])) { try await run.value }
    #expect(await journal.entries.last == "a ends")
    await journal.note("let go")
  }

  @Test func `cancellation of the group cancels its services`() async {
    let group = ServiceGroup(services: [mock("a", .whenCancelled), mock("b")], logger: silent)
    let run = Task { try await group.run() }
    await journal.wait(for: "b begins")
    run.cancel()
    await #expect(throws: CancellationError.self) { try await run.value }
    #expect(await journal.entries.contains("a ends"))
  }

  @Test func `groups nest`() async throws {
    let inner = ServiceGroup(services: [mock("b"), mock("c")], logger: silent)
    let outer = ServiceGroup(services: [mock("a"), inner], logger: silent)
    let run = Task { try await outer.run() }
    await journal.wait(for: "c begins")
    outer.triggerGracefulShutdown()
    try await run.value
    #expect(await journal.entries.suffix(3) == ["c ends", "b ends", "a ends"])
  }

  @Test func `a group runs once`() async throws {
    let group = ServiceGroup(services: [], logger: silent)
    try await group.run()
    await #expect(throws: ServiceGroupError.alreadyRunning) { try await group.run() }
  }

  @Test func `the log tells of a failure`() async {
    let output = MemoryOutput()
    let sink = LogSink(format: .readable, output: output, now: { WallTime(milliseconds: 0) })
    let logger = Logger(label: "services") { SinkLogHandler(label: $0, sink: sink) }
    let group = ServiceGroup(services: [mock("a", .failingOnceBegun)], logger: logger)
    _ = try? await group.run()
    #expect(
      output.lines == [
        #"00:00:00.000 error services: a service failed error="Failure(name: \"a\")" service=MockService"#
          + "\n"
      ])
  }

  private func group(_ services: [any Service], _ clock: ManualClock) -> ServiceGroup {
    ServiceGroup(
      services: services.map { ServiceConfiguration(service: $0) },
      maximumGracefulShutdownDuration: .seconds(5), clock: clock, logger: silent)
  }
}

/// Takes note of its cancellation and goes on.
private struct Deaf: Service {
  let journal: Journal

  func run() async throws {
    await journal.note("deaf begins")
    await withTaskCancellationHandler {
      await journal.wait(for: "let go")
    } onCancel: {
      Task { await journal.note("deaf is cancelled") }
    }
  }
}
