import Foundation
import TestSupport
import Testing

@testable import Stack

@Suite("A missing program")
struct MissingProgramTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  @Test("Redis missing names the Debian package, and leaves nothing")
  func redis() async throws {
    var plan = folder.plan(redis: true)
    plan.environment["PATH"] = folder.path
    let error = await #expect(throws: StackError.self) { try await Stack.start(plan) }
    #expect(error?.code == .missingProgram)
    #expect(error?.part == .redis)
    #expect(error?.description == "redis-server is not on PATH: install the Debian package redis-server")
    await folder.expectNothingLeft(within: .zero)
  }

  @Test("PostgreSQL missing names the Debian package, also for the version that kept data need")
  func postgres() throws {
    let programs = Programs(environment: ["PATH": folder.path], postgresFolder: folder.path)
    let missing = #expect(throws: StackError.self) { try programs.postgresBin() }
    #expect(missing?.message.hasSuffix("install the Debian package postgresql") == true)
    let old = #expect(throws: StackError.self) { try programs.postgresBin(version: 9) }
    #expect(old?.message.contains("install the Debian package postgresql-9") == true)
  }

  @Test("the newest complete PostgreSQL is taken, unless PGBIN names one")
  func newestPostgres() throws {
    for version in [9, 15, 16] { try makeBin("\(folder.path)/\(version)/bin", complete: version != 16) }
    var programs = Programs(environment: ["PATH": ""], postgresFolder: folder.path)
    #expect(try programs.postgresBin() == "\(folder.path)/15/bin")
    #expect(try programs.postgresBin(version: 9) == "\(folder.path)/9/bin")
    programs = Programs(environment: ["PATH": "\(folder.path)/9/bin"], postgresFolder: "/nonexistent")
    #expect(try programs.postgresBin() == "\(folder.path)/9/bin")
    programs = Programs(environment: ["PGBIN": "\(folder.path)/9/bin"], postgresFolder: folder.path)
    #expect(try programs.postgresBin() == "\(folder.path)/9/bin")
    programs = Programs(environment: ["PGBIN": "\(folder.path)/16/bin"], postgresFolder: folder.path)
    #expect(throws: StackError.self) { try programs.postgresBin() }
  }

  @Test("a wrong KAFKA_HOME and a missing Java are told apart")
  func kafka() async throws {
    var plan = folder.plan(kafka: .apache(home: folder.path))
    let wrong = await #expect(throws: StackError.self) { try await Stack.start(plan) }
    #expect(
      wrong?.message.hasPrefix("KAFKA_HOME is \(folder.path), which has no bin/kafka-storage.sh") == true)

    try makeBin("\(folder.path)/bin", names: ["kafka-storage.sh", "kafka-server-start.sh"])
    plan.environment["PATH"] = folder.path
    plan.environment["JAVA_HOME"] = nil
    let java = await #expect(throws: StackError.self) { try await Stack.start(plan) }
    #expect(java?.message.hasSuffix("install the Debian package openjdk-17-jre-headless") == true)
    plan.environment["JAVA_HOME"] = "/nonexistent"
    let home = await #expect(throws: StackError.self) { try await Stack.start(plan) }
    #expect(home?.message.hasPrefix("JAVA_HOME is /nonexistent") == true)
  }

  @Test("a Kafka that cannot format its storage fails with what it said")
  func brokenKafka() async throws {
    try makeBin(
      "\(folder.path)/bin", names: ["kafka-storage.sh", "kafka-server-start.sh"],
      script: "#!/bin/sh\necho no space left >&2\nexit 3\n")
    var plan = folder.plan(redis: true, kafka: .apache(home: folder.path))
    plan.environment["JAVA_HOME"] = nil
    plan.environment["PATH"] = "\(folder.path)/bin:/usr/bin:/bin"
    try makeBin("\(folder.path)/bin", names: ["java"])
    let error = await #expect(throws: StackError.self) { try await Stack.start(plan) }
    #expect(error?.description == "kafka-format exited with status 3\n  no space left")
    await folder.expectNothingLeft(within: .zero)
  }

  private func makeBin(_ path: String, complete: Bool) throws {
    try makeBin(path, names: ["initdb", "pg_isready"] + (complete ? ["postgres"] : []))
  }

  private func makeBin(_ path: String, names: [String], script: String = "#!/bin/sh\n") throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    for name in names {
      #expect(
        FileManager.default.createFile(
          atPath: "\(path)/\(name)", contents: Data(script.utf8), attributes: [.posixPermissions: 0o755]))
    }
  }
}
