import Foundation
import TestSupport
import Testing

@testable import Stack

@Suite("A kept directory", .timeLimit(.minutes(20)))
struct KeptDirectoryTests {
  let folder: TemporaryFolder
  let plan: StackPlan

  init() throws {
    folder = try TemporaryFolder()
    var plan = folder.plan(redis: true, postgres: true)
    plan.directory = .kept("\(folder.path)/kept + 100%")
    self.plan = plan
  }

  @Test("it keeps PostgreSQL's data with fsync on, and nothing of Redis")
  func keepsPostgres() async throws {
    let first = try await Stack.start(plan)
    let endpoints = await first.endpoints
    #expect(try await Tool.psql(endpoints.databaseURL, "SHOW fsync") == "on")
    _ = try await Tool.psql(endpoints.databaseURL, "CREATE TABLE kept AS SELECT 42 AS answer")
    _ = try await Tool.redis(endpoints.redisURL, "SET", "key", "value")
    await first.stop()
    await folder.expectNothingLeft(within: .zero)

    let second = try await Stack.start(plan)
    #expect(try await Tool.psql(await second.endpoints.databaseURL, "SELECT answer FROM kept") == "42")
    #expect(try await Tool.redis(await second.endpoints.redisURL, "EXISTS", "key") == "0")
    await second.stop()
    #expect(FileManager.default.fileExists(atPath: "\(folder.path)/kept + 100%/postgres/data/PG_VERSION"))
  }

  @Test("it serves one stack at a time, and is free again after a stop")
  func oneAtATime() async throws {
    var plan = plan
    plan.postgres = .none
    let first = try await Stack.start(plan)
    let error = await #expect(throws: StackError.self) { try await Stack.start(plan) }
    #expect(error?.message.contains("another stack is using") == true)
    await first.stop()
    let second = try await Stack.start(plan)
    await second.stop()
  }

  @Test("it serves one stack at a time also when somebody has killed the watchdog")
  func lockWithoutWatchdog() async throws {
    var plan = plan
    plan.postgres = .none
    let first = try await Stack.start(plan)
    kill(first.site.watchdog.pid, SIGKILL)
    let error = await #expect(throws: StackError.self) { try await Stack.start(plan) }
    #expect(error?.message.contains("another stack is using") == true)
    await first.stop()
    let second = try await Stack.start(plan)
    await second.stop()
  }

  @Test("a folder that holds something else is refused and not touched")
  func refusesForeignFolder() async throws {
    var plan = plan
    plan.directory = .kept(folder.path)
    let precious = "\(folder.path)/precious"
    try Data("x".utf8).write(to: URL(fileURLWithPath: precious))
    let error = await #expect(throws: StackError.self) { try await Stack.start(plan) }
    #expect(error?.code == .directory)
    #expect(FolderListing.names(in: folder.path) == ["precious"])
  }

  @Test("data that an interrupted preparation left are made anew")
  func interruptedPreparation() async throws {
    let kept = "\(folder.path)/kept + 100%"
    try FileManager.default.createDirectory(
      atPath: "\(kept)/postgres/data/half", withIntermediateDirectories: true)
    try Data().write(to: URL(fileURLWithPath: "\(kept)/dogear.lock"))
    let stack = try await Stack.start(plan)
    #expect(try await Tool.psql(await stack.endpoints.databaseURL, "SELECT 1") == "1")
    await stack.stop()
  }
}
