import ChatModel

extension MemoryStore: MessageStore {
  /// Numbers and stores a batch.
  public func number(
    _ batch: [IncomingMessage],
    decide: @escaping @Sendable ([IncomingMessage], NumberingFacts) -> NumberingPlan
  ) async throws -> NumberingOutcome {
    try perform { [self] state in
      var facts = state.facts(of: batch)
      if faults?.mutation == .forgetsMember {
        facts.members = facts.members.filter { $0.key.user != Mutation.forgotten }
      }
      var plan = decide(batch, facts)
      if faults?.mutation == .movesFloor { state.moveFloors(of: plan.repeated) }
      var reads: [UserChannel: ReadState] = [:]
      for channel in plan.created {
        state.rooms[channel.id] = Room(
          topic: channel.topic, readOnly: channel.readOnly,
          isPrivate: channel.isPrivate || channel.id.isDirect)
      }
      for message in plan.accepted { state.store(message) }
      for (key, membership) in plan.memberships { state.set(membership, of: key) }
      for message in plan.changed.values.flatMap(\.values) { state.store(message) }
      for (channel, topic) in plan.topics { state.rooms[channel]?.topic = topic }
      for message in plan.accepted where message.kind == .text {
        let key = UserChannel(message.author, message.channel)
        guard state.rooms[message.channel]?.floors[message.author] != nil else { continue }
        let epoch = state.reads[key]?.marker.epoch ?? 0
        state.reads[key, default: ReadState()].join(.read(message.seq, epoch: epoch))
      }
      for message in plan.accepted + plan.repeated where !message.kind.isLine {
        let key = UserChannel(message.author, message.channel)
        reads[key] = state.reads[key]
      }
      for channel in plan.changedLists { state.rooms[channel]?.version += 1 }
      let channels = plan.channels
      let versions = channels.map { ($0, state.rooms[$0]?.version ?? 0) }
      if faults?.mutation == .forgetsRepeats { plan.repeated = [] }
      return NumberingOutcome(
        plan: plan, reads: reads, memberVersions: Dictionary(uniqueKeysWithValues: versions))
    }
  }

  /// The members of channels; so few at once that flows have to ask again.
  public func memberLists(of channels: [ChannelID]) async throws -> [ChannelID: MemberList] {
    try perform { state in
      var lists: [ChannelID: MemberList] = [:]
      var count = 0
      for channel in channels.sorted() where count < 4 {
        let room = state.rooms[channel]
        let members = (room?.floors ?? [:]).sorted { $0.key < $1.key }.map {
          Member(user: $0.key, floor: $0.value)
        }
        lists[channel] = MemberList(version: room?.version ?? 0, members: members)
        count += members.count
      }
      return lists
    }
  }

  /// The versions of member lists.
  public func memberVersions(of channels: [ChannelID]) async throws -> [ChannelID: Int64] {
    try perform { state in state.rooms.filter { channels.contains($0.key) }.mapValues(\.version) }
  }
}

extension MemoryStore: ReceiptStore {
  /// What is known of channels.
  public func facts(of channels: Set<ChannelID>) async throws -> KnownChannels {
    try perform { state in
      let facts = state.rooms.filter { channels.contains($0.key) }.mapValues {
        ChannelFacts(head: $0.head, memberCount: $0.floors.count)
      }
      return KnownChannels(facts, age: facts.isEmpty ? 0 : state.age)
    }
  }

  /// Joins coalesced receipts into what was read.
  public func record(_ reads: [CoalescedReceipts], judgedAt age: Int64) async throws -> ReceiptOutcome {
    let outcome: Result<ReceiptOutcome, DatabaseGoneBack> = try perform { [self] state in
      guard state.age >= age else { return .failure(DatabaseGoneBack(known: age, found: state.age)) }
      var outcome = ReceiptOutcome()
      for (index, read) in reads.enumerated() {
        let key = read.key
        guard state.rooms[key.channel]?.floors[key.user] != nil else {
          let isKnown = state.users.contains(key.user)
          outcome.refused[index] = isKnown ? .notAMember(key) : .unknownUser(key.user.rawValue)
          continue
        }
        let before = state.reads[key] ?? ReadState()
        if !read.namesEpoch, before.marker.epoch > 0 {
          outcome.refused[index] = .epochMissing(current: before.marker.epoch)
          continue
        }
        if read.state.marker.epoch < before.marker.epoch, read.state.position > 0 {
          faults.note(.readAfterMark)
        }
        var after = before.joined(read.state)
        if faults?.mutation == .readsTooFar {
          after.join(.read(after.position + 1, epoch: after.marker.epoch))
        }
        if faults?.mutation == .takesLastReceipt { after = read.state }
        state.reads[key] = after
        guard after != before else { continue }
        outcome.raised.insert(index)
        if after.position == read.state.position, after.position > 0 {
          outcome.positioned.insert(index)
        }
      }
      return .success(outcome)
    }
    return try outcome.get()
  }
}

