import Arguments
import ChatModel
import ChatServer
import Foundation
import Measure

/// `dogear verify` looks for wrong counts.
struct Verify: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Recompute every count and compare it with Redis and with the snapshots.",
    discussion: """
      Events still in the log are no difference: it waits until they are consumed. Exits with 1 if any count is wrong.
      """,
    examples: [
      CommandExample("dogear verify", "A table of differences, if there are any."),
      CommandExample("dogear verify --json", "The same for programs."),
    ])

  @OptionGroup var connection: ConnectionOptions

  @Flag(help: "Print one JSON object.")
  var json = false

  @Option(help: "How long to wait for events in the log, and to keep looking at differences.")
  var patience: Duration = .seconds(30)

  func run() async throws {
    let backends = try Backends(try connection.resolve())
    let store = backends.store(name: "dogear-verify", connections: 1)
    let progress = backends.progress(try backends.admin())
    let verifier = Verifier(
      truth: store, counters: backends.counters(name: "dogear-verify", loading: false), snapshots: store,
      logs: [progress.messages, progress.receipts])
    let quiet = json
    let result = try await verifier.run(patience: patience) { sentence in
      if !quiet { print(sentence) }
    }
    print(json ? try object(result) : table(result))
    if !result.differences.isEmpty { throw ExitCode(1) }
  }

  private func table(_ result: VerificationResult) -> String {
    guard !result.differences.isEmpty else { return "\(result.compared) counts compared, 0 differences" }
    let head = ["user", "channel", "where", "expected", "found"]
    let rows = result.differences.map { difference in
      [
        "\(difference.key.user)", "\(difference.key.channel)", difference.place.rawValue,
        "\(difference.expected)", difference.found.map { "\($0)" } ?? "nothing",
      ]
    }
    return TextTable(head: head, rows: rows).text
      + "\n\(result.compared) counts compared, \(result.differences.count) differences"
  }

  private struct Report: Encodable {
    struct Counts: Encodable {
      let unread: Int
      let mentions: Int
    }
    struct Entry: Encodable {
      let user: String
      let channel: String
      let place: String
      let expected: Counts
      let found: Counts?
    }
    let compared: Int
    let differences: [Entry]
  }

  private func object(_ result: VerificationResult) throws -> String {
    func counts(_ badge: Badge) -> Report.Counts {
      Report.Counts(unread: badge.unread, mentions: badge.mentions)
    }
    let entries = result.differences.map { difference in
      Report.Entry(
        user: difference.key.user.rawValue, channel: difference.key.channel.rawValue,
        place: difference.place.rawValue, expected: counts(difference.expected),
        found: difference.found.map(counts))
    }
    return try Report(compared: result.compared, differences: entries).jsonLine()
  }
}
