import Patterns

/// Hands a workload over to a pattern's workers.
struct LoadRun: Sendable {
  private let events: [ReadEvent]
  private let dispenser: Dispenser
  private let board: AcknowledgementBoard
  /// Whether what fails is handed over again until it is acknowledged, as a client does that was given no answer.
  private let isStubborn: Bool

  init(_ workload: Workload, events: [ReadEvent], start: Int64, board: AcknowledgementBoard, isStubborn: Bool)
  {
    self.events = events
    dispenser = Dispenser(workload, start: start)
    self.board = board
    self.isStubborn = isStubborn
  }

  /// Returns when every event is acknowledged.
  func run(_ workers: [any PatternWorker]) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      for worker in workers {
        group.addTask { try await drive(worker) }
      }
      try await group.waitForAll()
    }
  }

  /// Runs on the worker's own thread.
  private func drive(_ worker: isolated any PatternWorker) async throws {
    while true {
      try Task.checkCancellation()
      switch dispenser.take(worker.most, at: microsecondsNow()) {
      case .end: return
      case .wait(let time): try await Task.sleep(for: .microseconds(max(500, time)))
      case .events(let numbers): try await hand(numbers, to: worker)
      }
    }
  }

  private func hand(_ numbers: Range<Int>, to worker: isolated any PatternWorker) async throws {
    let sent = microsecondsNow()
    while true {
      do {
        try await worker.record(events[numbers])
        return board.note(numbers, sent: sent, at: microsecondsNow())
      } catch {
        guard isStubborn, !Task.isCancelled else { throw error }
        try await Task.sleep(for: .milliseconds(50))
      }
    }
  }
}
