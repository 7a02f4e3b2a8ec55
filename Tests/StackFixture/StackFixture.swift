import Foundation
import Stack

/// Owns a stack until it is killed, for the tests of what happens then.
///
/// Arguments: the folder for temporary files, then any of `redis`, `postgres`, `publish`. It prints a line for each
/// step that begins, `ready` when the stack is up, and then waits for a line on standard input, at which it exits
/// without stopping the stack.
@main
enum StackFixture {
  static func main() async throws {
    let arguments = Set(CommandLine.arguments.dropFirst(2))
    let home = ProcessInfo.processInfo.environment["KAFKA_HOME"] ?? ""
    var plan = StackPlan(kafka: home.isEmpty ? .none : .apache(home: home))
    plan.environment["TMPDIR"] = CommandLine.arguments[1]
    plan.environment["XDG_RUNTIME_DIR"] = CommandLine.arguments[1]
    plan.redis = arguments.contains("redis") ? .start : .none
    plan.postgres = arguments.contains("postgres") ? .start : .none
    plan.fsync = false
    let stack = try await Stack.start(plan) { step in
      if step.phase == .began { say("step \(step.title)") }
    }
    if arguments.contains("publish") { try await stack.publish() }
    say("ready")
    _ = readLine()
    withExtendedLifetime(stack) { exit(0) }
  }

  private static func say(_ line: String) {
    FileHandle.standardOutput.write(Data("\(line)\n".utf8))
  }
}
