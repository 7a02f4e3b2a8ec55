import Patterns

/// The load of a run in which something is killed: from this process, or from one of its own that is the thing killed.
final class KillLoad: Sendable {
  private let task: Task<Void, any Error>
  private let process: PartProcess?

  init(_ setup: PatternSetup, start: Int64, board: AcknowledgementBoard, inOwnProcess: Bool) throws {
    guard inOwnProcess else {
      process = nil
      let workers = try setup.workers()
      let run = LoadRun(setup.workload, events: setup.events, start: start, board: board, isStubborn: true)
      task = Task {
        let outcome = await Result.of { try await run.run(workers) }
        for worker in workers { await worker.close() }
        try outcome.get()
      }
      return
    }
    let process = try setup.startLoad()
    self.process = process
    task = Task { await Self.listen(to: process, board) }
  }

  /// Ends the process of the load at once.
  func kill() {
    process?.kill()
  }

  /// Waits until everything is acknowledged, or the process has ended and all that it told was heard.
  func end() async throws {
    try await withTaskCancellationHandler {
      try await task.value
    } onCancel: {
      task.cancel()
    }
    await process?.stop()
  }

  /// Ends it before its time.
  func cancel() async {
    task.cancel()
    await process?.stop()
    _ = await task.result
  }

  /// Notes what the process says it was told.
  private static func listen(to process: PartProcess, _ board: AcknowledgementBoard) async {
    var rest: [UInt8] = []
    while true {
      let bytes = await process.read()
      guard !bytes.isEmpty else { return }
      rest += bytes
      let now = microsecondsNow()
      let whole = rest.count / 8 * 8
      rest.withUnsafeBytes { buffer in
        for offset in stride(from: 0, to: whole, by: 8) {
          let first = buffer.loadUnaligned(fromByteOffset: offset, as: UInt32.self)
          let end = buffer.loadUnaligned(fromByteOffset: offset + 4, as: UInt32.self)
          board.note(Int(first)..<Int(end), sent: now, at: now)
        }
      }
      rest.removeFirst(whole)
    }
  }
}

extension Result where Failure == any Error {
  /// What a body returned or threw.
  fileprivate static func of(_ body: () async throws -> Success) async -> Self {
    do {
      return .success(try await body())
    } catch {
      return .failure(error)
    }
  }
}
