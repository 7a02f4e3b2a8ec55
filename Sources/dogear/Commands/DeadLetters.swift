import Arguments
import Canvas
import ChatModel
import Foundation
import Measure

/// `dogear dead-letters`: what the server could not apply, and what to do about it.
struct DeadLetters: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dead-letters",
    abstract: "Look at the events that the server could not apply, and try them again or forget them.",
    discussion: """
      An event that can never be applied, such as a message by somebody who is no member, is kept with the reason. When \
      the reason is gone, it can be tried again. An event that was applied after all changes nothing, unless it is an \
      edit: that takes back the edits after it.
      """,
    subcommands: [ListLetters.self, ShowLetter.self, RetryLetters.self, DiscardLetters.self],
    examples: [
      CommandExample("dogear dead-letters list", "How many there are for each reason, and the newest."),
      CommandExample("dogear dead-letters retry --reason 'not a member'", "Once they have been added."),
    ])
}

/// `dogear dead-letters list`.
struct ListLetters: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Say how many there are for each reason, and list the newest.",
    examples: [
      CommandExample(
        "dogear dead-letters list --last 100", "The newest hundred, below a count for each reason."),
      CommandExample("dogear dead-letters list --json", "All of them, an object a line."),
    ])

  @OptionGroup var connection: ConnectionOptions

  @Option(help: ArgumentHelp("List so many of the newest.", valueName: "n"))
  var last = 20

  @Flag(help: "Print a JSON object for each, all of them.")
  var json = false

  func validate() throws {
    guard last >= 0 else { throw ValidationError("--last must not be negative") }
  }

  func run() async throws {
    let letters = try await DeadLetterLog(backends: Backends(try connection.resolve())).box().waiting
    if json {
      for letter in letters { print(try letter.jsonLine()) }
      return
    }
    guard !letters.isEmpty else { return print("no dead letters") }
    let reasons = Dictionary(grouping: letters, by: \.reason).map { ($0.key, $0.value.count) }
      .sorted { ($1.1, $0.0) < ($0.1, $1.0) }
    print(TextTable(head: ["count", "reason"], rows: reasons.map { ["\($0.1)", $0.0] }).text)
    guard last > 0 else { return }
    print()
    print(
      TextTable(
        head: ["number", "where it stood", "reason", "event"],
        rows: letters.suffix(last).map {
          ["\($0.number)", $0.place, $0.reason, String($0.event.prefix(60))]
        }
      ).text)
  }
}

/// `dogear dead-letters show NUMBER`.
struct ShowLetter: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Print one of them wholly.",
    examples: [
      CommandExample("dogear dead-letters show 17", "Its place in the log, the reason, and its text.")
    ])

  @OptionGroup var connection: ConnectionOptions

  @Argument(help: "Its number in the list.")
  var number: Int

  func run() async throws {
    let log = DeadLetterLog(backends: try Backends(try connection.resolve()))
    guard let record = try await log.record(Int64(number)) else {
      throw DeadLetterBox.Unknown(number: Int64(number))
    }
    for header in record.headers {
      print(Sanitizer.line("\(header.name): \(String(decoding: header.value, as: UTF8.self))"))
    }
    if let key = record.key { print(Sanitizer.line("key: \(String(decoding: key, as: UTF8.self))")) }
    print(Sanitizer.line(String(decoding: record.value ?? [], as: UTF8.self)))
  }
}

/// Which letters are meant.
struct LetterChoice: ParsableArguments {
  @Argument(help: ArgumentHelp("Their numbers in the list.", valueName: "number"))
  var numbers: [Int] = []

  @Option(help: "Those whose reason contains these words.")
  var reason: String?

  @Flag(help: "All of them.")
  var all = false

  func validate() throws {
    guard !numbers.isEmpty || reason != nil || all else {
      throw ValidationError("say which: numbers of the list, --reason, or --all")
    }
  }

  /// Deals with them.
  /// - Returns: How many were dealt with, and the numbers of those that cannot be.
  func settle(
    _ settlement: DeadLetterBox.Settlement, over connection: ConnectionOptions
  ) async throws -> (settled: Int, impossible: [Int64]) {
    let log = DeadLetterLog(backends: try Backends(try connection.resolve()))
    let letters = try await log.box().chosen(numbers.map(Int64.init), reason: reason, all: all)
    let impossible = try await log.settle(letters, settlement)
    return (letters.count - impossible.count, impossible)
  }
}

/// `dogear dead-letters retry`.
struct RetryLetters: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "retry", abstract: "Append events to their topics again.",
    discussion: "The server decides anew. What it refuses again comes back as another dead letter.",
    examples: [
      CommandExample("dogear dead-letters retry --reason 'not a member'", "Once they have been added.")
    ])

  @OptionGroup var connection: ConnectionOptions
  @OptionGroup var choice: LetterChoice

  func run() async throws {
    let (settled, impossible) = try await choice.settle(.retried, over: connection)
    print("\(settled) tried again")
    guard impossible.isEmpty else {
      print(
        "\(impossible.count) cannot be, as they were cut or are of another topic: "
          + impossible.prefix(20).map { "\($0)" }.joined(separator: ", "))
      throw ExitCode(1)
    }
  }
}

/// `dogear dead-letters discard`.
struct DiscardLetters: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "discard",
    abstract: "Take them off the list. The log keeps them for as long as it keeps anything.",
    examples: [
      CommandExample("dogear dead-letters discard 17 18", "Two of them, by their numbers in the list.")
    ])

  @OptionGroup var connection: ConnectionOptions
  @OptionGroup var choice: LetterChoice

  func run() async throws {
    print("\(try await choice.settle(.discarded, over: connection).settled) discarded")
  }
}
