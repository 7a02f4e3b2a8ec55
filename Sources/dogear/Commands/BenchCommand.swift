import Arguments

/// `dogear bench`: figures that can be measured again.
struct BenchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench",
    abstract: "Measure Dogear, beside others where there are any.",
    discussion: "Everything runs on a throwaway stack. Figures are only worth comparing within one run.",
    subcommands: [
      BenchScreen.self, BenchFanOut.self, BenchBadges.self, BenchPosts.self, BenchRebuild.self,
      BenchGrowth.self,
    ],
    examples: [CommandExample("dogear bench screen", "The client beside irssi and weechat.")])
}
