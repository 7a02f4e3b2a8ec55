import ChatModel
import Glibc
import Stack
import TestSupport
import Testing

@Suite("Services that go away under load", .timeLimit(.minutes(20)))
struct OutageTests {
  @Test("killed, restarted, frozen and emptied: afterwards every count is right", arguments: Broker.allCases)
  func outages(broker: Broker) async throws {
    try await System.run(broker) { system in
      let world = try await system.addWorld(users: 40, channels: 5)
      let server = try await system.serve()
      let load = try await Load.run(on: system, world) { load in
        try await load.expectStored(100)
        for part in parts(broker) {
          try await killAndRestart(part, system, load)
          try await freeze(part, system, load)
        }
        try await empty(system, load)
      }
      try await load.expectEverythingCounted()
      #expect(server.isRunning, "the server survived all of it")
    }
  }

  @Test("a server whose services are gone ends at SIGTERM all the same", arguments: Broker.allCases)
  func endWithoutServices(broker: Broker) async throws {
    try await System.run(broker) { system in
      let world = try await system.addWorld(users: 10, channels: 3)
      let server = try await system.serve()
      let load = try await Load.run(on: system, world) { load in
        try await load.expectStored(50)
        try await system.stack.kill(.redis)
        try await system.withFrozen(.postgres) {
          server.signal(SIGTERM)
          _ = try await server.ended(within: .seconds(45))
        }
        try await system.stack.restart(.redis)
        _ = try await system.serve()
        try await load.expectStored(50)
      }
      try await load.expectEverythingCounted()
    }
  }

  @Test(
    "a server started before its services waits for them, says so, and takes up what has gathered",
    arguments: Broker.allCases)
  func startedTooEarly(broker: Broker) async throws {
    try await System.run(broker) { system in
      let world = try await system.addWorld(users: 10, channels: 3)
      let first = try await system.serve()
      let load = try await Load.run(on: system, world) { load in
        try await load.expectStored(50)
        await first.kill9()
        for part in parts(broker) { try await system.stack.kill(part) }
        let impatient = try await system.serve()
        try await eventually("it waits") { system.logged(by: 2).contains("waiting for") }
        impatient.signal(SIGTERM)
        #expect(try await impatient.ended(within: .seconds(30)) == .exited(0), "\(impatient.errors)")
        let second = try await system.serve()
        if broker == .apache {
          try await expectWaiting(for: "Kafka at \(system.endpoints.kafkaBrokers)", .kafka, system)
        }
        try await expectWaiting(for: "PostgreSQL", .postgres, system)
        try await system.stack.restart(.redis)
        try await load.expectStored(100)
        #expect(second.isRunning)
      }
      try await load.expectEverythingCounted()
    }
  }

  @Test("a server does not wait where waiting does not help")
  func wrongDatabase() async throws {
    try await System.run(.inProcess) { system in
      let url = system.endpoints.databaseURL.replacing("/dogear?", with: "/elsewhere?")
      let outcome = try await system.dogear("serve", "--database-url", url)
      #expect(outcome.end == .exited(1))
      #expect(outcome.errors.contains("does not exist"), "\(outcome.errors)")
    }
  }

  /// The third server says that it waits for a service, until that is there.
  private func expectWaiting(for service: String, _ part: StackPart, _ system: System) async throws {
    try await eventually("the server says that it waits for \(service)") {
      system.logged(by: 3).contains("waiting for \(service): ")
    }
    try await system.stack.restart(part)
    try await eventually("the server has found \(service)", within: .seconds(120)) {
      system.logged(by: 3).contains("\(service) is there")
    }
  }

  @Test("counts that are wrong for no known reason are brought anew while the server runs")
  func wrongCounts() async throws {
    try await System.run(.inProcess) { system in
      let world = try await system.addWorld(users: 12, channels: 3)
      _ = try await system.serve()
      let load = try await Load.run(on: system, world) { load in try await load.expectStored(50) }
      try await load.expectEverythingCounted()
      let (counters, keys) = (system.counters(), world.memberships.sorted())
      // Behind the server's back: too little unread until a million messages have come, then until nine marks have.
      try await counters.join([
        keys[0]: Unread(head: 1_000_000), keys[1]: Unread(read: .read(1_000_000, epoch: 9)),
      ])
      try await counters.remove([keys[2]])
      try await eventually("the counts are right again", within: .seconds(120)) {
        try await system.verdict(patience: "1s").verdict.differences.isEmpty
      }
      try await system.expectNoDifference(in: world)
    }
  }

  /// The in-process broker is part of the test itself and can be neither killed nor frozen.
  private func parts(_ broker: Broker) -> [StackPart] {
    broker == .apache ? [.redis, .postgres, .kafka] : [.redis, .postgres]
  }

  private func killAndRestart(_ part: StackPart, _ system: System, _ load: Load) async throws {
    try await system.stack.kill(part)
    if part != .kafka { try await load.expectAcknowledged(100) }
    try await system.stack.restart(part)
    try await load.expectStored(200)
  }

  private func freeze(_ part: StackPart, _ system: System, _ load: Load) async throws {
    try await system.withFrozen(part) {
      // The outage itself lasts so long: longer than a command's timeout, shorter than a session's.
      try await Task.sleep(for: .milliseconds(5_500))
    }
    try await load.expectStored(200)
  }

  /// Redis loses its data, then its functions, and is not restarted.
  private func empty(_ system: System, _ load: Load) async throws {
    for command in ["FLUSHALL", "FUNCTION FLUSH", "FLUSHALL"] {
      _ = try await system.redis.send(.init(command.split(separator: " ").map(String.init)))
      try await load.expectStored(100)
    }
    try await eventually("all buckets are built again") {
      try await system.counters().unbuilt().isEmpty
    }
  }
}
