import Arguments

/// `dogear bench`: figures that can be measured again.
struct BenchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench",
    abstract: "Measure Dogear, beside others where there are any.",
    discussion: "Everything runs on a throwaway stack. Figures are only worth comparing within one run.",
    subcommands: [
      BenchScreen.self, BenchPatterns.self, BenchFanOut.self, BenchBadges.self, BenchPosts.self,
      BenchRebuild.self, BenchGrowth.self, BenchMicro.self, BenchPatternsPart.self,
    ],
    examples: [
      CommandExample("dogear bench screen", "The client beside irssi and weechat."),
      CommandExample("dogear bench patterns", "Four ways to record receipts, side by side."),
      CommandExample("dogear bench fanout", "One message to many, beside ZINCRBY."),
    ])
}

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
