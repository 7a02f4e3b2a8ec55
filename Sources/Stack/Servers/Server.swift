import Glibc
import Lanes

/// One server of a stack and its life: started, killed, paused, started again, stopped.
///
/// It has its own thread, because the questions "are you there yet?" are blocking socket calls.
actor Server {
  private let lane: Lane
  private let site: Site
  private var recipe: any ServerRecipe
  private var process: ChildProcess?
  /// Whether the end of the current process is our doing.
  private var endsByOurHand = false
  private let reportExit: @Sendable (StackExit) -> Void

  nonisolated var unownedExecutor: UnownedSerialExecutor { lane.asUnownedSerialExecutor() }

  init(_ recipe: any ServerRecipe, site: Site, reportExit: @escaping @Sendable (StackExit) -> Void) {
    self.recipe = recipe
    self.site = site
    self.reportExit = reportExit
    lane = Lane(name: "stack \(recipe.part.rawValue)")
  }

  var isRunning: Bool { process?.isRunning ?? false }
  var pid: Int32? { isRunning ? process?.pid : nil }
  private var log: ServerLog { site.folders.log(recipe.part.rawValue) }

  /// A part and its endpoint once it is started.
  typealias Outcome = Result<(part: StackPart, endpoint: String), StackError>

  /// Prepares the server and starts it for the first time, on ports that may change until one is free.
  func start() async -> Outcome {
    do throws(StackError) {
      try await prepareAndLaunch()
      return .success((recipe.part, recipe.endpoint))
    } catch {
      return .failure(error)
    }
  }

  private func prepareAndLaunch() async throws(StackError) {
    log.clear()
    var recipe = recipe
    try await recipe.prepare(site)
    self.recipe = recipe
    try await site.step(recipe.part, "\(recipe.title): start") { () async throws(StackError) in
      for _ in 0..<5 {
        if try await launch() { return }
        try self.recipe.choosePorts()
      }
      throw portsTaken()
    }
  }

  /// Starts the server on the same ports and data, after stopping it if it runs.
  ///
  /// That is no step of the stack's start: by then a client may draw where steps are shown.
  func startAgain() async throws(StackError) {
    await stop()
    if try await !launch() { throw portsTaken() }
  }

  /// Asks the server to end, ever less gently, and waits until it has.
  func stop() async {
    guard let process, process.isRunning else { return }
    endsByOurHand = true
    for parting in recipe.partings {
      process.signal(parting.signal)
      resume()
      if await Patience.wait(atMost: parting.patience, until: { !process.isRunning }) { return }
    }
    await kill()
  }

  /// Ends the server and all its processes at once, as a power cut would, and waits until they are gone.
  func kill() async {
    guard let process, process.isRunning else { return }
    endsByOurHand = true
    // A stopped parent has no further children while the list is made.
    process.signal(SIGSTOP)
    let members = ProcessTable.members(of: process.pid)
    process.signal(SIGKILL, wholeGroup: true)
    for member in members where ProcessTable.isAlive(member) { _ = Glibc.kill(member.pid, SIGKILL) }
    _ = await process.ended()
    _ = await Patience.wait(atMost: .seconds(10)) { !members.contains(where: ProcessTable.isAlive) }
  }

  /// Freezes the server: its connections stay open and nothing answers.
  func pause() {
    guard let process else { return }
    process.signal(SIGSTOP)
    for member in ProcessTable.members(of: process.pid) { _ = Glibc.kill(member.pid, SIGSTOP) }
  }

  /// Lets a frozen server go on.
  func resume() {
    guard let process else { return }
    for member in ProcessTable.members(of: process.pid) { _ = Glibc.kill(member.pid, SIGCONT) }
    process.signal(SIGCONT)
  }

  /// Starts the process and waits until it does its work.
  /// - Returns: False if it ended because a port was taken.
  private func launch() async throws(StackError) -> Bool {
    let offset = log.length
    let process = try ChildProcess.launch(
      recipe.command(site), watchdog: site.watchdog, parting: recipe.partings[0].name)
    self.process = process
    endsByOurHand = false
    let inTime = await Patience.wait(atMost: site.patience, every: .milliseconds(25)) {
      guard process.isRunning, !Task.isCancelled else { return true }
      return await recipe.isReady(site)
    }
    if let status = process.status {
      if log.text(after: offset).contains(recipe.portTaken) { return false }
      throw StackError(
        .didNotStart, part: recipe.part, "\(recipe.title) \(status) instead of starting",
        log: log.tail(after: offset))
    }
    guard inTime, !Task.isCancelled else {
      let lines = log.tail(after: offset)
      await kill()
      if inTime {
        throw StackError(.cancelled, part: recipe.part, "the start of \(recipe.title) was interrupted")
      }
      throw StackError(
        .tookTooLong, part: recipe.part, "\(recipe.title) did not answer within \(site.patience)", log: lines)
    }
    watch(process)
    return true
  }

  private func watch(_ process: ChildProcess) {
    Task { [weak self] in
      let status = await process.ended()
      await self?.reportUnlessExpected(status)
    }
  }

  private func reportUnlessExpected(_ status: ProcessEnd) {
    guard !endsByOurHand else { return }
    reportExit(StackExit(part: recipe.part, status: status.description, log: log.tail()))
  }

  private func portsTaken() -> StackError {
    StackError(
      .system, part: recipe.part, "\(recipe.title) found its port taken by another program", log: log.tail())
  }
}
