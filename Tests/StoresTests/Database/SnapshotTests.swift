import ChatModel
import Testing

/// A snapshot is replaced by a newer one only.
@Suite(.timeLimit(.minutes(20))) struct SnapshotTests {
  private let key = UserChannel(alice, incidents)

  private func snapshot(_ head: Seq, _ epoch: Int64, _ seq: Seq, _ unread: Int, _ mentions: Int = 0)
    -> Snapshot
  {
    Snapshot(
      key: key, head: head, readUpTo: ReadMarker(epoch: epoch, seq: seq),
      badge: Badge(unread: unread, mentions: mentions))
  }

  @Test(
    "More messages, more read and a later epoch are newer; anything less stays out",
    arguments: Implementation.allCases)
  func newer(_ implementation: Implementation) async throws {
    try await StoreBench.with(implementation) { bench in
      try await bench.store.furnish()
      try await bench.store.say((1...12).map { "\($0)" }, bob, in: incidents)
      _ = try await bench.store.read(alice, incidents, 11)
      _ = try await bench.store.markUnread(alice, incidents, 4, epoch: 1)
      let steps: [(Snapshot, kept: Badge)] = [
        (snapshot(10, 0, 4, 6, 2), Badge(unread: 6, mentions: 2)),
        (snapshot(11, 0, 4, 7, 2), Badge(unread: 7, mentions: 2)),
        (snapshot(10, 0, 4, 6, 2), Badge(unread: 7, mentions: 2)),
        (snapshot(11, 0, 9, 2), Badge(unread: 2)),
        (snapshot(12, 0, 8, 4), Badge(unread: 2)),
        (snapshot(11, 1, 3, 8, 1), Badge(unread: 8, mentions: 1)),
        (snapshot(11, 0, 11, 0), Badge(unread: 8, mentions: 1)),
        (snapshot(11, 1, 3, 7, 1), Badge(unread: 7, mentions: 1)),
      ]
      for (index, step) in steps.enumerated() {
        try await bench.store.save([step.0])
        #expect(try await bench.second.snapshots(of: [alice]) == [key: step.kept], "step \(index)")
      }
    }
  }

  @Test("Each user's snapshots are found, and can be forgotten", arguments: Implementation.allCases)
  func finding(_ implementation: Implementation) async throws {
    try await StoreBench.with(implementation) { bench in
      try await bench.store.furnish()
      let keys = [alice, bob, carol].flatMap { [UserChannel($0, incidents), UserChannel($0, general)] }
      try await bench.store.add(users: [], channels: [], memberships: keys)
      try await bench.store.save([])
      try await bench.store.save(
        keys.map {
          Snapshot(key: $0, head: .mostSeq, readUpTo: ReadMarker(), badge: Badge(unread: Int(Seq.mostSeq)))
        })
      let found = try await bench.store.snapshots(of: [alice, carol, ghost])
      #expect(Set(found.keys) == Set(keys.filter { $0.user != bob }))
      #expect(found.values.allSatisfy { $0.unread == Int(Seq.mostSeq) })
      #expect(try await bench.store.snapshots(of: []).isEmpty)
    }
  }

  @Test(
    "One that is ahead of the database, as after a restore from a backup, gives way to what is there now",
    arguments: Implementation.allCases)
  func ahead(_ implementation: Implementation) async throws {
    try await StoreBench.with(implementation) { bench in
      try await bench.store.furnish()
      try await bench.store.say(["one", "two", "three"], bob, in: incidents)
      _ = try await bench.store.read(alice, incidents, 2)
      let now = snapshot(3, 0, 2, 1)
      for other in [snapshot(9, 0, 2, 7), snapshot(3, 0, 3, 0), snapshot(3, 1, 0, 3), snapshot(9, 1, 9, 0)] {
        try await bench.store.save([other])
        #expect(try await bench.store.snapshots(of: [alice]) == [key: other.badge])
        try await bench.store.save([now])
        #expect(try await bench.store.snapshots(of: [alice]) == [key: now.badge], "beside \(other)")
      }
    }
  }

  @Test(
    "Snapshots of those who are no members are forgotten, and no others", arguments: Implementation.allCases)
  func strangers(_ implementation: Implementation) async throws {
    try await StoreBench.with(implementation) { bench in
      try await bench.store.furnish()
      let right = Snapshot(key: key, of: UnreadNumbers(head: 1))
      let strangers = Snapshot(key: UserChannel(bob, general), of: UnreadNumbers(head: 1))
      try await bench.store.save([right, strangers])
      try await bench.store.forgetStrangersSnapshots()
      #expect(try await bench.store.snapshots(of: [alice, bob]) == [right.key: right.badge])
    }
  }
}
