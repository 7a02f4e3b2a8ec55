import ChatModel
import Testing

@testable import Crowd

@Suite("The history")
struct CrowdHistoryTests {
  private let now = Timestamp(milliseconds: 1_900_000_000_000)

  private func heads(_ messages: [(MessageEvent, Timestamp)]) -> [ChannelID: Seq] {
    messages.reduce(into: [:]) { $0[$1.0.channel, default: 0] += 1 }
  }

  @Test("Every channel has a history of a sensible length within the last days")
  func lengths() throws {
    let messages = try Fixture.history().messages(now: now)
    let heads = heads(messages)
    for channel in Fixture.world.channels {
      let expected: ClosedRange<Seq> = channel.id.isDirect ? 8...20 : 20...120
      #expect(
        expected.contains(heads[channel.id, default: 0]), "\(channel.id): \(heads[channel.id, default: 0])")
    }
    #expect(messages.allSatisfy { $0.1 < now && $0.1.milliseconds > now.milliseconds - 7 * 86_400_000 })
  }

  @Test("Messages come in order of time, strictly in each channel, with unique ids")
  func order() throws {
    let messages = try Fixture.history().messages(now: now)
    #expect(zip(messages, messages.dropFirst()).allSatisfy { $0.1 <= $1.1 })
    for (_, own) in Dictionary(grouping: messages, by: { $0.0.channel }) {
      #expect(zip(own, own.dropFirst()).allSatisfy { $0.1 < $1.1 })
    }
    #expect(Set(messages.map(\.0.id)).count == messages.count)
  }

  @Test("It follows from the seed, and its ids differ from those of a run")
  func deterministic() throws {
    let messages = try Fixture.history().messages(now: now)
    let again = try Fixture.history().messages(now: now)
    #expect(messages.map(\.0) == again.map(\.0))
    var simulation = Simulation(try Fixture.engine(perMinute: 6_000))
    simulation.run(until: .seconds(30))
    #expect(Set(messages.map(\.0.id)).isDisjoint(with: simulation.posts.map(\.event.id)))
  }

  @Test("Only members speak, and they mention only users")
  func members() throws {
    let members = Set(Fixture.world.memberships)
    let users = Set(Fixture.world.users)
    for (event, _) in try Fixture.history().messages(now: now) {
      #expect(members.contains(UserChannel(event.author, event.channel)), "\(event)")
      #expect(users.isSuperset(of: Mentions(in: event.body).users), "\(event)")
    }
  }

  @Test("What is played live at first was not told as history")
  func noRepetition() throws {
    let world = Fixture.world
    var random = SplitMix(seed: 1)
    let script = try Fixture.script()
    var deck = CrowdHistory(world: world, script: script, seed: Fixture.seed).deckAfter
    let told = Set(try Fixture.history().messages(now: now).map(\.0.body))
    for channel in world.channels where !channel.id.isDirect {
      let scene = try #require(deck.draw(.chat, for: channel.id, using: &random) { _, _ in true })
      let fixed = scene.turns.filter { turn in
        turn.text.pieces.allSatisfy { if case .text = $0 { true } else { false } }
      }
      let bodies = fixed.map { $0.text.filled { _ in "" } }.filter { $0.count > 25 }
      #expect(told.isDisjoint(with: bodies), "\(scene.file):\(scene.line)")
    }
  }

  @Test("First reads are valid and leave the demo user a few channels unread, one beyond a screen")
  func initialReads() throws {
    let world = Fixture.world
    let members = Set(world.memberships)
    let history = try Fixture.history()
    let messages = history.messages(now: now)
    let heads = heads(messages)
    let reads = history.initialReads(heads: heads)
    #expect(reads.allSatisfy { members.contains($0.key) })
    #expect(
      reads.allSatisfy { $0.kind == .read && $0.seq >= 1 && $0.seq <= heads[$0.key.channel, default: 0] })
    let own = reads.filter { $0.key.user == world.me }
    #expect(own.count == world.channels.count)
    let unread = own.map { heads[$0.key.channel, default: 0] - $0.seq }
    #expect((4...8).contains(unread.count { $0 > 0 }))
    #expect(unread.contains { $0 > 50 })

    let incidents = ChannelID(stored: "incidents")
    let position = try #require(own.first { $0.key.channel == incidents }).seq
    let rest = messages.filter { $0.0.channel == incidents }.dropFirst(Int(position))
    #expect(rest.contains { Mentions(in: $0.0.body).users.contains(world.me) })
  }

  @Test("Channels without messages get no receipts")
  func empty() throws {
    let history = try Fixture.history()
    #expect(history.initialReads(heads: [:]).isEmpty)
    let general = ChannelID(stored: "general")
    #expect(!history.initialReads(heads: [general: 3]).contains { $0.key.user == Fixture.world.me })
  }
}
