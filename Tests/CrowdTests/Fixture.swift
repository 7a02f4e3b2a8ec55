import ChatModel
import Foundation

@testable import Crowd

/// The world and the conversations of the demo, as shipped.
enum Fixture {
  static let seed: UInt64 = 42
  static let world = World(seed: seed)

  /// The files of `Assets/conversations`, by name.
  static func files() throws -> [String: String] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(
      path: "../../Assets/conversations")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter {
      $0.hasSuffix(".txt")
    }
    return try Dictionary(
      uniqueKeysWithValues: names.map { name in
        (name, try String(contentsOf: folder.appending(path: name), encoding: .utf8))
      })
  }

  static func script() throws -> Script {
    try Script(files: files(), world: world)
  }

  static func engine(
    run: UInt64 = 1, seed: UInt64 = Fixture.seed, perMinute: Double = CrowdRate.usual.perMinute
  ) throws -> CrowdEngine {
    let world = World(seed: seed)
    return CrowdEngine(
      world: world, script: try Script(files: files(), world: world), seed: seed, run: run,
      rate: CrowdRate(perMinute: perMinute))
  }

  static func history() throws -> CrowdHistory {
    CrowdHistory(world: world, script: try script(), seed: seed)
  }

  /// What the server would make of an event.
  static func message(_ event: MessageEvent, seq: Seq) -> Message {
    Message(
      channel: event.channel, seq: seq, id: event.id, author: event.author,
      sentAt: Timestamp(milliseconds: 0), body: event.body)
  }

  /// A message of a person.
  static func message(_ body: String, by author: String, in channel: String, seq: Seq) -> Message {
    Message(
      channel: ChannelID(stored: channel), seq: seq, id: "terminal-\(author)-\(channel)-\(seq)",
      author: UserID(stored: author), sentAt: Timestamp(milliseconds: 0), body: body)
  }
}

/// An engine with a server that numbers at once and tells it what was said.
struct Simulation {
  var engine: CrowdEngine
  var heads: [ChannelID: Seq] = [:]
  var posts: [(at: Duration, event: MessageEvent)] = []
  var reads: [(at: Duration, event: ReceiptEvent)] = []
  var changes: [(at: Duration, event: MessageEvent)] = []
  var typing: [(at: Duration, key: UserChannel)] = []

  init(_ engine: CrowdEngine) {
    self.engine = engine
  }

  /// Steps at every deadline, but no oftener than every 10 ms, until `end`.
  mutating func run(from start: Duration = .zero, until end: Duration) {
    var now = start
    while now <= end {
      for action in engine.next(at: now) {
        switch action {
        case .post(let event):
          posts.append((now, event))
          heads[event.channel, default: 0] += 1
          engine.heard(Fixture.message(event, seq: heads[event.channel, default: 0]))
        case .change(let event): changes.append((now, event))
        case .read(let event): reads.append((now, event))
        case .typing(let key): typing.append((now, key))
        }
      }
      now = max(now + .milliseconds(10), engine.nextDeadline ?? end)
    }
  }

  /// A person writes.
  mutating func says(_ body: String, by author: String, in channel: String) {
    let id = ChannelID(stored: channel)
    heads[id, default: 0] += 1
    engine.heard(Fixture.message(body, by: author, in: channel, seq: heads[id, default: 0]))
  }
}
