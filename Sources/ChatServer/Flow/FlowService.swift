import ChatModel
import Lanes
import Service

/// Runs a flow for as long as the server lives.
///
/// A step that fails is taken again after a pause, for ever: a database or Redis that is down is nobody's fault but
/// theirs, and Kafka keeps what comes meanwhile. On graceful shutdown the batch in flight is finished first.
public struct FlowService<Work: Flow>: Service {
  private let flow: Work
  private let logger: Logger

  /// Creates a service around a flow at rest.
  public init(_ flow: Work, logger: Logger) {
    self.flow = flow
    self.logger = logger
  }

  /// Steps until the shutdown.
  /// - Throws: `CountersSuperseded`, which ends the server.
  public func run() async throws {
    var flow = flow
    let failure: (any Error)? = await withGracefulShutdownHandler {
      do {
        try await steps(&flow)
        return nil
      } catch {
        return error
      }
    } onGracefulShutdown: { [flow] in
      flow.wakeUp()
    }
    await flow.end()
    if let failure { throw failure }
  }

  private func steps(_ flow: inout Work) async throws {
    var backoff = Backoff(first: .milliseconds(100))
    var failures = 0
    while !Task.isCancelled, !(Task.isShuttingDownGracefully && flow.isAtRest) {
      do {
        let progress = try await flow.step()
        if failures > 0 { logger.notice("\(Work.name): works again", metadata: ["failures": "\(failures)"]) }
        failures = 0
        backoff.succeeded()
        await handle(progress)
      } catch let error as CountersSuperseded {
        throw error
      } catch {
        failures += 1
        if !Task.isCancelled { log(error, failures) }
        // What is in flight comes again at the next start; a service that is down must not hold up the end.
        if Task.isShuttingDownGracefully { return }
        flow.failed(with: error)
        // Held in the group even while it waits: the next member would fail in the same way.
        try? await flow.hold()
        try? await gracefulSleep(for: backoff.next())
      }
    }
  }

  private func handle(_ progress: FlowProgress) async {
    switch progress {
    case .stepped: break
    case .finished(let report):
      logger.debug(
        "\(Work.name): batch done",
        metadata: [
          "events": "\(report.events)", "written": "\(report.written)", "repeated": "\(report.repeated)",
          "buried": "\(report.buried)",
        ])
      if report.buried > 0 {
        logger.warning(
          "\(Work.name): events went to the dead letters", metadata: ["count": "\(report.buried)"])
      }
    case .idle(let duration):
      if duration > .zero { try? await gracefulSleep(for: duration) }
    }
  }

  /// The first failure is a warning; repeats of it would drown everything else.
  ///
  /// Lost counters are none: they are being rebuilt.
  private func log(_ error: any Error, _ failures: Int) {
    let level: Logger.Level = failures > 1 ? .debug : error is CountersNotBuilt ? .info : .warning
    logger.log(
      level: level, "\(Work.name): a step failed and will be repeated",
      metadata: ["error": "\(error)", "failures": "\(failures)"])
  }
}
