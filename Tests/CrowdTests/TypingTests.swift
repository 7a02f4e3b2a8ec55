import ChatModel
import Testing

@testable import Crowd

@Suite("Typing")
struct TypingTests {
  private let lead = Duration.milliseconds(1_300)...Duration.milliseconds(2_000)

  @Test("Who answers is seen typing a second or two before", arguments: 0..<10 as Range<UInt64>)
  func answers(run: UInt64) throws {
    for channel in ["dm.alice.carol", "incidents"] {
      var simulation = Simulation(try Fixture.engine(run: run, perMinute: 0))
      simulation.says("is anybody awake?", by: "alice", in: channel)
      simulation.run(until: .seconds(10))
      let typing = try #require(simulation.typing.first)
      let answer = try #require(simulation.posts.first)
      #expect(simulation.typing.count == 1)
      #expect(typing.key == UserChannel(answer.event.author, answer.event.channel))
      #expect(lead.contains(answer.at - typing.at), "run \(run), \(channel)")
    }
  }

  @Test("Before whatever is said in a direct chat somebody is seen typing there, and nowhere else unasked")
  func direct() throws {
    var simulation = Simulation(try Fixture.engine(perMinute: 120))
    simulation.run(until: .seconds(900))
    let direct = simulation.posts.filter(\.event.channel.isDirect)
    #expect(direct.count >= 5)
    for (at, event) in direct {
      #expect(
        simulation.typing.contains {
          $0.key == UserChannel(event.author, event.channel) && lead.contains(at - $0.at)
        }, "\(event)")
    }
    #expect(simulation.typing.allSatisfy { $0.key.channel.isDirect })
    #expect(simulation.typing.count - direct.count <= 1)
  }

  @Test("A conversation keeps its order")
  func order() throws {
    var simulation = Simulation(try Fixture.engine(perMinute: 600))
    simulation.run(until: .seconds(900))
    for (channel, posts) in Dictionary(grouping: simulation.posts, by: \.event.channel) where channel.isDirect
    {
      let typing = simulation.typing.filter { $0.key.channel == channel }
      #expect(posts.map(\.event.author) == typing.prefix(posts.count).map(\.key.user))
      for (post, typing) in zip(posts, typing) { #expect(lead.contains(post.at - typing.at)) }
    }
  }

  @Test("Under load nobody is seen typing, but what is said is the same kind of talk")
  func load() throws {
    var simulation = Simulation(try Fixture.engine(perMinute: 601))
    simulation.says("is anybody awake?", by: "alice", in: "incidents")
    simulation.run(until: .seconds(120))
    #expect(simulation.typing.isEmpty)
    #expect(simulation.posts.contains { $0.event.channel.isDirect })
    #expect(simulation.posts.contains { $0.event.body.hasPrefix("@alice ") })
  }

  @Test("Who pauses the crowd pauses what is being typed, and it is said afterwards")
  func pause() throws {
    var simulation = Simulation(try Fixture.engine())
    var now: Duration = .zero
    while simulation.typing.isEmpty, now < .seconds(300) {
      simulation.run(from: now, until: now + .milliseconds(100))
      now += .milliseconds(100)
    }
    let key = try #require(simulation.typing.first).key
    simulation.engine.rate = CrowdRate(perMinute: 0)
    let before = simulation.posts.count
    simulation.run(from: now, until: now + .seconds(30))
    #expect(simulation.posts.count == before)
    simulation.engine.rate = .usual
    simulation.run(from: now + .seconds(30), until: now + .seconds(32))
    #expect(simulation.posts.contains { UserChannel($0.event.author, $0.event.channel) == key })
  }

  @Test("Nobody types for a person who has taken over")
  func takenOver() throws {
    var simulation = Simulation(try Fixture.engine(perMinute: 0))
    simulation.says("hi carol", by: "alice", in: "dm.alice.carol")
    simulation.says("I am here myself", by: "carol", in: "random")
    simulation.run(until: .seconds(20))
    #expect(!simulation.typing.contains { $0.key.user.rawValue == "carol" })
    #expect(!simulation.posts.contains { $0.event.author.rawValue == "carol" })
  }

  @Test("A step that comes too late says what is due without a show")
  func lateStep() throws {
    var engine = try Fixture.engine(perMinute: 0)
    engine.heard(Fixture.message("hello?", by: "alice", in: "dm.alice.carol", seq: 1))
    let actions = engine.next(at: .seconds(60))
    #expect(actions.contains { if case .post = $0 { true } else { false } })
    #expect(!actions.contains { if case .typing = $0 { true } else { false } })
  }
}
