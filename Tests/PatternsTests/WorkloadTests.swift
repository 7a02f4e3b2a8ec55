import ChatModel
import Testing

@testable import Patterns

@Suite("What the patterns are given")
struct WorkloadTests {
  @Test("a membership is found by its key, and nothing else is")
  func readers() {
    let readers = Readers(memberships: 1_995)
    #expect(readers.count == 200)
    #expect(readers.memberships == 2_000)
    let keys = (0..<readers.memberships).map { Readers.key(of: $0) }
    #expect(Set(keys).count == keys.count)
    for (number, key) in keys.enumerated() { #expect(readers.membership(of: key) == number) }
    #expect(Set(keys.map(\.channel)) == Set(Readers.channels))
    #expect(Set(keys.map(\.user)) == Set(readers.users))
    #expect(readers.membership(of: Readers.key(of: 2_000)) == nil)
    let stranger = UserChannel(UserID(stored: "alice"), ChannelID(stored: "room-1"))
    #expect(readers.membership(of: stranger) == nil)
    let elsewhere = UserChannel(UserID(stored: "reader-0"), ChannelID(stored: "room-1"))
    #expect(readers.membership(of: elsewhere) == nil)
  }

  @Test(
    "distinct receipts are each of another membership, all read to the head, and the same for the same seed")
  func distinct() {
    let workload = Workload(.distinct, events: 5_000, pace: .flatOut, seed: 7)
    let events = workload.events()
    #expect(events.count == 5_000)
    #expect(Set(events.map(\.membership)) == Set(0..<5_000))
    #expect(events.allSatisfy { $0.isLast })
    #expect(events == workload.events())
    #expect(events != Workload(.distinct, events: 5_000, pace: .flatOut, seed: 8).events())
  }

  @Test("2,000 scroll at a time, each through ten rising positions")
  func scrolling() {
    let workload = Workload(.scrolling, events: 50_005, pace: .flatOut, seed: 7)
    let events = workload.events()
    #expect(events.count == 50_000)
    #expect(workload.memberships == 5_000)
    var positions: [Int: [Seq]] = [:]
    for event in events { positions[event.membership, default: []].append(event.seq) }
    #expect(positions.count == 5_000)
    #expect(positions.values.allSatisfy { $0 == Array(Readers.head - 9...Readers.head) })
    #expect(events.count { $0.isLast } == 5_000)
    for start in [0, 20_000] {
      #expect(Set(events[start..<start + 20_000].map(\.membership)).count == 2_000)
    }
  }

  @Test("in a burst ten times as many are due for a second, and nothing is due before what precedes it")
  func burst() {
    let workload = Workload(.burst, events: 2_000, pace: .burst(rate: 50), seed: 1)
    let due = (0..<2_000).compactMap { workload.due($0) }
    #expect(due == due.sorted())
    let (first, after) = workload.pace.phases(of: 2_000)
    #expect(after - first == 500)
    #expect(due[first] == Int64(first) * 20_000)
    #expect(due[after] - due[first] == 1_000_000)
    #expect(due[1_999] - due[after] == Int64(1_999 - after) * 20_000)
    #expect(Workload(.distinct, events: 10, pace: .flatOut, seed: 1).due(3) == nil)
    #expect(Workload(.distinct, events: 10, pace: .steady(rate: 100), seed: 1).due(3) == 30_000)
  }

  @Test("the dispenser hands out each event once, in order, and none before it is due")
  func dispenser() {
    let workload = Workload(.distinct, events: 10, pace: .steady(rate: 1_000), seed: 1)
    let dispenser = Dispenser(workload, start: 5_000)
    #expect(dispenser.take(100, at: 4_000) == .wait(1_000))
    #expect(dispenser.take(100, at: 7_500) == .events(0..<3))
    #expect(dispenser.take(100, at: 7_500) == .wait(500))
    #expect(dispenser.take(4, at: 1_000_000) == .events(3..<7))
    #expect(dispenser.take(4, at: 1_000_000) == .events(7..<10))
    #expect(dispenser.take(4, at: 1_000_000) == .end)
  }
}
