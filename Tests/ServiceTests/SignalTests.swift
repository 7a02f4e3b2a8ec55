import Glibc
import Testing

@testable import Service

// Signals reach the whole process, so each test uses its own: the tests run side by side.
@Suite(.timeLimit(.minutes(20))) struct SignalTests {
  @Test func `a signal reaches every sequence that traps it`() async throws {
    let first = try UnixSignalsSequence(trapping: .sigusr1, .sighup)
    let second = try UnixSignalsSequence(trapping: .sigusr1)
    kill(getpid(), SIGUSR1)
    #expect(await first.first { _ in true } == .sigusr1)
    #expect(await second.first { _ in true } == .sigusr1)
  }

  @Test func `the reaction from before comes back with the end of the last sequence`() async throws {
    let before = handlerAddress(of: SIGCONT)
    let first = try UnixSignalsSequence(trapping: .sigcont)
    let second = try UnixSignalsSequence(trapping: .sigcont)
    #expect(handlerAddress(of: SIGCONT) != before)
    first.stop()
    #expect(handlerAddress(of: SIGCONT) != before)
    second.stop()
    #expect(handlerAddress(of: SIGCONT) == before)
    #expect(await second.first { _ in true } == nil)
  }

  @Test func `a sequence that is dropped releases its signal`() throws {
    let before = handlerAddress(of: SIGWINCH)
    do {
      let sequence = try UnixSignalsSequence(trapping: .sigwinch)
      #expect(handlerAddress(of: SIGWINCH) != before)
      _ = consume sequence
    }
    #expect(handlerAddress(of: SIGWINCH) == before)
  }

  @Test func `a signal shuts a group down`() async throws {
    let journal = Journal()
    let group = ServiceGroup(
      services: [MockService(name: "a", journal: journal)], gracefulShutdownSignals: [.sigusr2],
      logger: silent)
    let run = Task { try await group.run() }
    await journal.wait(for: "a begins")
    kill(getpid(), SIGUSR2)
    try await run.value
    #expect(await journal.entries == ["a begins", "a ends"])
  }

  @Test func `a cancellation signal cancels a group`() async throws {
    let journal = Journal()
    let group = ServiceGroup(
      services: [MockService(name: "a", journal: journal, ending: .whenCancelled)],
      cancellationSignals: [.sigquit], logger: silent)
    let run = Task { try await group.run() }
    await journal.wait(for: "a begins")
    kill(getpid(), SIGQUIT)
    try await run.value
    #expect(await journal.entries == ["a begins", "a ends"])
  }

  @Test func `a second signal ends the process as the signal would have`() async {
    await #expect(processExitsWith: .signal(SIGTERM)) {
      let journal = Journal()
      let group = ServiceGroup(
        services: [MockService(name: "a", journal: journal, ending: .whenCancelled)],
        gracefulShutdownSignals: [.sigterm], logger: silent)
      let run = Task { try await group.run() }
      await journal.wait(for: "a begins")
      kill(getpid(), SIGTERM)
      await journal.wait(for: "a refuses")
      kill(getpid(), SIGTERM)
      try await run.value
    }
  }

  @Test func `a hang-up that somebody has us ignore stays ignored`() async {
    await #expect(processExitsWith: .success) {
      signal(SIGHUP, SIG_IGN)
      let signals = try UnixSignalsSequence(trapping: .sighup, .sigusr2)
      kill(getpid(), SIGHUP)
      kill(getpid(), SIGUSR2)
      let first = await signals.first { _ in true }
      exit(first == .sigusr2 ? EXIT_SUCCESS : EXIT_FAILURE)
    }
  }

  @Test func `an ignored signal does nothing`() async {
    await #expect(processExitsWith: .success) {
      UnixSignal.sigpipe.ignore()
      kill(getpid(), SIGPIPE)
      exit(EXIT_SUCCESS)
    }
  }

  /// What the process does on a signal, as a number to compare.
  private func handlerAddress(of signal: Int32) -> UInt {
    var action = sigaction()
    sigaction(signal, nil, &action)
    return withUnsafeBytes(of: &action.__sigaction_handler) { $0.loadUnaligned(as: UInt.self) }
  }
}
