import Arguments

/// `dogear bench patterns-part`: what `dogear bench patterns` starts to be able to kill it.
struct BenchPatternsPart: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "patterns-part", abstract: "A process of `dogear bench patterns`; not for people.",
    shouldDisplay: false)

  @OptionGroup var log: LogOptions

  @Argument(help: "What to do, as JSON.")
  var job: String

  func run() async throws {
    try log.start()
    try await PatternPart(try PatternJob(argument: job)).run()
  }
}
