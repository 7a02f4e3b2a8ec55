/// What the recipes of one stack share: where things are, who watches, and who is told.
struct Site: Sendable {
  let folders: StackFolders
  let watchdog: Watchdog
  let patience: Duration
  let environment: [String: String]
  let progress: @Sendable (StackStep) -> Void

  /// Reports a step's beginning, and its end or failure.
  nonisolated(nonsending) func step(
    _ part: StackPart, _ title: String, _ body: () async throws(StackError) -> Void
  ) async throws(StackError) {
    let start = ContinuousClock.now
    progress(StackStep(part: part, title: title, phase: .began))
    do {
      try await body()
      progress(StackStep(part: part, title: title, phase: .ended(after: .now - start)))
    } catch {
      let reason = error.description
      progress(StackStep(part: part, title: title, phase: .failed(after: .now - start, reason: reason)))
      throw error
    }
  }

  /// Runs a short program to its end.
  /// - Parameter name: The name of its log, which is started afresh.
  /// - Returns: All that it printed.
  @discardableResult
  nonisolated(nonsending) func run(
    _ part: StackPart, _ arguments: [String], name: String, directory: String? = nil,
    input: String = "/dev/null",
    adding variables: [String: String] = [:]
  ) async throws(StackError) -> String {
    let log = folders.log(name)
    log.clear()
    let command = Command(
      arguments: arguments, environment: environment.merging(variables) { $1 },
      directory: directory ?? folders.runtime, input: input, log: log.path)
    let process = try ChildProcess.launch(command, watchdog: watchdog, parting: "KILL")
    let inTime = await Patience.wait(atMost: patience, every: .milliseconds(2)) {
      !process.isRunning || Task.isCancelled
    }
    guard let status = process.status else {
      process.signal(9, wholeGroup: true)
      _ = await process.ended()
      if inTime { throw StackError(.cancelled, part: part, "\(name) was interrupted") }
      throw StackError(.tookTooLong, part: part, "\(name) did not end within \(patience)", log: log.tail())
    }
    guard status == .exited(0) else {
      throw StackError(.didNotStart, part: part, "\(name) \(status)", log: log.tail())
    }
    return log.text()
  }
}
