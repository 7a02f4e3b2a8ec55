import ChatModel
import Foundation
import Patterns
import Service
import Synchronization

/// A part of a pattern in a process of its own: the other end of `PartProcess`.
struct PatternPart {
  let job: PatternJob
  private let logger = Logger(label: "bench-part")

  init(_ job: PatternJob) {
    self.job = job
  }

  func run() async throws {
    PartProcess.endWithParent()
    let backends = try Backends(job.endpoints)
    switch (job.part, job.pattern) {
    case (.load, _): try await load(backends)
    case (.server, .log):
      try await serve(try await ServerWiring(backends, name: ServerName.make()).services())
    case (.server, _):
      try await serve([SyncService(sync: ScheduledSync(backends, interval: job.syncInterval))])
    }
  }

  /// Writes the numbers of the first and the last event of every acknowledged batch, eight bytes, as they come: what
  /// was told cannot be taken back, however the process ends.
  private func load(_ backends: Backends) async throws {
    let events = job.workload.events()
    let workers = try job.workers(backends)
    let start = microsecondsNow()
    let board = AcknowledgementBoard(count: events.count, start: start) { numbers in
      let record = [UInt32(numbers.lowerBound), UInt32(numbers.upperBound)]
      record.withUnsafeBytes { _ = write(STDOUT_FILENO, $0.baseAddress, $0.count) }
    }
    let run = LoadRun(job.workload, events: events, start: start, board: board, isStubborn: true)
    try await run.run(workers)
  }

  private func serve(_ services: [any Service]) async throws {
    printAtOnce("ready")
    try await ServiceGroup(
      services: services.map { ServiceConfiguration(service: $0) },
      gracefulShutdownSignals: [.sigint, .sigterm, .sighup],
      maximumGracefulShutdownDuration: .shutdownPatience, logger: logger
    ).run()
  }

  private struct SyncService: Service {
    let sync: ScheduledSync

    func run() async throws {
      try? await cancelWhenGracefulShutdown { await sync.run() }
    }
  }
}

extension Process {
  /// Starts the process so that it can be signalled.
  ///
  /// A child inherits the signals that are blocked in the thread that starts it, and the threads of Swift's pool, with
  /// those that they start, block all: it would neither hear SIGTERM nor its own alarm.
  func runListening() throws {
    var none = sigset_t()
    var before = sigset_t()
    sigemptyset(&none)
    pthread_sigmask(SIG_SETMASK, &none, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    try run()
  }
}
