import Foundation
import Glibc
import TestSupport
import Testing

@Suite("dogear faults, as anybody runs it", .timeLimit(.minutes(20)))
struct FaultsCommandTests {
  @Test("a few plugs are pulled under load, nothing is lost or wrong, and nothing is left")
  func few() async throws {
    try await expectExact(
      [
        "kill -9 of a server", "FLUSHALL", "Redis loses single keys", "connections to PostgreSQL cut",
      ], "--only", "server.kill,redis.flushall,redis.keys,postgres.cut")
  }

  @Test(
    "a real broker is killed and gets more partitions, connections are refused, and nothing is lost or wrong")
  func broker() async throws {
    try Broker.apache.require()
    guard let home = Broker.home else { return }
    try await expectExact(
      [
        "kill -9 of the broker", "partitions added", "Redis refuses connections",
        "PostgreSQL refuses connections",
      ], "--only", "kafka.kill,kafka.partitions,redis.refuse,postgres.refuse", "--kafka-home", home)
  }

  @Test("clients lose nothing that are killed or have no room on the disk, nor does a clock that steps")
  func clients() async throws {
    try await expectExact(
      [
        "clients are killed with receipts pending", "clients on a full disk",
        "a server's clock steps an hour both ways",
      ], "--only", "client.kill,client.disk,clock.step")
  }

  /// Runs each of some faults once, and expects that it is told and was exact, and that nothing is left.
  private func expectExact(
    _ titles: [String], _ words: String..., sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    let (end, program, folder) = try await faults(words + ["--duration", "0s"])
    #expect(end == .exited(0), "\(program.output)\n\(program.errors)", sourceLocation: sourceLocation)
    for title in titles {
      #expect(
        program.output.contains("✓ \(title): "), "\(program.output)", sourceLocation: sourceLocation)
    }
    #expect(
      program.output.contains("✓ \(titles.count) faults: nothing lost, nothing wrong"),
      sourceLocation: sourceLocation)
    #expect(folder.processes.isEmpty, sourceLocation: sourceLocation)
  }

  @Test(
    "a signal ends it in order, with what there was, and leaves no server behind",
    arguments: [SIGINT, SIGTERM])
  func interrupted(signal: Int32) async throws {
    let (end, program, folder) = try await faults(["--only", "redis.keys", "--duration", "10m"]) { program in
      try await eventually("a fault is over", within: .seconds(180)) {
        program.output.contains("✓ Redis loses single keys")
      }
      program.signal(signal)
    }
    #expect(end == .exited(0), "\(program.output)\n\(program.errors)")
    #expect(program.output.contains("nothing lost, nothing wrong"))
    #expect(folder.processes.isEmpty)
  }

  @Test(
    "what cannot be is refused in a sentence that names it",
    arguments: [
      (["--only", "redis.melt"], "there is no fault 'redis.melt'"),
      (["--only", "kafka.kill"], "kafka.kill needs a broker that is a process"),
      (["--receipts", "0"], "--receipts must be 1 to 20000"),
      (["--freeze", "0s"], "--freeze must be 1s to 60s"),
    ])
  func refusals(_ words: [String], _ sentence: String) async throws {
    let folder = try TemporaryFolder()
    let program = try await Program.start(
      [Program.dogear, "faults"] + words, environment: folder.environment)
    #expect(try await program.ended() == .exited(64))
    #expect(program.errors.contains(sentence), "\(program.errors)")
  }

  private func faults(
    _ words: [String], meanwhile: (Program) async throws -> Void = { _ in }
  ) async throws -> (Program.End, Program, TemporaryFolder) {
    let folder = try TemporaryFolder()
    await Turns.shared.take()
    defer { Task { await Turns.shared.give() } }
    let usual = ["--receipts", "100", "--messages", "10", "--freeze", "1s"]
    let program = try await Program.start(
      [Program.dogear, "faults"] + usual + words, environment: folder.environment)
    try await meanwhile(program)
    return (try await program.ended(within: .seconds(400)), program, folder)
  }
}
