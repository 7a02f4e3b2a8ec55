import ChatModel
import Testing

@testable import Crowd

@Suite("Answers")
struct ReplyTests {
  /// What the crowd answers within ten seconds after `body`, itself paused.
  private func answers(
    to body: String, by author: String = "alice", in channel: String, run: UInt64 = 1
  ) throws -> [(at: Duration, event: MessageEvent)] {
    var simulation = Simulation(try Fixture.engine(run: run, perMinute: 0))
    simulation.says(body, by: author, in: channel)
    simulation.run(until: .seconds(10))
    return simulation.posts
  }

  @Test("A member of the channel answers within 2 to 6 seconds and names the author", arguments: 0..<10)
  func answers(run: Int) throws {
    let answers = try answers(to: "is anybody awake?", in: "incidents", run: UInt64(run))
    let answer = try #require(answers.first)
    #expect(answers.count == 1)
    #expect((Duration.seconds(2)...Duration.seconds(6.1)).contains(answer.at))
    #expect(answer.event.channel.rawValue == "incidents")
    #expect(answer.event.body.hasPrefix("@alice "))
    #expect(Fixture.world.channel(answer.event.channel)?.cast.contains(answer.event.author) == true)
  }

  @Test("Whoever is named answers")
  func named() throws {
    let carol = UserID(stored: "carol")
    #expect(try answers(to: "thanks @carol", in: "oncall-eu").map(\.event.author) == [carol])
  }

  @Test("Keywords choose the kind of answer", arguments: ["deploy", "lag", "hello", "thanks", "coffee"])
  func keywords(word: String) throws {
    let rule = try #require(ReplyBook.usual.rules.first { $0.keywords.contains(word) })
    let body = try #require(try answers(to: "So, \(word.uppercased())!", in: "backend").first).event.body
    #expect(rule.answers.contains { body == "@alice \($0)" })
  }

  @Test("In a direct chat the other side answers", arguments: ["bob", "carol", "erin"])
  func direct(peer: String) throws {
    let answers = try answers(to: "there?", in: "dm.alice.\(peer)")
    #expect(answers.map(\.event.author.rawValue) == [peer])
  }

  @Test("A whole burst of messages gets one answer in each channel")
  func burst() throws {
    var simulation = Simulation(try Fixture.engine(perMinute: 0))
    for number in 0..<50 {
      simulation.says("line \(number)", by: "alice", in: "random")
      simulation.says("line \(number)", by: "alice", in: "general")
    }
    simulation.run(until: .seconds(60))
    #expect(simulation.posts.count == 2)
  }

  @Test("Two crowds do not answer each other, however long they listen")
  func noStorm() throws {
    var one = Simulation(try Fixture.engine(run: 1))
    one.run(until: .seconds(60))
    var other = Simulation(try Fixture.engine(run: 2, perMinute: 0))
    var heads: [ChannelID: Seq] = [:]
    for (_, event) in one.posts {
      heads[event.channel, default: 0] += 1
      other.engine.heard(Fixture.message(event, seq: heads[event.channel, default: 0]))
    }
    other.run(until: .seconds(60))
    #expect(other.posts.isEmpty)
  }

  @Test("A message that is told twice is answered once")
  func repeated() throws {
    var simulation = Simulation(try Fixture.engine(perMinute: 0))
    let message = Fixture.message("hi", by: "alice", in: "music", seq: 9)
    simulation.heads[message.channel] = 9
    simulation.engine.heard(message)
    simulation.run(until: .seconds(20))
    simulation.engine.heard(message)
    simulation.run(from: .seconds(20), until: .seconds(40))
    #expect(simulation.posts.count == 1)
  }

  @Test("Nobody answers where only bots write, nor in channels that are not the demo's")
  func readOnly() throws {
    #expect(try answers(to: "hello?", in: "release").isEmpty)
    #expect(try answers(to: "hello?", in: "elsewhere").isEmpty)
  }

  @Test("The crowd falls silent for a user once a person writes as them")
  func personWrites() throws {
    var simulation = Simulation(try Fixture.engine(perMinute: 0))
    simulation.says("it is me, really", by: "bob", in: "random")
    simulation.says("hi bob", by: "alice", in: "dm.alice.bob")
    simulation.run(until: .seconds(20))
    #expect(!simulation.posts.contains { $0.event.author.rawValue == "bob" })
  }

  @Test("The crowd falls silent for the second demo user once a person reads as them")
  func personReads() throws {
    var simulation = Simulation(try Fixture.engine(perMinute: 0))
    let chat = ChannelID(stored: "dm.alice.bob")
    simulation.says("hi bob", by: "alice", in: chat.rawValue)
    simulation.engine.saw(UserChannel(UserID(stored: "bob"), chat), position: 1)
    simulation.run(until: .seconds(20))
    #expect(simulation.posts.isEmpty)
  }

  @Test("Who asked the demo user says thanks for the answer")
  func asked() throws {
    var simulation = Simulation(try Fixture.engine())
    let me = Fixture.world.me
    var now: Duration = .zero
    while !simulation.posts.contains(where: { Mentions(in: $0.event.body).users.contains(me) }),
      now < .seconds(300)
    {
      simulation.run(from: now, until: now + .seconds(1))
      now += .seconds(1)
    }
    let question = try #require(simulation.posts.last { Mentions(in: $0.event.body).users.contains(me) })
      .event
    guard question.author.rawValue != "train" else { return }
    simulation.says("yes", by: "alice", in: question.channel.rawValue)
    simulation.run(from: now, until: now + .seconds(10))
    let answer = try #require(simulation.posts.last { $0.event.body.hasPrefix("@alice ") }).event
    #expect(answer.author == question.author)
    #expect(ReplyBook.usual.toAnswers.contains { answer.body == "@alice \($0)" })
  }
}
