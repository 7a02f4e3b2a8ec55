import Arguments
import Stack

/// `dogear doctor`: what is reachable, which versions, and what to do about what is not.
struct Doctor: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Say what is reachable, in which version, and what to do about what is not.",
    discussion: "Exits with 1 if anything is out of order.",
    examples: [CommandExample("dogear doctor", "Look at the running stack.")])

  @OptionGroup var connection: ConnectionOptions

  func run() async throws {
    let examination = Examination(try Backends(try connection.resolve()))
    var findings: [Finding] = []
    for check in await examination.checks() {
      print(check.line)
      findings.append(check)
    }
    if findings.contains(where: { !$0.isGood }) { throw ExitCode(1) }
  }
}
