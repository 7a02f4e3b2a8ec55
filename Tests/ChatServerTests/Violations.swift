import ChatModel
import ChatServer
import Doubles

/// What is wrong with a system that has come to rest, in words.
struct Violations {
  private(set) var found: [String] = []
  private let system: SimulatedSystem

  init(of system: SimulatedSystem) async throws {
    self.system = system
    let truth = try await checkCounts()
    checkReading(truth)
    checkSeqs()
    checkMessages()
    checkRejections()
    checkDeadLetters()
    found += system.impossible.prefix(3)
  }

  /// Only of what the database has: beside one that has lost something, clients and the log know of more.
  init(ofWhatIsLeftIn system: SimulatedSystem) async throws {
    self.system = system
    let truth = try await checkCounts()
    expect(truth.values.allSatisfy { $0.read.position <= $0.head }, "something is read that is not there")
    checkSeqs()
  }

  private mutating func expect(_ isTrue: Bool, _ words: @autoclosure () -> String) {
    if !isTrue { found.append(words()) }
  }

  /// Every count is what messages and read positions say, and nobody else has one.
  private mutating func checkCounts() async throws -> [UserChannel: Unread] {
    expect(system.servers[0].isAtRest, "a server is not at rest")
    let truth = try await system.store.counters(of: system.users)
    let counters = try await system.counters.counters(of: system.users)
    let snapshots = try await system.store.snapshots(of: system.users)
    let differences = Verification.compare(truth: truth, counters: counters, snapshots: snapshots)
    expect(differences.isEmpty, "wrong: \(differences)")
    expect(Set(counters.keys).isSubset(of: truth.keys), "counters of those who left")
    expect(Set(snapshots.keys).isSubset(of: truth.keys), "snapshots of those who left")
    expect(counters.values.allSatisfy { $0.read.marker.seq <= $0.head }, "a marker above the head")
    expect(system.counters.isSettled, "it never settles")
    return truth
  }

  /// Everything that clients have read is read, and no more.
  private mutating func checkReading(_ truth: [UserChannel: Unread]) {
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
    for (key, said) in said where system.store.turn(key) <= 1 {
      expect((truth[key]?.read.position ?? 0) <= said, "\(key) has read what nobody said")
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

  private var stored: [String] {
    system.store.channels.flatMap { system.store.allMessages(in: $0).map(\.id) }
  }

  /// Every message is stored once, and the seqs have no gap.
  private mutating func checkSeqs() {
    for channel in system.store.channels {
      let messages = system.store.allMessages(in: channel)
      expect(messages.map(\.seq).elementsEqual(1..<Seq(messages.count + 1)), "a gap in \(channel)")
      expect(messages.allSatisfy { $0.kind != .deleted || $0.body.isEmpty }, "a deleted text")
    }
    let stored = stored
    expect(stored.count == Set(stored).count, "a message is stored twice")
  }

  /// Every message that was sent is stored, unless it was rejected.
  private mutating func checkMessages() {
    let stored = stored
    let sent = Set(system.sent.keys)
    expect(Set(stored).isSubset(of: sent.union(system.asked)), "a message is invented")
    expect(sent.subtracting(stored).isSubset(of: system.rejected), "a message is lost")
  }

  /// Who has always been a member, and may write, is not rejected.
  private mutating func checkRejections() {
    for id in system.rejected {
      guard let key = system.sent[id], key.channel.rawValue != "made" else { continue }
      expect(system.store.turn(key) != 1, "\(id) of \(key) is rejected")
    }
  }

  /// How far each has read at most: what receipts say, and one's own messages.
  private var said: [UserChannel: Seq] {
    var said: [UserChannel: Seq] = [:]
    for record in system.log.records(of: system.topics.receipts) {
      guard let receipt = try? ReceiptEvent(json: record.value) else { continue }
      said[receipt.key] = max(said[receipt.key] ?? 0, receipt.delta.position)
    }
    for message in system.store.channels.flatMap({ system.store.allMessages(in: $0) }) {
      let key = UserChannel(message.author, message.channel)
      said[key] = max(said[key] ?? 0, message.seq)
    }
    return said
  }

  /// Dead letters are what can never be applied, each at least once, and what came from somebody who has left.
  private mutating func checkDeadLetters() {
    var garbage: Set<String> = []
    for record in system.log.records(of: system.topics.deadLetters) {
      let key = String(decoding: record.key ?? [], as: UTF8.self)
      if system.garbage.contains(key) {
        garbage.insert(key)
      } else if let receipt = try? ReceiptEvent(json: record.value) {
        expect(system.store.turn(receipt.key) != 1, "a receipt of \(receipt.key) is rejected")
      } else {
        let id = (try? MessageEvent(json: record.value))?.id ?? "?"
        expect(
          system.sent[id] != nil || system.asked.contains(id), "\(id) is a dead letter, and nobody sent it")
      }
    }
    let missing = system.garbage.subtracting(garbage)
    expect(missing.isEmpty, "garbage is no dead letter: \(missing)")
  }
}

/// What must come about in some schedule, or the simulation shows nothing of it.
enum Sometimes: String, CaseIterable {
  case deletion, edit, departure, removal, invitation, returning, rights, topic, rejection
  case deletedMention, unreadMark, repeatedJoining, resumedReceipts
  case deathBeforeCommit, rebalanceInMidBatch
  case lateEffect, redeliveryAfterPartialCommit, fanOutDuringRebuild, readAfterMark, missingCounter

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
    case .deathBeforeCommit: system.happened.contains(.death)
    case .rebalanceInMidBatch: system.happened.contains(.rebalance)
    case .lateEffect: system.faults.hasSeen(.lateEffect)
    case .redeliveryAfterPartialCommit: system.faults.hasSeen(.redeliveryAfterPartialCommit)
    case .fanOutDuringRebuild: system.faults.hasSeen(.fanOutDuringRebuild)
    case .readAfterMark: system.faults.hasSeen(.readAfterMark)
    case .missingCounter: system.faults.hasSeen(.missingCounter)
    case .repeatedJoining: messages.contains { $0.kind == .joined && system.twice.contains($0.id) }
    }
  }
}

extension Set<Sometimes> {
  /// Adds what has happened in a run; what is known to happen is not looked for again.
  mutating func note(_ system: SimulatedSystem) {
    for thing in Sometimes.allCases where !contains(thing) && thing.hasHappened(in: system) { insert(thing) }
  }
}
