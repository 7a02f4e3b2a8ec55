import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Stack

@Suite("A stack's life", .timeLimit(.minutes(20)))
struct StackLifeTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  @Test("psql and redis-cli reach what was started, and nothing is left after stop")
  func startAndStop() async throws {
    let steps = Mutex<[StackStep]>([])
    let stack = try await Stack.start(
      folder.plan(redis: true, postgres: true, kafka: .external(brokers: "a:1,b:2"))
    ) { step in
      steps.withLock { $0.append(step) }
    }
    let endpoints = await stack.endpoints
    #expect(
      try await Tool.psql(endpoints.databaseURL, "SELECT current_database(), current_user") == "dogear|dogear"
    )
    #expect(try await Tool.psql(endpoints.databaseURL, "SHOW synchronous_commit") == "on")
    #expect(try await Tool.redis(endpoints.redisURL, "PING") == "PONG")
    #expect(try await Tool.redis(endpoints.redisURL, "CONFIG", "GET", "save") == "save")
    #expect(endpoints.kafkaBrokers == "a:1,b:2")
    #expect(await stack.isRunning(.redis))
    #expect(await !stack.isRunning(.kafka))

    let reported = steps.withLock { $0 }
    let begun = reported.filter { $0.phase == .began }.map(\.title)
    #expect(begun.contains { $0.hasPrefix("PostgreSQL ") && $0.hasSuffix(": initdb") })
    #expect(begun.contains { $0.hasPrefix("Redis ") && $0.hasSuffix(": start") })
    let ended = reported.filter { if case .ended = $0.phase { true } else { false } }.map(\.title)
    #expect(Set(begun) == Set(ended))

    await stack.stop()
    await folder.expectNothingLeft(within: .zero)
    #expect(await stack.pid(.redis) == nil)
  }

  @Test("two stacks live side by side")
  func sideBySide() async throws {
    async let first = Stack.start(folder.plan(redis: true, postgres: true))
    async let second = Stack.start(folder.plan(redis: true, postgres: true))
    let (one, two) = try await (first, second)
    let (here, there) = await (one.endpoints, two.endpoints)
    #expect(here.redisURL != there.redisURL)
    _ = try await Tool.redis(here.redisURL, "SET", "key", "value")
    #expect(try await Tool.redis(there.redisURL, "EXISTS", "key") == "0")
    _ = try await Tool.psql(here.databaseURL, "CREATE TABLE mine (id int)")
    #expect(try await Tool.psql(there.databaseURL, "SELECT to_regclass('mine') IS NULL") == "t")
    await one.stop()
    #expect(try await Tool.redis(there.redisURL, "PING") == "PONG")
    await two.stop()
    await folder.expectNothingLeft(within: .zero)
  }

  @Test("PostgreSQL killed with all its processes comes back with its data at the same address")
  func killPostgres() async throws {
    let stack = try await Stack.start(folder.plan(postgres: true))
    let url = await stack.endpoints.databaseURL
    _ = try await Tool.psql(url, "CREATE TABLE kept AS SELECT 42 AS answer")
    let pid = try #require(await stack.pid(.postgres))
    let processes = ProcessTable.members(of: pid)
    #expect(!processes.isEmpty)

    try await stack.kill(.postgres)
    #expect(await !stack.isRunning(.postgres))
    #expect(processes.allSatisfy { !ProcessTable.isAlive($0) })
    await #expect(throws: Tool.Failed.self) { try await Tool.psql(url, "SELECT 1") }

    try await stack.restart(.postgres)
    #expect(try await Tool.psql(url, "SELECT answer FROM kept") == "42")
    try await stack.kill(.postgres)
    await stack.stop()
    await folder.expectNothingLeft(within: .zero)
  }

  @Test("Redis killed and started again answers, empty, on the same port; that is no step of the start")
  func killRedis() async throws {
    let steps = Mutex(0)
    let stack = try await Stack.start(folder.plan(redis: true)) { _ in steps.withLock { $0 += 1 } }
    let toStart = steps.withLock { $0 }
    let url = await stack.endpoints.redisURL
    _ = try await Tool.redis(url, "SET", "key", "value")
    try await stack.kill(.redis)
    try await stack.restart(.redis)
    #expect(try await Tool.redis(url, "EXISTS", "key") == "0")
    try await stack.restart(.redis)
    #expect(try await Tool.redis(url, "PING") == "PONG")
    #expect(toStart > 0 && steps.withLock { $0 } == toStart)
    await stack.stop()
  }

  @Test("a paused server keeps its processes and answers again when resumed; a paused one can be stopped")
  func pauseAndResume() async throws {
    let stack = try await Stack.start(folder.plan(redis: true, postgres: true))
    let endpoints = await stack.endpoints
    for part in [StackPart.redis, .postgres] {
      try await stack.pause(part)
      let pid = try #require(await stack.pid(part))
      #expect(await Patience.wait(atMost: .seconds(10)) { ProcessTable.stat(of: pid)?.state == "T" })
      try await stack.resume(part)
    }
    #expect(try await Tool.redis(endpoints.redisURL, "PING") == "PONG")
    #expect(try await Tool.psql(endpoints.databaseURL, "SELECT 1") == "1")
    try await stack.pause(.redis)
    try await stack.pause(.postgres)
    await stack.stop()
    await folder.expectNothingLeft(within: .zero)
  }

  @Test("a server that dies by itself is reported, one that we kill is not")
  func unexpectedExit() async throws {
    let stack = try await Stack.start(folder.plan(redis: true))
    try await stack.kill(.redis)
    try await stack.restart(.redis)
    let pid = try #require(await stack.pid(.redis))
    kill(pid, SIGKILL)
    var exits = stack.unexpectedExits.makeAsyncIterator()
    let exit = await exits.next()
    #expect(exit?.part == .redis)
    #expect(exit?.status == "was killed by signal 9")
    await stack.stop()
    #expect(await exits.next() == nil)
  }

  @Test("the caller's in-process Kafka starts as a step like the others")
  func inProcessKafka() async throws {
    let stack = try await Stack.start(folder.plan(kafka: .inProcess { "127.0.0.1:1" }))
    #expect(await stack.endpoints.kafkaBrokers == "127.0.0.1:1")
    await #expect(throws: StackError.self) { try await stack.kill(.kafka) }
    await stack.stop()
    await folder.expectNothingLeft(within: .zero)
  }
}
