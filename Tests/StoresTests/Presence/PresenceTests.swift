import ChatModel
import Doubles
import TestSupport
import Testing

/// Who is online, by any number of terminals that come, go and crash.
@Suite(.timeLimit(.minutes(20))) struct PresenceTests {
  @Test("Who was announced is online, and those who watch hear of it", arguments: Implementation.allCases)
  func announced(_ implementation: Implementation) async throws {
    let people = users("announced-", 3)
    try await PresenceBench.with(implementation, watching: people) { bench in
      #expect(try await bench.terminals[1].online(of: people).isEmpty)
      try await bench.terminals[0].announce(people[0], for: .seconds(60))
      try await bench.terminals[0].announce(people[2], for: .seconds(60))
      #expect(try await bench.terminals[1].online(of: people) == [people[0], people[2]])
      #expect(try await bench.terminals[1].online(of: [people[0], people[0]]) == [people[0]])
      #expect(try await bench.terminals[1].online(of: [people[1]]).isEmpty)
      #expect(try await bench.terminals[1].online(of: []).isEmpty)
      #expect(
        await bench.hear(2) == [.presence(people[0], isOnline: true), .presence(people[2], isOnline: true)])
    }
  }

  @Test("A mark that is not repeated expires by itself", arguments: Implementation.allCases)
  func expires(_ implementation: Implementation) async throws {
    let user = UserID(stored: "expires")
    try await PresenceBench.with(implementation, watching: [user]) { bench in
      try await bench.terminals[0].announce(user, for: .milliseconds(50))
      try await eventually("the mark expires") {
        bench.letTimePass()
        return try await !bench.isOnline(user)
      }
      try await bench.terminals[0].announce(user, for: .seconds(60))
      #expect(try await bench.isOnline(user))
    }
  }

  @Test("Withdrawing takes a user offline at once", arguments: Implementation.allCases)
  func withdrawn(_ implementation: Implementation) async throws {
    let user = UserID(stored: "withdrawn")
    try await PresenceBench.with(implementation, watching: [user]) { bench in
      try await bench.terminals[0].announce(user, for: .seconds(60))
      try await bench.terminals[0].withdraw(user)
      #expect(try await !bench.isOnline(user))
      // Again, as a terminal does that cannot know whether it was announced.
      try await bench.terminals[0].withdraw(user)
      #expect(
        await bench.hear(3) == [true, false, false].map { .presence(user, isOnline: $0) })
    }
  }

  @Test(
    "A second terminal keeps its user online, and nobody is told otherwise",
    arguments: Implementation.allCases)
  func secondTerminal(_ implementation: Implementation) async throws {
    let user = UserID(stored: "second-terminal")
    try await PresenceBench.with(implementation, watching: [user]) { bench in
      try await bench.terminals[0].announce(user, for: .seconds(60))
      try await bench.terminals[1].announce(user, for: .seconds(30))
      try await bench.terminals[0].withdraw(user)
      #expect(try await bench.isOnline(user))
      try await bench.terminals[1].withdraw(user)
      #expect(try await !bench.isOnline(user))
      #expect(
        await bench.hear(4) == [true, true, true, false].map { .presence(user, isOnline: $0) })
    }
  }

  @Test(
    "A terminal that crashed keeps its user online no longer than it had said, whoever leaves after it",
    arguments: Implementation.allCases)
  func crashed(_ implementation: Implementation) async throws {
    let user = UserID(stored: "crashed")
    try await PresenceBench.with(implementation, watching: [user]) { bench in
      try await bench.terminals[0].announce(user, for: .milliseconds(50))
      try await bench.terminals[1].announce(user, for: .seconds(60))
      try await bench.terminals[1].withdraw(user)
      try await eventually("the mark of the crashed terminal expires") {
        bench.letTimePass()
        return try await !bench.isOnline(user)
      }
    }
  }

  @Test(
    "However terminals come and go, the user is online while one of them is",
    arguments: Implementation.allCases, 1...3 as ClosedRange<UInt64>)
  func comingAndGoing(_ implementation: Implementation, seed: UInt64) async throws {
    let user = UserID(stored: "coming-\(seed)")
    var random = SeededRandom(seed: seed)
    try await PresenceBench.with(implementation, watching: [user]) { bench in
      var here: Set<Int> = []
      for step in 0..<60 {
        let terminal = Int.random(in: 0..<3, using: &random)
        if random.oneIn(2) {
          try await bench.terminals[terminal].announce(user, for: .seconds(60))
          here.insert(terminal)
        } else {
          try await bench.terminals[terminal].withdraw(user)
          here.remove(terminal)
        }
        #expect(try await bench.isOnline(user) == !here.isEmpty, "seed \(seed), step \(step)")
        #expect(
          await bench.hear(1) == [.presence(user, isOnline: !here.isEmpty)], "seed \(seed), step \(step)")
      }
    }
  }

  @Test("Names that mean something to Redis are only names", arguments: Implementation.allCases)
  func hostile(_ implementation: Implementation) async throws {
    let names = [
      "", "*", "{b1}", "}{", "a:b", "dogear:{b1}", "x y", "x\r\nDEL x", "\0", "é❤️", "\u{1B}[31m\u{202E}",
      "first",
      String(repeating: "x", count: 100_000),
    ].map { UserID(stored: $0) }
    // What is published about them is no notice for any client, so nobody watches.
    try await PresenceBench.with(implementation, watching: []) { bench in
      for name in names { try await bench.terminals[0].announce(name, for: .seconds(60)) }
      #expect(try await bench.terminals[1].online(of: names) == Set(names))
      for name in names {
        try await bench.terminals[0].withdraw(name)
        #expect(try await !bench.isOnline(name))
      }
    }
  }
}
