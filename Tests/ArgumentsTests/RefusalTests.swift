import Arguments
import Testing

@Suite struct RefusalTests {
  @Test func `wrong usage shows the error, the usage and where to read more`() {
    #expect(
      complaint(["tail", "jsn"], environment: [:]) == """
        Error: The value 'jsn' is invalid for '<topic>'. Please provide one of 'readable', 'json'. Did you mean 'json'?
        Usage: dogear tail <topic> [<keys> ...]
          See 'dogear tail --help' for more information.
        """)
  }

  @Test func `a mistyped command, option or inversion gets a suggestion`() {
    #expect(complaint("caht") == "Error: Unknown command 'caht'. Did you mean 'chat'?")
    #expect(complaint("users", "ad") == "Error: Unknown command 'ad'. Did you mean 'add'?")
    #expect(complaint("help", "tial") == "Error: Unknown command 'tial'. Did you mean 'tail'?")
    #expect(complaint("chat", "--usre", "bob") == "Error: Unknown option '--usre'. Did you mean '--user'?")
    #expect(
      complaint("chat", "--no-colour") == "Error: Unknown option '--no-colour'. Did you mean '--no-color'?")
    #expect(complaint("chat", "--lim=3") == "Error: Unknown option '--lim'. Did you mean '--limit'?")
    #expect(complaint("chat", "--confg", "x") == "Error: Unknown option '--confg'. Did you mean '--config'?")
  }

  @Test func `what resembles nothing, or only what is hidden, gets no suggestion`() {
    #expect(complaint("xyz") == "Error: Unknown command 'xyz'.")
    #expect(complaint("secert") == "Error: Unknown command 'secert'.")
    #expect(complaint("chat", "--sed", "1") == "Error: Unknown option '--sed'.")
    #expect(complaint("chat", "-x") == "Error: Unknown option '-x'.")
  }

  @Test func `a missing value is missed even before another option`() {
    #expect(complaint("chat", "--user") == "Error: Missing value for '--user <user>'")
    #expect(complaint("chat", "-u", "--peek") == "Error: Missing value for '-u <user>'")
    #expect(complaint("chat", "-u", "--", "x") == "Error: Missing value for '-u <user>'")
    #expect(complaint("--config") == "Error: Missing value for '--config <file>'")
  }

  @Test func `a missing argument is named, with the other places it may come from`() {
    #expect(
      complaint("chat")
        == "Error: Missing expected argument '--user <user>'; the variable DOGEAR_USER would do as well")
    #expect(complaint("tail") == "Error: Missing expected argument '<topic>'")
    #expect(complaint("users", "add", "--site", "x") == "Error: Missing expected argument '<names>'")
    #expect(complaint("users", "add", "x") == "Error: Missing expected argument '--site <site>'")
  }

  @Test func `an invalid value says what is valid`() {
    #expect(
      complaint("chat", "-ubob", "--limit", "many")
        == "Error: The value 'many' is invalid for '--limit <limit>'; give a whole number")
    #expect(
      complaint("chat", "-ubob", "--timeout", "2")
        == "Error: The value '2' is invalid for '--timeout <timeout>'; "
        + "give a number and a unit, such as 300ms, 2s, 5m or 1h")
  }

  @Test func `what nobody takes is refused`() {
    #expect(complaint("chat", "-ubob", "a", "b") == "Error: Unexpected argument 'b'")
    #expect(complaint("chat", "-ubob", "a", "b", "c") == "Error: Unexpected arguments 'b', 'c'")
    #expect(
      complaint("chat", "--peek=yes") == "Error: The option '--peek' takes no value, but 'yes' was given")
    #expect(complaint("chat", "-p=yes") == "Error: The option '-p' takes no value, but 'yes' was given")
  }

  @Test func `validation of commands and groups is wrong usage too`() {
    #expect(complaint("chat", "-ubob", "--timeout", "0") == "Error: --timeout must be more than 0.")
    #expect(
      complaint("users", "add", "root", "--site", "x")
        == "Error: 'root' cannot be a user; choose another name.")
  }

  @Test func `exit statuses tell requests, wrong usage and failures apart`() {
    struct Failure: Error {}
    #expect(exitCode("chat", "--bogus") == .validationFailure)
    #expect(exitCode("chat", "--help") == .success)
    #expect(exitCode("--version") == .success)
    #expect(Dogear.exitCode(for: Failure()) == .failure)
    #expect(Dogear.exitCode(for: ExitCode(3)) == ExitCode(3))
    #expect(Dogear.exitCode(for: CleanExit.message("done")) == .success)
    #expect(Dogear.fullMessage(for: ExitCode(3), columns: 80) == "")
    #expect(Dogear.fullMessage(for: Failure(), columns: 80) == "Error: Failure()")
    #expect(ExitCode.validationFailure.rawValue == 64)
  }

  private func exitCode(_ arguments: String...) -> ExitCode? {
    do {
      _ = try Dogear.parseAsRoot(arguments)
      return nil
    } catch {
      return Dogear.exitCode(for: error)
    }
  }
}
