import ChatModel
import Testing

@testable import Simulation

@Suite struct PopulationTests {
  private func plan(users: Int = 300, channels: Int = 40, seed: UInt64 = 1) -> WorldPlan {
    var plan = WorldPlan()
    (plan.users, plan.channels, plan.seed) = (users, channels, seed)
    return plan
  }

  @Test(arguments: [(2, 1, 2), (2, 50, 80), (300, 40, 3_000), (5_000, 7, 20_000), (1_000, 1_000, 10_000)])
  func sizesFallAndSumUpToWhatWasAskedFor(users: Int, channels: Int, memberships: Int) {
    for exponent in [0, 0.5, 1, 2] {
      let sizes = ChannelSizes(users: users, channels: channels, exponent: exponent, memberships: memberships)
        .sizes
      #expect(sizes.count == channels)
      #expect(sizes == sizes.sorted(by: >))
      #expect(sizes.allSatisfy { (2...users).contains($0) })
      // Two is the least that a channel has, and everybody the most.
      let possible = min(max(memberships, 2 * channels), users * channels)
      #expect(abs(sizes.reduce(0, +) - possible) <= channels, "\(sizes.reduce(0, +)) for \(possible)")
    }
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func membersAndSlotsAreTheSameMemberships(seed: UInt64) {
    let population = Population(plan(seed: seed), run: "r")
    var count = 0
    for channel in 0..<population.channelCount {
      let members = population.members(of: channel)
      #expect(Set(members).count == members.count, "seed \(seed)")
      #expect(!population.isDirect(channel) || members.count == 2)
      for user in members {
        let slot = population.slot(of: Int(user), in: channel)
        #expect(slot.map { population.channel(of: $0) } == channel, "seed \(seed)")
        count += 1
      }
    }
    #expect(count == population.slotCount)
    #expect((0..<300).allSatisfy { !population.slots(of: $0).isEmpty }, "nobody is alone")
  }

  @Test func handlesAreValidAndLeadBack() {
    let population = Population(plan(), run: "k3v9x2")
    for user in 0..<300 {
      let id = population.user(user)
      #expect(UserID(id.rawValue) == id && population.number(of: id) == user)
    }
    for channel in 0..<population.channelCount {
      let id = population.channelID(channel)
      #expect(ChannelID(id.rawValue) == id && population.number(of: id) == channel)
    }
    #expect(population.number(ofPost: population.postID(77)) == 77)
    for other in ["alice", "k3v9x2-", "k3v9x2-00", "k3v9x2-zzzz", "k3v9x3-1", "k3v9x2--1"] {
      #expect(population.number(of: UserID(stored: other)) == nil, "\(other)")
    }
  }

  @Test func theSeedDecides() {
    func members(_ seed: UInt64) -> [[Int32]] {
      let population = Population(plan(seed: seed), run: "r")
      return (0..<population.channelCount).map { Array(population.members(of: $0)) }
    }
    #expect(members(5) == members(5))
    #expect(members(5) != members(6))
  }
}
