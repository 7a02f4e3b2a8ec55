import Foundation
import TestSupport
import Testing

@Suite("The commands, as people run them", .timeLimit(.minutes(20)))
struct CommandTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  @Test(
    "up says ready once, env serves psql, redis-cli and kcat, and kill -9 of up leaves nothing",
    arguments: Broker.allCases)
  func up(broker: Broker) async throws {
    try broker.require()
    await Turns.shared.take()
    defer { Task { await Turns.shared.give() } }
    var environment = folder.environment
    if broker == .apache { environment["KAFKA_HOME"] = Broker.home }
    let up = try await Program.start([Program.dogear, "up"], environment: environment)
    try await eventually("up is ready", within: .seconds(90)) {
      up.output.split(separator: "\n").contains { $0.hasPrefix("ready") }
    }
    let answers = try await shell(
      """
      eval "$(\(Program.dogear) env)"
      psql -XAtqc 'SELECT count(*) FROM messages' "$DATABASE_URL" && redis-cli -u "$REDIS_URL" PING \
        && kcat -b "$KAFKA_BROKERS" -L -t dogear.receipts
      """)
    #expect(answers.end == .exited(0), "\(answers.errors)")
    #expect(answers.output.hasPrefix("0\nPONG\n"))
    #expect(answers.output.contains("topic \"dogear.receipts\" with 12 partitions"))
    #expect(up.output.split(separator: "\n").filter { $0.hasPrefix("ready") }.count == 1)
    await up.kill9()
    try await eventually("nothing is left") { folder.processes.isEmpty && folder.files.isEmpty }
  }

  @Test("up ends with 0 at Ctrl-C and at SIGTERM, and leaves nothing", arguments: [SIGINT, SIGTERM])
  func upEnds(signal: Int32) async throws {
    await Turns.shared.take()
    defer { Task { await Turns.shared.give() } }
    let up = try await Program.start([Program.dogear, "up"], environment: folder.environment)
    try await eventually("up is ready", within: .seconds(90)) { up.output.contains("\nready") }
    up.signal(signal)
    #expect(try await up.ended(within: .seconds(60)) == .exited(0), "\(up.errors)")
    #expect(folder.processes.isEmpty)
    #expect(folder.files.isEmpty)
  }

  @Test("a server that cannot be started again at once is tried until it is back")
  func restarting() async throws {
    await Turns.shared.take()
    defer { Task { await Turns.shared.give() } }
    let up = try await Program.start(
      [Program.dogear, "up", "--no-server", "--restart-after", "10s"], environment: folder.environment)
    try await eventually("up is ready", within: .seconds(90)) { up.output.contains("\nready") }
    let squatter = try await Program.start(
      [
        "/bin/sh", "-c",
        """
        eval "$(\(Program.dogear) env)"; port=${REDIS_URL##*:}
        redis-cli -u "$REDIS_URL" SHUTDOWN NOSAVE
        exec redis-server --port "${port%%/*}" --requirepass else --save '' --dir "$HOME"
        """,
      ], environment: folder.environment)
    try await eventually("its port is taken") { up.errors.contains("could not be started again") }
    await squatter.kill9()
    try await eventually("it is back", within: .seconds(90)) { up.errors.contains("is back") }
    up.signal(SIGTERM)
    #expect(try await up.ended(within: .seconds(60)) == .exited(0), "\(up.errors)")
  }

  @Test("up with a broken KAFKA_HOME fails with one clear sentence")
  func brokenKafka() async throws {
    let environment = folder.environment.merging(["KAFKA_HOME": "\(folder.path)/no-kafka"]) { $1 }
    let outcome = try await run([Program.dogear, "up"], environment)
    #expect(outcome.end == .exited(1))
    let sentences = outcome.errors.split(separator: "\n")
    #expect(sentences.count == 1, "\(outcome.errors)")
    #expect(outcome.errors.contains("KAFKA_HOME"), "\(outcome.errors)")
    try await eventually("nothing is left") { folder.processes.isEmpty && folder.files.isEmpty }
  }

  @Test("without a stack, commands say how to start one")
  func noStack() async throws {
    for command in ["verify", "env", "doctor", "tail", "rebuild", "serve"] {
      let outcome = try await run([Program.dogear, command], folder.environment)
      #expect(outcome.end == .exited(1), "\(command)")
      #expect(outcome.errors.contains("no stack is running: start one with `dogear up`"), "\(command)")
    }
  }

  @Test("a command that does not exist ends with 64 and a suggestion", arguments: ["bogus", "verfy"])
  func unknownCommand(word: String) async throws {
    let outcome = try await run([Program.dogear, word], folder.environment)
    #expect(outcome.end == .exited(64))
    #expect(outcome.errors.contains(word == "verfy" ? "verify" : "--help"), "\(outcome.errors)")
  }

  @Test("every command's help has examples, down to the last subcommand")
  func examples() async throws {
    var commands: [[String]] = [[]]
    var seen = 0
    while let command = commands.popLast() {
      let help = try await run([Program.dogear] + command + ["--help"], folder.environment)
      #expect(help.end == .exited(0), "\(command)")
      #expect(help.output.contains("EXAMPLES"), "\(command)")
      seen += 1
      let below = help.output.split(separator: "\n").drop { $0 != "SUBCOMMANDS:" }.dropFirst()
        .prefix { $0.hasPrefix("  ") }
        .filter { !$0.hasPrefix("   ") }.compactMap { $0.split(separator: " ").first.map(String.init) }
      commands += below.map { command + [$0] }
    }
    #expect(seen >= 40)
  }

  private func shell(_ script: String) async throws -> Outcome {
    try await run(["sh", "-c", script], folder.environment)
  }

  private func run(_ words: [String], _ environment: [String: String]) async throws -> Outcome {
    let program = try await Program.start(words, environment: environment)
    return Outcome(end: try await program.ended(), output: program.output, errors: program.errors)
  }
}
