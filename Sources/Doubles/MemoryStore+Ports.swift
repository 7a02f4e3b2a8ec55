import ChatModel

extension MemoryStore: MessageStore {
  /// Numbers and stores a batch.
  public func number(
    _ batch: [IncomingMessage],
    decide: @escaping @Sendable ([IncomingMessage], NumberingFacts) -> NumberingPlan
  ) async throws -> NumberingOutcome {
    try perform { state in
      var facts = NumberingFacts(users: state.users, stored: state.stored)
      for incoming in batch {
        let channel = incoming.event.channel
        guard let room = state.rooms[channel] else { continue }
        facts.heads[channel] = room.head
        facts.members.formUnion(room.floors.keys.map { UserChannel($0, channel) })
      }
      let plan = decide(batch, facts)
      var reads: [UserChannel: ReadState] = [:]
      for message in plan.accepted {
        state.rooms[message.channel]?.messages.append(message)
        state.stored[message.id] = message
        let key = UserChannel(message.author, message.channel)
        let epoch = state.reads[key]?.marker.epoch ?? 0
        state.reads[key, default: ReadState()].join(.read(message.seq, epoch: epoch))
      }
      for message in plan.accepted + plan.repeated {
        let key = UserChannel(message.author, message.channel)
        reads[key] = state.reads[key]
      }
      let channels = Set((plan.accepted + plan.repeated).map(\.channel))
      let versions = channels.map { ($0, state.rooms[$0]?.version ?? 0) }
      return NumberingOutcome(
        plan: plan, reads: reads, memberVersions: Dictionary(uniqueKeysWithValues: versions))
    }
  }

  /// The members of a channel.
  public func members(of channel: ChannelID) async throws -> MemberList {
    try perform { state in
      let room = state.rooms[channel]
      let members = (room?.floors ?? [:]).sorted { $0.key < $1.key }.map {
        Member(user: $0.key, floor: $0.value)
      }
      return MemberList(version: room?.version ?? 0, members: members)
    }
  }

  /// The versions of member lists.
  public func memberVersions(of channels: [ChannelID]) async throws -> [ChannelID: Int64] {
    try perform { state in state.rooms.filter { channels.contains($0.key) }.mapValues(\.version) }
  }
}

extension MemoryStore: ReceiptStore {
  /// What is known of channels.
  public func facts(of channels: Set<ChannelID>) async throws -> [ChannelID: ChannelFacts] {
    try perform { state in
      state.rooms.filter { channels.contains($0.key) }.mapValues {
        ChannelFacts(head: $0.head, memberCount: $0.floors.count)
      }
    }
  }

  /// Joins coalesced receipts into what was read.
  public func record(_ reads: [CoalescedReceipts]) async throws -> ReceiptOutcome {
    try perform { state in
      var outcome = ReceiptOutcome()
      for (index, read) in reads.enumerated() {
        let key = read.key
        guard state.rooms[key.channel]?.floors[key.user] != nil else {
          let isKnown = state.users.contains(key.user)
          outcome.refused[index] = isKnown ? .notAMember(key) : .unknownUser(key.user.rawValue)
          continue
        }
        let before = state.reads[key] ?? ReadState()
        let after = before.joined(read.state)
        state.reads[key] = after
        guard after != before else { continue }
        outcome.raised.insert(index)
        if after.position == read.state.position, after.position > 0 { outcome.positioned.insert(index) }
      }
      return outcome
    }
  }
}

extension MemoryStore: SnapshotStore, SnapshotReader {
  /// Saves snapshots that are newer than what is there.
  public func save(_ snapshots: [Snapshot]) async throws {
    try perform { state in
      for snapshot in snapshots {
        if let old = state.snapshots[snapshot.key],
          snapshot.head < old.head || snapshot.readUpTo < old.readUpTo
        {
          continue
        }
        state.snapshots[snapshot.key] = snapshot
      }
    }
  }

  /// The saved badges of users.
  public func snapshots(of users: [UserID]) async throws -> [UserChannel: Badge] {
    try perform { state in
      state.snapshots.filter { users.contains($0.key.user) }.mapValues(\.badge)
    }
  }

  /// Forgets the snapshots of single counters.
  public func forgetSnapshots(at keys: [UserChannel]) async throws {
    try perform { state in
      for key in keys { state.snapshots[key] = nil }
    }
  }

  /// Forgets the snapshots that no counter can replace.
  public func forgetImpossibleSnapshots() async throws {
    try perform { state in
      for (key, snapshot) in state.snapshots {
        let truth = Snapshot(key: key, of: state.counter(of: key))
        let isMember = state.rooms[key.channel]?.floors[key.user] != nil
        if !isMember || snapshot.head > truth.head || snapshot.readUpTo > truth.readUpTo {
          state.snapshots[key] = nil
        }
      }
    }
  }
}

