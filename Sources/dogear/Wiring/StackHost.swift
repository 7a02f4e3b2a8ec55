import ChatModel
import Kafka
import Stack
import Stores

/// Starts a stack with its topics, and holds on to the in-process broker if that is the one.
struct StackHost: Sendable {
  let stack: Stack
  let backends: Backends
  private let cluster: KafkaMockCluster?

  /// Starts the servers as `options` say, reporting each step.
  static func start(
    _ options: StackOptions, steps: StepList, postgresSettings: [String: String] = [:]
  ) async throws -> StackHost {
    let topics = Topics()
    var cluster: KafkaMockCluster?
    var plan: StackPlan
    if let kafka = options.kafka {
      plan = StackPlan(kafka: kafka)
    } else {
      let broker = try KafkaMockCluster()
      try TopicSetup.create(topics, on: broker)
      plan = StackPlan(kafka: .inProcess { broker.bootstrapServers })
      cluster = broker
    }
    plan.postgresSettings = postgresSettings
    plan.directory = options.directory.map { .kept($0) } ?? .temporary
    let stack = try await Stack.start(plan) { steps.show($0) }
    do {
      let backends = try Backends(await stack.endpoints)
      if cluster == nil { try await TopicSetup.create(backends) }
      return StackHost(stack: stack, backends: backends, cluster: cluster)
    } catch {
      await stack.stop()
      throw error
    }
  }

  /// Stops the servers and removes what is theirs.
  func stop() async {
    await stack.stop()
    cluster?.close()
  }

  /// Makes the stack known under the first of `names` that no other stack has.
  func publish(as names: [String]) async throws {
    for (index, name) in names.enumerated() {
      do {
        try await stack.publish(as: name)
        return
      } catch {
        guard case .nameTaken = error, index < names.count - 1 else { throw error }
      }
    }
  }
}
