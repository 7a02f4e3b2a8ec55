import ChatModel
import Testing

@testable import Crowd

@Suite("The crowd")
struct CrowdEngineTests {
  @Test("Seed and run decide everything that is said")
  func deterministic() throws {
    func posts(run: UInt64, seed: UInt64) throws -> [MessageEvent] {
      var simulation = Simulation(try Fixture.engine(run: run, seed: seed))
      simulation.run(until: .seconds(60))
      return simulation.posts.map(\.event)
    }
    let one = try posts(run: 1, seed: 5)
    #expect(try one == posts(run: 1, seed: 5))
    #expect(try one.map(\.body) != posts(run: 1, seed: 6).map(\.body))
    let other = try posts(run: 2, seed: 5)
    #expect(Set(one.map(\.id)).isDisjoint(with: other.map(\.id)))
    #expect(Set(one.map(\.id)).count == one.count)
  }

  @Test("Over time the rate is kept", arguments: [6, 60, 600, 6_000])
  func rate(perMinute: Double) throws {
    var simulation = Simulation(try Fixture.engine(perMinute: perMinute))
    let minutes = max(1, 900 / perMinute)
    simulation.run(until: .seconds(60 * minutes))
    let expected = perMinute * minutes
    #expect(abs(Double(simulation.posts.count) - expected) < expected * 0.15)
  }

  @Test("The highest rate is kept as well, if it is stepped a hundred times a second")
  func load() throws {
    var simulation = Simulation(try Fixture.engine(perMinute: CrowdRate.most))
    simulation.run(until: .seconds(1))
    #expect((1_500...1_850).contains(simulation.posts.count))
  }

  @Test("A changed rate applies at once, and a paused crowd is silent")
  func changes() throws {
    var simulation = Simulation(try Fixture.engine(perMinute: 6))
    simulation.run(until: .seconds(30))
    simulation.engine.rate = CrowdRate(perMinute: 0)
    let before = simulation.posts.count
    simulation.run(from: .seconds(30), until: .seconds(90))
    #expect(simulation.posts.count == before)
    simulation.run(from: .seconds(90), until: .seconds(95))
    #expect(simulation.engine.nextDeadline == nil)
    simulation.engine.rate = CrowdRate(perMinute: 600)
    simulation.run(from: .seconds(95), until: .seconds(97))
    #expect(simulation.posts.count - before >= 10)
  }

  @Test("After an hour's sleep the crowd does not say an hour's worth")
  func catchUp() throws {
    var engine = try Fixture.engine(perMinute: 600)
    _ = engine.next(at: .zero)
    #expect(engine.next(at: .seconds(3_600)).count < 40)
  }

  @Test("Within ten seconds several channels are active", arguments: 0..<20 as Range<UInt64>)
  func severalChannels(run: UInt64) throws {
    var simulation = Simulation(try Fixture.engine(run: run))
    simulation.run(until: .seconds(10))
    #expect(Set(simulation.posts.map(\.event.channel)).count >= 3, "run \(run)")
  }

  @Test("Only members speak, never as a demo user, and they mention only users")
  func membersOnly() throws {
    let world = Fixture.world
    let users = Set(world.users)
    let members = Set(world.memberships)
    var simulation = Simulation(try Fixture.engine(perMinute: 3_000))
    simulation.run(until: .seconds(60))
    for (_, event) in simulation.posts {
      #expect(members.contains(UserChannel(event.author, event.channel)), "\(event)")
      #expect(event.author != world.me && event.author != world.second, "\(event)")
      #expect(users.isSuperset(of: Mentions(in: event.body).users), "\(event)")
      #expect(!event.body.contains("{a}") && event.body.utf8.count <= EventFormat.mostBodyBytes)
    }
  }

  @Test("The demo user is asked something every couple of minutes, and written to directly")
  func calls() throws {
    var simulation = Simulation(try Fixture.engine())
    simulation.run(until: .seconds(900))
    let me = Fixture.world.me
    let mentions = simulation.posts.filter { Mentions(in: $0.event.body).users.contains(me) }
    #expect((5...16).contains(mentions.count))
    let direct = simulation.posts.filter(\.event.channel.isDirect)
    #expect((5...30).contains(direct.count))
  }

  @Test("Regulars read along, a few at a time, up to what was said, and never for a person")
  func readsAlong() throws {
    let world = Fixture.world
    let members = Set(world.memberships)
    var simulation = Simulation(try Fixture.engine(perMinute: 600))
    simulation.run(until: .seconds(30))
    #expect(simulation.reads.count > 100)
    #expect(simulation.reads.count <= 30 * ReadAlong.mostPerSecond + 1)
    for (_, event) in simulation.reads {
      #expect(event.seq <= simulation.heads[event.key.channel, default: 0])
      #expect(members.contains(event.key))
      #expect(event.key.user != world.me && event.key.user != world.second)
    }
  }

  @Test("The rate steps up and down within its bounds")
  func steps() {
    var rate = CrowdRate.usual
    for _ in 0..<20 { rate = rate.faster() }
    #expect(rate.perMinute == CrowdRate.most)
    for _ in 0..<20 { rate = rate.slower() }
    #expect(rate.isPaused)
    #expect(rate.faster().perMinute > 0)
    #expect(CrowdRate.usual.faster().slower() == .usual)
    #expect(CrowdRate(perMinute: -1).isPaused)
    #expect(CrowdRate(perMinute: .nan).isPaused)
    #expect(CrowdRate(perMinute: .infinity).perMinute == CrowdRate.most)
  }
}
