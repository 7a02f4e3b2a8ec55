import Arguments
import Testing

@Suite struct ProcessTests {
  // The testing library adds bytes of its own to a stream that stayed empty, so emptiness is not compared.

  @Test func `requests go to standard output with status 0`() async {
    let result = await #expect(
      processExitsWith: .success, observing: [\.standardOutputContent, \.standardErrorContent]
    ) {
      await Dogear.main(["--version"])
    }
    #expect(result.map { text($0.standardOutputContent) } == "1.2.3\n")
    #expect(result.map { text($0.standardErrorContent).contains("Error") } == false)
  }

  @Test func `wrong usage goes to standard error with status 64`() async {
    let result = await #expect(
      processExitsWith: .exitCode(64), observing: [\.standardOutputContent, \.standardErrorContent]
    ) {
      await Dogear.main(["users", "ad"])
    }
    #expect(result.map { text($0.standardOutputContent).contains("Error") } == false)
    #expect(
      result.map { text($0.standardErrorContent) } == """
        Error: Unknown command 'ad'. Did you mean 'add'?
        Usage: dogear users <subcommand>
          See 'dogear users --help' for more information.

        """)
  }

  @Test func `an exit code thrown while running is the status, without a word`() async {
    let result = await #expect(processExitsWith: .exitCode(3), observing: [\.standardErrorContent]) {
      await Dogear.main(["secret", "--status", "3"])
    }
    #expect(result.map { text($0.standardErrorContent).contains("Error") } == false)
  }

  @Test func `a validation error thrown while running shows that command's usage`() async {
    let result = await #expect(processExitsWith: .exitCode(64), observing: [\.standardErrorContent]) {
      await Dogear.main(["secret", "--status", "64"])
    }
    #expect(
      result.map { text($0.standardErrorContent) } == """
        Error: 64 is taken.
        Usage: dogear secret [--status <status>]
          See 'dogear secret --help' for more information.

        """)
  }

  private func text(_ bytes: [UInt8]) -> String {
    String(decoding: bytes, as: UTF8.self)
  }
}
