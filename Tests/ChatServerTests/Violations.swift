import ChatModel
import ChatServer
import Doubles

/// What is wrong with a system that has come to rest, in words.
struct Violations {
  private(set) var found: [String] = []
  private let system: SimulatedSystem

  init(of system: SimulatedSystem) async throws {
    self.system = system
    try await checkCounts()
    checkMessages()
    checkDeadLetters()
    found += system.impossible.prefix(3)
    expect(system.servers[0].isAtRest, "a server is not at rest")
  }

  private mutating func expect(_ isTrue: Bool, _ words: @autoclosure () -> String) {
    if !isTrue { found.append(words()) }
  }

  /// Every count is what messages and read positions say, and nobody else has one.
  private mutating func checkCounts() async throws {
    let truth = try await system.store.counters(of: system.users)
    let counters = try await system.counters.counters(of: system.users)
    let snapshots = try await system.store.snapshots(of: system.users)
    let differences = Verification.compare(truth: truth, counters: counters, snapshots: snapshots)
    expect(differences.isEmpty, "wrong: \(differences)")
    expect(Set(counters.keys).isSubset(of: truth.keys), "counters of those who left")
    expect(Set(snapshots.keys).isSubset(of: truth.keys), "snapshots of those who left")
    let isSane = counters.allSatisfy { key, numbers in
      let unread = numbers.badge(in: key.channel).unread
      return unread >= 0 && Seq(unread) <= numbers.head
    }
    expect(isSane, "a count that is negative or above the head")
    // Who left and came again begins anew.
    let stayed = system.promised.filter { system.store.turn($0.key) == 1 }
    expect(stayed.allSatisfy { (truth[$0.key]?.read.position ?? 0) >= $0.value }, "a receipt is lost")
    for client in system.clients {
      for (channel, owed) in client.owed where system.store.turn(UserChannel(client.user, channel)) == 1 {
        let found = truth[UserChannel(client.user, channel)]?.read ?? ReadState()
        expect(
          found.joined(owed) == found, "what \(client.user) has read in \(channel), \(owed), is \(found)")
      }
    }
    for (key, counter) in truth where !system.added.contains(key) {
      expect(counter.floor == arrival(of: key), "the join floor of \(key) has moved")
    }
  }

  /// The line that tells of somebody's last coming.
  private func arrival(of key: UserChannel) -> Seq? {
    system.store.allMessages(in: key.channel).last { line in
      switch line.kind {
      case .joined, .created: line.author == key.user
      case .invited: line.body == key.user.rawValue
      default: false
      }
    }?.seq
  }

  /// Every message that was sent is stored exactly once, unless it was rejected, and the seqs have no gap.
  private mutating func checkMessages() {
    var stored: [String] = []
    for channel in system.store.channels {
      let messages = system.store.allMessages(in: channel)
      expect(messages.map(\.seq).elementsEqual(1..<Seq(messages.count + 1)), "a gap in \(channel)")
      expect(messages.allSatisfy { $0.kind != .deleted || $0.body.isEmpty }, "a deleted text")
      stored += messages.map(\.id)
    }
    expect(stored.count == Set(stored).count, "a message is stored twice")
    expect(Set(stored).isSubset(of: system.sent.union(system.asked)), "a message is invented")
    expect(system.sent.subtracting(stored).isSubset(of: system.rejected), "a message is lost")
  }

  /// Dead letters are only what can never be applied, each at least once.
  private mutating func checkDeadLetters() {
    let dead = system.log.records(of: system.topics.deadLetters)
    let known = system.sent.union(system.asked)
    let garbage = dead.filter { record in
      if let event = try? MessageEvent(json: record.value) { return !known.contains(event.id) }
      // A receipt of somebody who has left is rejected; of others it is garbage.
      guard let receipt = try? ReceiptEvent(json: record.value) else { return true }
      return receipt.key.user == UserID(stored: "ghost") || receipt.seq > 1_000_000
    }
    expect((system.garbage == 0) == garbage.isEmpty && garbage.count >= system.garbage, "dead letters")
  }
}

/// What must come about in some schedule, or the simulation shows nothing of it.
enum Sometimes: String, CaseIterable {
  case deletion, edit, departure, removal, invitation, returning, rights, topic, rejection
  case deletedMention, unreadMark, repeatedJoining, resumedReceipts

  func hasHappened(in system: SimulatedSystem) -> Bool {
    let messages = system.store.channels.flatMap { system.store.allMessages(in: $0) }
    func has(_ kind: Message.Kind) -> Bool { messages.contains { $0.kind == kind } }
    return switch self {
    case .deletion: has(.deleted)
    case .edit: has(.edited)
    case .departure: has(.left)
    case .removal: has(.removed)
    case .invitation: has(.invited)
    case .returning: system.store.memberships.contains { system.store.turn($0) >= 3 }
    case .rights: has(.allowed)
    case .topic: has(.topic)
    case .rejection: !system.rejected.isEmpty
    case .resumedReceipts: system.clients.contains(where: \.hasResumed)
    case .deletedMention: system.hasDeletedMention
    case .unreadMark: system.store.memberships.contains { system.store.readState(of: $0).marker.epoch > 0 }
    case .repeatedJoining: messages.contains { $0.kind == .joined && system.twice.contains($0.id) }
    }
  }
}
