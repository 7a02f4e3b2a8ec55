import Synchronization

@testable import Service

/// Collects lines in memory.
final class MemoryOutput: LogOutput {
  private let state = Mutex((lines: [String](), accepts: true))

  var lines: [String] { state.withLock { $0.lines } }

  func write(_ line: String) -> Bool {
    state.withLock { state in
      if state.accepts { state.lines.append(line) }
      return state.accepts
    }
  }

  func accept(_ accepts: Bool) {
    state.withLock { $0.accepts = accepts }
  }
}

/// A logger that nobody reads.
let silent = Logger(label: "test") {
  SinkLogHandler(label: $0, sink: LogSink(format: .json, output: MemoryOutput()))
}

/// What happened, in order; tests await entries.
actor Journal {
  private(set) var entries: [String] = []
  private var waiting: [(entry: String, continuation: CheckedContinuation<Void, Never>)] = []

  func note(_ entry: String) {
    entries.append(entry)
    let due = waiting.filter { $0.entry == entry }
    waiting.removeAll { $0.entry == entry }
    due.forEach { $0.continuation.resume() }
  }

  /// Returns once the entry is there; the test's time limit is the deadline.
  func wait(for entry: String) async {
    if entries.contains(entry) { return }
    await withCheckedContinuation { waiting.append((entry, $0)) }
  }
}

/// A service that notes what it goes through, and ends as it was told to.
struct MockService: Service {
  enum Ending: Sendable {
    case atShutdown, whenCancelled, never, onceBegun, failingOnceBegun, failingAtShutdown
  }

  struct Failure: Error, Equatable {
    let name: String
  }

  let name: String
  let journal: Journal
  var ending = Ending.atShutdown

  func run() async throws {
    await journal.note("\(name) begins")
    switch ending {
    case .atShutdown:
      try await gracefulShutdown()
    case .whenCancelled:
      try? await withGracefulShutdownHandler {
        try await Task.sleep(for: .seconds(3600))
      } onGracefulShutdown: {
        Task { await journal.note("\(name) refuses") }
      }
    case .never:
      await withCheckedContinuation { (_: CheckedContinuation<Void, Never>) in }
    case .onceBegun:
      break
    case .failingOnceBegun:
      throw Failure(name: name)
    case .failingAtShutdown:
      try await gracefulShutdown()
      throw Failure(name: name)
    }
    await journal.note("\(name) ends")
  }
}

/// A clock that stands still until it is moved on.
final class ManualClock: Clock {
  struct Instant: InstantProtocol {
    var offset = Duration.zero
    func advanced(by duration: Duration) -> Instant { Instant(offset: offset + duration) }
    func duration(to other: Instant) -> Duration { other.offset - offset }
    static func < (left: Instant, right: Instant) -> Bool { left.offset < right.offset }
  }

  private struct State {
    var now = Instant()
    var nextID = 0
    var sleepers: [Int: (deadline: Instant, continuation: CheckedContinuation<Void, any Error>)] = [:]
    var cancelled: Set<Int> = []
    var watchers: [CheckedContinuation<Void, Never>] = []
  }

  private let state = Mutex(State())
  var now: Instant { state.withLock { $0.now } }
  var minimumResolution: Duration { .zero }

  func sleep(until deadline: Instant, tolerance: Duration?) async throws {
    let id = state.withLock { state in
      state.nextID += 1
      return state.nextID
    }
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        let (isCancelled, watchers) = state.withLock { state in
          let isCancelled = state.cancelled.remove(id) != nil
          if !isCancelled { state.sleepers[id] = (deadline, continuation) }
          defer { state.watchers = [] }
          return (isCancelled, state.watchers)
        }
        if isCancelled { continuation.resume(throwing: CancellationError()) }
        watchers.forEach { $0.resume() }
      }
    } onCancel: {
      let sleeper = state.withLock { state in
        let sleeper = state.sleepers.removeValue(forKey: id)
        if sleeper == nil { state.cancelled.insert(id) }
        return sleeper
      }
      sleeper?.continuation.resume(throwing: CancellationError())
    }
  }

  /// Waits until somebody sleeps, then moves the time on and wakes those who are due.
  func advance(by duration: Duration) async {
    await withCheckedContinuation { continuation in
      let isReady = state.withLock { state in
        if state.sleepers.isEmpty { state.watchers.append(continuation) }
        return !state.sleepers.isEmpty
      }
      if isReady { continuation.resume() }
    }
    let due = state.withLock { state in
      state.now = state.now.advanced(by: duration)
      let due = state.sleepers.filter { $0.value.deadline <= state.now }
      due.keys.forEach { state.sleepers[$0] = nil }
      return due
    }
    due.values.forEach { $0.continuation.resume() }
  }
}
