extension Site {
  /// Lays out the folders of `plan`.
  static func create(
    _ plan: StackPlan, account: Account?, watchdog: Watchdog,
    progress: @escaping @Sendable (StackStep) -> Void
  ) throws(StackError) -> Site {
    let folders = try StackFolders.create(
      kept: plan.keptPath, temporary: StackFolders.temporaryFolder(plan.environment, account: account),
      account: account, watchdog: watchdog)
    // English messages, so that "Address already in use" is recognised, and UTF-8 for Java's file names; libpq's own
    // variables would redirect PostgreSQL's programs.
    var environment = plan.environment.filter { !$0.key.hasPrefix("PG") }
    environment["LC_ALL"] = "C.UTF-8"
    return Site(
      folders: folders, watchdog: watchdog, patience: plan.patience, environment: environment,
      progress: progress)
  }

  /// How to run each server that the plan wants started.
  ///
  /// Missing programs are found out here, before anything runs.
  func recipes(_ plan: StackPlan, account: Account?) throws(StackError) -> [any ServerRecipe] {
    let programs = Programs(environment: plan.environment)
    var recipes: [any ServerRecipe] = []
    if case .start = plan.redis {
      recipes.append(RedisRecipe(program: try programs.redisServer()))
    }
    if case .start = plan.postgres {
      recipes.append(try PostgresRecipe(plan: plan, programs: programs, account: account, folders: folders))
    }
    if case .apache(let home) = plan.kafka {
      recipes.append(try KafkaRecipe(home: home, programs: programs, folders: folders))
    }
    return recipes
  }

  /// Starts the caller's in-process broker as a step like the others.
  func startCallersKafka(_ start: @Sendable () async throws -> String) async -> Server.Outcome {
    var brokers = ""
    do throws(StackError) {
      try await step(.kafka, "Kafka (in-process): start") { () async throws(StackError) in
        do {
          brokers = try await start()
        } catch {
          throw StackError(.didNotStart, part: .kafka, "the in-process Kafka did not start: \(error)")
        }
      }
    } catch {
      return .failure(error)
    }
    return .success((.kafka, brokers))
  }
}

extension StackPlan {
  /// The user's folder, if the stack is to survive.
  var keptPath: String? {
    if case .kept(let path) = directory { return path }
    return nil
  }

  /// The endpoints that the plan itself names.
  var givenEndpoints: StackEndpoints {
    var endpoints = StackEndpoints()
    if case .external(let url) = redis { endpoints.redisURL = url }
    if case .external(let url) = postgres { endpoints.databaseURL = url }
    if case .external(let brokers) = kafka { endpoints.kafkaBrokers = brokers }
    return endpoints
  }
}
