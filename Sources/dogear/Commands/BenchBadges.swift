import Arguments
import Glibc
import Measure

/// `dogear bench badges`: how soon a badge can be seen.
struct BenchBadges: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "badges",
    abstract: "Measure post to badge, and one terminal's scroll to the other's badge.",
    discussion: """
      Through the whole path: Kafka, server, PostgreSQL, Redis, notice, badge read again, frame drawn. Two clients of one \
      user run in this process, each as it runs on a terminal, and the time is that of the frame in which the badge is. \
      A post counts from when it was due, not from when it was sent; a scroll counts from the frame in which the \
      scrolling terminal itself shows the message as read, and from its key, which includes the 300 ms that a message \
      must be in view. The load is receipts of other people. Takes about a minute for each load.
      """,
    examples: [
      CommandExample("dogear bench badges", "Quiet, under 5,000 and under 20,000 receipts a second."),
      CommandExample("dogear bench badges --receipts 0 --posts 1000", "Only quiet, but longer."),
    ])

  @OptionGroup var options: BenchOptions
  @OptionGroup var log: LogOptions

  @Option(help: ArgumentHelp("Receipts a second of others; 0 is quiet.", valueName: "list"))
  var receipts = CountList(0, 5_000, 20_000)

  @Option(help: ArgumentHelp("How many posts are measured under each load, ten a second.", valueName: "n"))
  var posts = 300

  @Option(help: ArgumentHelp("How many lines are scrolled under each load.", valueName: "n"))
  var scrolls = 60

  @Option(help: ArgumentHelp("How many people read, in ten channels each.", valueName: "n"))
  var readers = 2_000

  @Option(
    help: ArgumentHelp(
      "Start the Apache Kafka in this directory. Without it, an in-process broker serves, in memory.",
      valueName: "path"), environment: "KAFKA_HOME")
  var kafkaHome: String?

  func validate() throws {
    try check("receipts", receipts.counts, in: 0...1_000_000)
    try check("posts", [posts], in: 1...10_000)
    try check("scrolls", [scrolls], in: 1...1_000)
    try check("readers", [readers], in: 1...1_000_000)
  }

  func run() async throws {
    let settings = [
      Fact("receipts/s", receipts.words), Fact("posts", posts), Fact("scrolls", scrolls),
      Fact("readers", readers),
    ]
    let bench = BadgeBench(
      loads: receipts.counts, posts: posts, scrolls: scrolls, readers: readers, kafkaHome: kafkaHome,
      seed: UInt64(options.seed))
    let folder = try BenchFolder()
    try await options.run("Dogear bench: badges", log, settings: settings) { head, steps in
      // What the clients would keep belongs to a stack that is gone afterwards. Nothing else runs in this process yet.
      setenv("XDG_STATE_HOME", folder.path, 1)
      return try await BenchStack.withServer(kafkaHome: kafkaHome, isQuiet: options.json) { host in
        try await bench.measure(head, on: host, steps)
      }
    }
  }
}