extension MemoryStore {
  /// Those who hide what they read.
  public func hiding(among keys: [UserChannel]) async throws -> Set<UserChannel> {
    try perform { state in Set(keys.filter { state.rooms[$0.channel]?.hiding.contains($0.user) == true }) }
  }
}

extension MemoryStore: SnapshotStore, SnapshotReader {
  /// Saves snapshots that are newer than what is there, or stand beside one that is ahead.
  public func save(_ snapshots: [Snapshot]) async throws {
    try perform { state in
      for snapshot in snapshots where state.rooms[snapshot.key.channel]?.floors[snapshot.key.user] != nil {
        if let old = state.snapshots[snapshot.key],
          snapshot.head < old.head || snapshot.readUpTo < old.readUpTo, !state.isAhead(old)
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

  /// Forgets the snapshots of those who are no members.
  public func forgetStrangersSnapshots() async throws {
    try perform { state in
      state.snapshots = state.snapshots.filter { state.rooms[$0.key.channel]?.floors[$0.key.user] != nil }
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

  private func counters(
    where isWanted: @escaping @Sendable (UserChannel) -> Bool
  ) throws -> [UserChannel: Unread] {
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
        state.rooms[channel.id] = Room(
          topic: channel.topic, readOnly: channel.readOnly,
          isPrivate: channel.isPrivate || channel.id.isDirect,
          rights: Dictionary(uniqueKeysWithValues: channel.writers.map { ($0, .write) }))
      }
      for key in memberships where state.rooms[key.channel]?.floors[key.user] == nil {
        let head = state.rooms[key.channel]?.head ?? 0
        state.rooms[key.channel]?.floors[key.user] = head
        state.rooms[key.channel]?.turns[key.user, default: 0] += 1
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
            attention: room.attention[user] ?? .everything, hearsEveryone: !room.deaf.contains(user),
            hidesReads: room.hiding.contains(user), readOnly: room.readOnly, isPrivate: room.isPrivate,
            rights: room.rights[user] ?? [],
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
      let reads = room.floors.keys.filter { !room.hiding.contains($0) }.compactMap { user in
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

  /// The public channels.
  public func publicChannels(for user: UserID) async throws -> [ChannelSummary] {
    try perform { state in
      state.rooms.filter { !$0.value.isPrivate }.sorted { $0.key < $1.key }.prefix(ChannelSummary.most).map {
        channel, room in
        ChannelSummary(
          id: channel, topic: room.topic, memberCount: room.floors.count,
          isMember: room.floors[user] != nil)
      }
    }
  }

  /// How often a user has come and gone.
  public func turn(of key: UserChannel) async throws -> Int64 {
    try perform { $0.rooms[key.channel]?.turns[key.user] ?? 0 }
  }

  /// Sets what in a channel calls for a user.
  public func setAttention(_ attention: Attention, _ key: UserChannel) async throws {
    try perform { state in
      guard state.rooms[key.channel]?.floors[key.user] != nil else { return }
      state.rooms[key.channel]?.attention[key.user] = attention
    }
  }

  /// Sets whether `@channel` counts for a user.
  public func setHearsEveryone(_ hears: Bool, _ key: UserChannel) async throws {
    try perform { state in
      guard state.rooms[key.channel]?.floors[key.user] != nil else { return }
      if hears {
        state.rooms[key.channel]?.deaf.remove(key.user)
      } else {
        state.rooms[key.channel]?.deaf.insert(key.user)
      }
    }
  }

  /// Sets whether others see what a user has read; of all channels only those there are.
  public func setHidesReads(_ hides: Bool, _ user: UserID, in channel: ChannelID?) async throws {
    try perform { state in
      for (id, room) in state.rooms where channel.map({ $0 == id }) ?? true && room.floors[user] != nil {
        if hides { state.rooms[id]?.hiding.insert(user) } else { state.rooms[id]?.hiding.remove(user) }
      }
    }
  }

  /// Who has read a message.
  public func readers(of seq: Seq, in channel: ChannelID) async throws -> ReadBy {
    try perform { state in
      guard let room = state.rooms[channel] else { return ReadBy(count: 0, members: 0, names: []) }
      let names = room.floors.keys.filter { user in
        !room.hiding.contains(user) && state.reads[UserChannel(user, channel)]?.position ?? 0 >= seq
      }.sorted()
      return ReadBy(
        count: names.count, members: names.isEmpty ? 0 : room.floors.count,
        names: Array(names.prefix(ReadBy.most)))
    }
  }
}

extension MemoryStore: DatabaseAge {
  /// Raises the age.
  public func grow() async throws -> Int64 {
    try perform { state in
      state.age += 1
      return state.age
    }
  }
}
