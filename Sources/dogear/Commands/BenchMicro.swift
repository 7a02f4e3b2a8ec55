import Arguments
import Bench
import Measure

/// `dogear bench micro`: the hot pieces by themselves, so that a regression can be seen.
struct BenchMicro: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "micro",
    abstract: "Measure the hot pieces of the code by themselves.",
    discussion: """
      Each runs in rounds of at least 50 ms, in one thread and without services. The fastest round says what the code can \
      do, the middle one how calm the machine was.
      """,
    examples: [
      CommandExample("dogear bench micro", "All pieces."),
      CommandExample("dogear bench micro --filter receipt", "Those with \"receipt\" in their name."),
    ])

  @Option(help: ArgumentHelp("Only the pieces whose name contains this.", valueName: "text"))
  var filter: String?

  @Option(help: ArgumentHelp("How many rounds each piece gets.", valueName: "n"))
  var rounds = 11

  func validate() throws {
    guard (1...1_000).contains(rounds) else { throw ValidationError("--rounds must be 1 to 1000") }
  }

  func run() async throws {
    let pieces = MicroPieces.all.filter { piece in
      filter.map { piece.name.localizedCaseInsensitiveContains($0) } ?? true
    }
    guard !pieces.isEmpty else {
      let names = MicroPieces.all.map(\.name).joined(separator: "; ")
      throw ValidationError("no piece has \"\(filter ?? "")\" in its name: there are \(names)")
    }
    print(MachineFacts.here.line)
    let rows = pieces.map { piece in
      let figures = piece.run(rounds: rounds)
      return [figures.name, Self.time(figures.minimum), Self.time(figures.median)]
    }
    print(TextTable(head: ["ns an operation", "fastest", "median"], rows: rows).text)
  }

  private static func time(_ nanoseconds: Double) -> String {
    nanoseconds < 100 ? "\((nanoseconds * 10).rounded() / 10)" : "\(Int(nanoseconds.rounded()))"
  }
}
