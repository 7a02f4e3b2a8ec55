import ChatModel
import Testing

@testable import Crowd

@Suite("Attendance")
struct AttendanceTests {
  private let world = Fixture.world
  private var nobody: People { People(me: world.me, second: world.second) }

  /// What is told in each second of `seconds`.
  private func changes(
    _ attendance: inout Attendance, _ seconds: Range<Int>, people: People? = nil
  ) -> [(at: Int, change: Attendance.Change)] {
    seconds.flatMap { second in
      attendance.due(at: .seconds(second), people: people ?? nobody).map { (second, $0) }
    }
  }

  private func user(_ change: Attendance.Change) -> UserID {
    switch change {
    case .announce(let user), .withdraw(let user): user
    }
  }

  @Test("Those who chat with the demo users directly are told of, and nobody else")
  func whom() {
    var attendance = Attendance(world: world, seed: 1)
    let users = Set(changes(&attendance, 0..<3_600).map { user($0.change) })
    #expect(users == Set(World.peerNames.map { UserID(stored: $0) }))
  }

  @Test("All follows from the seed")
  func deterministic() {
    func all(_ seed: UInt64) -> [Attendance.Change] {
      var attendance = Attendance(world: world, seed: seed)
      return changes(&attendance, 0..<1_800).map(\.change)
    }
    #expect(all(7) == all(7))
    #expect(Set((1...5).map(all)).count > 1)
  }

  @Test(
    "A mark is repeated before it expires, twice over, and taken back once",
    arguments: 0..<10 as Range<UInt64>)
  func marks(seed: UInt64) {
    var attendance = Attendance(world: world, seed: seed)
    var marked: [UserID: Int] = [:]
    for second in 0..<3_600 {
      for change in attendance.due(at: .seconds(second), people: nobody) {
        switch change {
        case .announce(let user):
          if let last = marked[user] { #expect(second - last == 20, "seed \(seed)") }
          marked[user] = second
        case .withdraw(let user):
          #expect(marked.removeValue(forKey: user) != nil, "seed \(seed)")
        }
      }
      #expect(marked.values.allSatisfy { .seconds(second - $0) <= Attendance.interval }, "seed \(seed)")
    }
    #expect(Attendance.interval * 3 <= Attendance.span)
  }

  @Test(
    "Most are there at any time; within minutes somebody comes and somebody goes, but not in a hurry",
    arguments: 0..<10 as Range<UInt64>)
  func comingAndGoing(seed: UInt64) {
    var attendance = Attendance(world: world, seed: seed)
    var here: [UserID: Int] = [:]
    var turns: [Int] = []
    for second in 0..<3_600 {
      for change in attendance.due(at: .seconds(second), people: nobody) {
        switch change {
        case .announce(let user): if here.updateValue(second, forKey: user) == nil { turns.append(second) }
        case .withdraw(let user):
          here[user] = nil
          turns.append(second)
        }
      }
      #expect(here.count >= 2, "seed \(seed), second \(second)")
    }
    let later = turns.filter { $0 > 0 }
    #expect(later.contains { $0 <= 60 }, "seed \(seed)")
    #expect((6...150).contains(later.count), "seed \(seed)")
  }

  @Test("Whoever writes is there")
  func writing() throws {
    var attendance = Attendance(world: world, seed: 3)
    let first = Set(attendance.due(at: .zero, people: nobody).map(user))
    let away = try #require(World.peerNames.map { UserID(stored: $0) }.first { !first.contains($0) })
    attendance.acted(away, at: .seconds(5))
    #expect(attendance.due(at: .seconds(5), people: nobody) == [.announce(away)])
    let stay = changes(&attendance, 6..<120).filter { user($0.change) == away }.map(\.change)
    #expect(!stay.isEmpty && stay.allSatisfy { $0 == .announce(away) })
    attendance.acted(UserID(stored: "nobody"), at: .seconds(120))
  }

  @Test("Nobody is announced for a person who has taken over; the mark is taken back once")
  func takenOver() {
    var attendance = Attendance(world: world, seed: 1)
    var people = nobody
    let carol = UserID(stored: "carol")
    let first = changes(&attendance, 0..<100).map(\.change)
    #expect(first.contains(.announce(carol)))
    people.wrote(Fixture.message("it is me", by: "carol", in: "random", seq: 1))
    let rest = changes(&attendance, 100..<3_600, people: people).map(\.change).filter { user($0) == carol }
    #expect(
      rest == [.withdraw(carol)] || (rest.isEmpty && first.last { user($0) == carol } == .withdraw(carol)))
  }

  @Test("After an hour's sleep everybody is where they should be, and is told of once")
  func sleep() {
    var attendance = Attendance(world: world, seed: 2)
    _ = attendance.due(at: .zero, people: nobody)
    let changes = attendance.due(at: .seconds(36_000), people: nobody).map(user)
    #expect(Set(changes).count == changes.count)
    #expect(attendance.due(at: .seconds(36_000), people: nobody).isEmpty)
  }
}