extension MemoryStore: CounterTruth {
  /// All users, in order.
  public func users() async throws -> [UserID] {
    try perform { $0.users.sorted() }
  }

  /// The next users, in order.
  public func users(after user: UserID?, most: Int) async throws -> [UserID] {
    try await users().lazy.filter { other in user.map { $0 < other } ?? true }.prefix(most).map { $0 }
  }

  /// The counters of these users' memberships.
  public func counters(of users: [UserID]) async throws -> [UserChannel: Unread] {
    let wanted = Set(users)
    return try counters { wanted.contains($0.user) }
  }

  /// The counters at these keys.
  public func counters(at keys: [UserChannel]) async throws -> [UserChannel: Unread] {
    let wanted = Set(keys)
    return try counters { wanted.contains($0) }
  }

  private func counters(where isWanted: (UserChannel) -> Bool) throws -> [UserChannel: Unread] {
    try perform { state in
      var counters: [UserChannel: Unread] = [:]
      for (channel, room) in state.rooms {
        for user in room.floors.keys where isWanted(UserChannel(user, channel)) {
          let key = UserChannel(user, channel)
          counters[key] = state.counter(of: key)
        }
      }
      return counters
    }
  }
}

extension MemoryStore: Directory {
  /// Adds users, channels and memberships.
  public func add(
    users: [UserID], channels: [NewChannel], memberships: [UserChannel]
  ) async throws {
    try perform { state in
      state.users.formUnion(users)
      for channel in channels where state.rooms[channel.id] == nil {
        state.rooms[channel.id] = Room(topic: channel.topic, readOnly: channel.readOnly)
      }
      for key in memberships where state.rooms[key.channel]?.floors[key.user] == nil {
        let head = state.rooms[key.channel]?.head ?? 0
        state.rooms[key.channel]?.floors[key.user] = head
        state.rooms[key.channel]?.version += 1
      }
    }
  }
}

extension MemoryStore: History {
  /// The channels of a user.
  public func channels(of user: UserID) async throws -> [ChannelInfo] {
    try perform { state in
      state.rooms.sorted { $0.key < $1.key }.compactMap { channel, room in
        room.floors[user].map { floor in
          ChannelInfo(
            id: channel, topic: room.topic, memberCount: room.floors.count, head: room.head, floor: floor,
            muted: room.muted.contains(user), readOnly: room.readOnly,
            lastMessageAt: room.messages.last?.sentAt)
        }
      }
    }
  }

  /// Stored messages by their seqs.
  public func messages(in channel: ChannelID, seqs: ClosedRange<Seq>) async throws -> [Message] {
    try perform { state in (state.rooms[channel]?.messages ?? []).filter { seqs.contains($0.seq) } }
  }

  /// Messages that contain all words, the last as a beginning; a query without any finds nothing.
  public func search(
    _ query: String, by user: UserID, in channel: ChannelID?, most: Int
  ) async throws -> [Message] {
    guard let typed = SearchWords(query) else { return [] }
    let words = Self.words(typed.whole) + Self.words(typed.last)
    let beginning = words.last ?? ""
    return try perform { state in
      let rooms = state.rooms.filter { ($0.key == channel || channel == nil) && $0.value.floors[user] != nil }
      let found = rooms.values.flatMap(\.messages).filter { message in
        let said = Self.words(message.body)
        return Set(words.dropLast()).isSubset(of: said) && said.contains { $0.hasPrefix(beginning) }
      }
      let newestFirst = found.sorted { ($1.sentAt, $0.channel, $1.seq) < ($0.sentAt, $1.channel, $0.seq) }
      return Array(newestFirst.prefix(max(0, most)))
    }
  }

  private static func words(_ text: String) -> [Substring] {
    text.lowercased().split { !$0.isLetter && !$0.isNumber }
  }

  /// The read positions of a small channel's members, as far as they have read anything.
  public func readPositions(in channel: ChannelID) async throws -> [UserID: Seq] {
    try perform { state in
      guard let room = state.rooms[channel], room.isSmall else { return [:] }
      let reads = room.floors.keys.compactMap { user in
        state.reads[UserChannel(user, channel)].flatMap { $0.position > 0 ? (user, $0.position) : nil }
      }
      return Dictionary(uniqueKeysWithValues: reads)
    }
  }

  /// The handles of a channel's members.
  public func memberNames(of channel: ChannelID, most: Int) async throws -> [UserID] {
    try perform { state in
      Array((state.rooms[channel]?.floors.keys.map { $0 } ?? []).sorted().prefix(most))
    }
  }

  /// Mutes or unmutes a channel.
  public func setMuted(_ muted: Bool, _ key: UserChannel) async throws {
    try perform { state in
      if muted {
        state.rooms[key.channel]?.muted.insert(key.user)
      } else {
        state.rooms[key.channel]?.muted.remove(key.user)
      }
    }
  }
}
