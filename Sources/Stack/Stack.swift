/// Real servers for one use: a demo, a test, an evening.
///
/// Nothing is left behind however it ends: servers, folders and files go at `stop()`, and equally when the last
/// reference is dropped, when the program crashes or is killed, and when the start fails half-way; see `Watchdog`.
/// Servers that already ran are never touched.
public actor Stack {
  /// The plan it was started from.
  public nonisolated let plan: StackPlan
  /// The servers that ended without being asked to, as it happens.
  ///
  /// For one consumer; ends with the stack.
  public nonisolated let unexpectedExits: AsyncStream<StackExit>
  /// Where the parts answer.
  public private(set) var endpoints: StackEndpoints
  nonisolated let site: Site
  private let servers: [StackPart: Server]
  private let exits: AsyncStream<StackExit>.Continuation
  private var stopping: Task<Void, Never>?

  /// Starts all parts of the plan at the same time and waits until each does its work.
  ///
  /// Cancelling the task interrupts the start. A failed start leaves nothing behind.
  /// - Parameter progress: Called at each step's begin and end, from any thread, and no more once this has returned.
  public static func start(
    _ plan: StackPlan, progress: @escaping @Sendable (StackStep) -> Void = { _ in }
  ) async throws(StackError) -> Stack {
    var account: Account?
    if case .start = plan.postgres { account = try Account.forPostgres() }
    var lock: Descriptor?
    if let path = plan.keptPath { lock = try KeptFolder.claim(path, account: account) }
    let watchdog = try Watchdog(lock: lock)
    do throws(StackError) {
      let site = try Site.create(plan, account: account, watchdog: watchdog, progress: progress)
      let stack = Stack(plan, site, try site.recipes(plan, account: account))
      try await stack.startParts()
      return stack
    } catch {
      await watchdog.finish()
      throw error
    }
  }

  private init(_ plan: StackPlan, _ site: Site, _ recipes: [any ServerRecipe]) {
    self.plan = plan
    self.site = site
    endpoints = plan.givenEndpoints
    let (stream, exits) = AsyncStream.makeStream(of: StackExit.self, bufferingPolicy: .bufferingNewest(16))
    unexpectedExits = stream
    self.exits = exits
    var servers: [StackPart: Server] = [:]
    for recipe in recipes {
      servers[recipe.part] = Server(recipe, site: site) { exits.yield($0) }
    }
    self.servers = servers
  }

  deinit {
    exits.finish()
  }

  /// The folder in which data and logs are.
  public nonisolated var directory: String { site.folders.data }

  /// Stops the servers, gracefully if they let us, and removes everything but a kept directory.
  ///
  /// Takes a fraction of a second as a rule, some 20 seconds at worst. Calling it again waits for the same stop.
  public func stop() async {
    let task = stopping ?? Task { await stopParts() }
    stopping = task
    await task.value
  }

  /// The server of a part that this stack started itself.
  func server(_ part: StackPart) throws(StackError) -> Server {
    guard let server = servers[part], stopping == nil else {
      throw StackError(.notRunning, part: part, "this stack did not start \(part.name), or has been stopped")
    }
    return server
  }

  /// Lets the file go with the stack, before all else.
  nonisolated func removeAtEnd(_ path: String) {
    site.watchdog.unpublish(path)
  }

  private func startParts() async throws(StackError) {
    let outcomes = await withTaskGroup(of: Server.Outcome.self) { group in
      for server in servers.values {
        group.addTask { await server.start() }
      }
      if case .inProcess(let start) = plan.kafka {
        group.addTask { [site] in await site.startCallersKafka(start) }
      }
      var outcomes: [Server.Outcome] = []
      for await outcome in group {
        if case .failure = outcome { group.cancelAll() }
        outcomes.append(outcome)
      }
      return outcomes
    }
    var errors: [StackError] = []
    for outcome in outcomes {
      switch outcome {
      case .success((let part, let endpoint)): endpoints[part] = endpoint
      case .failure(let error): errors.append(error)
      }
    }
    guard let error = errors.first(where: { $0.code != .cancelled }) ?? errors.first else { return }
    await stop()
    throw error
  }

  private func stopParts() async {
    await withTaskGroup { group in
      for server in servers.values {
        group.addTask { await server.stop() }
      }
    }
    exits.finish()
    await site.watchdog.finish()
  }
}
