import ChatModel
import Testing

/// Sending a message is also a read of it, by its author and in the author's present epoch.
@Suite(.timeLimit(.minutes(20))) struct SendingIsReadingTests {
  private let key = UserChannel(alice, incidents)

  @Test("The author has read what was sent, the others have not", arguments: Implementation.allCases)
  func sending(_ implementation: Implementation) async throws {
    try await StoreBench.with(implementation) { bench in
      try await bench.store.furnish()
      try await bench.store.say(["one", "two"], bob, in: incidents)
      let outcome = try await bench.store.number([message("mine", alice, incidents)])
      #expect(outcome.reads == [key: .read(3, epoch: 0)])
      #expect(try await bench.store.counter(alice, incidents)?.unread == 0)
      #expect(try await bench.store.counter(bob, incidents)?.unread == 1)
      #expect(try await bench.store.counter(carol, incidents)?.unread == 3)
      #expect(try await bench.store.readPositions(in: incidents) == [alice: 3, bob: 2])
    }
  }

  @Test("After a mark as unread the epoch is kept", arguments: Implementation.allCases)
  func afterMark(_ implementation: Implementation) async throws {
    try await StoreBench.with(implementation) { bench in
      try await bench.store.furnish()
      try await bench.store.say(["one", "two", "three"], bob, in: incidents)
      _ = try await bench.store.markUnread(alice, incidents, 1, epoch: 4)
      #expect(try await bench.store.counter(alice, incidents)?.unread == 3)
      let outcome = try await bench.second.number([message("mine", alice, incidents)])
      #expect(outcome.reads == [key: .read(4, epoch: 4)])
      #expect(try await bench.store.counter(alice, incidents)?.unread == 0)
    }
  }

  @Test("A repeat reads nothing anew: a mark set meanwhile stays", arguments: Implementation.allCases)
  func repeatAfterMark(_ implementation: Implementation) async throws {
    try await StoreBench.with(implementation) { bench in
      try await bench.store.furnish()
      try await bench.store.say(["one", "two"], bob, in: incidents)
      let mine = try message("mine", alice, incidents)
      _ = try await bench.store.number([mine])
      _ = try await bench.store.markUnread(alice, incidents, 2, epoch: 1)
      let outcome = try await bench.second.number([mine])
      #expect(outcome.reads == [key: ReadState(position: 3, marker: ReadMarker(epoch: 1, seq: 1))])
      #expect(try await bench.store.counter(alice, incidents)?.unread == 1, "one's own is not counted")
    }
  }

  @Test("A read ahead of one's message is not taken back", arguments: Implementation.allCases)
  func readAhead(_ implementation: Implementation) async throws {
    try await StoreBench.with(implementation) { bench in
      try await bench.store.furnish()
      let mine = try message("mine", alice, incidents)
      _ = try await bench.store.number([mine, message("other", bob, incidents)])
      _ = try await bench.store.read(alice, incidents, 2)
      #expect(try await bench.store.number([mine]).reads == [key: .read(2, epoch: 0)])
    }
  }
}
