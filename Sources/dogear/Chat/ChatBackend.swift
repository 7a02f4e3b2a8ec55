import ChatClient
import ChatModel
import Kafka
import Redis
import Stores
import Synchronization

/// Does what the client wants done with the services, and posts the answers.
final class ChatBackend: Sendable {
  private let user: UserID
  private let inbox: Inbox
  private let store: PostgresStore
  private let counters: RedisCounters
  private let control: RedisConnection
  private let notices: RedisNoticeSource
  private let outgoing: Outgoing
  private let watch: HealthWatch
  private let presence: PresenceTeller
  private let spool: StateFile
  private let keepsake: StateFile
  private let tasks = Mutex<[Task<Void, Never>]>([])
  /// How many changes wait for the database before they are sent.
  private let changing = Mutex(0)

  /// The most names that are read for completion.
  private static let mostMembers = 2_000

  init(_ backends: Backends, user: UserID, inbox: Inbox) throws {
    self.user = user
    self.inbox = inbox
    store = backends.store(name: "dogear-chat", connections: 2)
    counters = backends.counters(name: "dogear-chat", loading: false)
    control = backends.redisConnection(name: "dogear-chat-control")
    notices = backends.notices(name: "dogear-chat")
    let producer = try backends.producer(deliveryTimeout: .seconds(10)) { health in
      inbox.post(.health(.kafka, DependencyHealth(health)))
    }
    outgoing = Outgoing(producer, topics: backends.topics, inbox: inbox)
    watch = HealthWatch(store: store, inbox: inbox)
    presence = PresenceTeller(control, user: user, inbox: inbox)
    let failed = { @Sendable (reason: String) in inbox.post(.notKept(reason: reason)) }
    spool = StateFile(.receipts(of: user), failed: failed)
    keepsake = StateFile(.drafts(of: user), failed: failed)
  }

  /// Finds out whether a crowd is listening, whose pace can be changed.
  private func lookForCrowd() {
    run { [control, inbox] in
      let reply = try? await control.send(["PUBSUB", "NUMSUB", CrowdService.control])
      if (reply?.array?.last?.integer ?? 0) > 0 { inbox.post(.crowdFound) }
    }
  }

  /// Starts to listen, to watch the services, and to read what earlier runs left behind.
  func start() {
    run { [inbox, notices] in
      for await heard in notices.notices {
        switch heard {
        case .connected: inbox.post(.health(.redis, .up))
        case .disconnected(let reason): inbox.post(.health(.redis, .down(reason)))
        case .missed, .notice: break
        }
        inbox.post(.heard(heard))
      }
    }
    run { [watch] in await watch.run() }
    run { [presence] in await presence.run() }
    lookForCrowd()
    run { [inbox, store, spool, keepsake] in
      // The database names the system whose receipts these are; it may be a while until it answers.
      while !Task.isCancelled {
        if let identity = try? await store.identity() {
          inbox.post(.spool(Spool(text: spool.open(identity))))
          inbox.post(.kept(Keepsake(json: keepsake.open(identity))))
          return
        }
        try? await Task.sleep(for: .seconds(1))
      }
    }
  }

  private func run(_ body: @escaping @Sendable () async -> Void) {
    tasks.withLock { $0.append(Task { await body() }) }
  }

  /// Whether Kafka has everything that was sent, and others know that the user is gone if they are.
  var isIdle: Bool { changing.withLock { $0 } == 0 && outgoing.isIdle && presence.isIdle }

  /// Ends everything.
  func close() async {
    for task in tasks.withLock({ $0 }) { task.cancel() }
    notices.close()
    await outgoing.close()
  }

  /// Starts to do what is wanted; effects of the screen are not for here.
  func perform(_ effect: ClientEffect) {
    switch effect {
    case .loadCounters(let channels, let listed):
      loadCounters(channels, listing: listed)
    case .restoreCounters(let channels):
      restoreCounters(channels)
    case .loadChannels, .loadMessages, .loadPositions, .loadMembers, .loadDirectory, .search, .setAttention,
      .loadReaders, .setHidesReads, .setHearsEveryone:
      askDatabase(effect)
    case .send(let message): outgoing.send(.message(message))
    case .change(let request): change(request)
    case .sendReceipt(let receipt): outgoing.send(.receipt(receipt))
    // With a name for every channel, which may be many.
    case .listen(let topics): Task { [notices] in notices.listen(to: topics) }
    case .ignore(let topics): Task { [notices] in notices.ignore(topics) }
    case .loadPresence, .announce, .announceTyping: presence.tell(effect)
    case .saveSpool(let spool): self.spool.save(spool.text)
    case .keep(let keepsake): self.keepsake.save(keepsake.json)
    case .crowd(let change):
      run { [control] in
        _ = try? await control.send([
          "PUBLISH", CrowdService.control, change == .faster ? "faster" : "slower",
        ])
      }
    case .setTitle, .alert, .setMouse, .copy, .edit, .redraw, .suspend, .quit: break
    }
  }

  /// Asks what only the database knows, or tells it what a user prefers.
  private func askDatabase(_ effect: ClientEffect) {
    switch effect {
    case .loadChannels:
      ask(.channels) { .channels(try await $0.store.channels(of: $0.user)) }
    case .loadMessages(let channel, let seqs):
      ask(.messages(channel, seqs)) {
        .messages(channel, seqs, try await $0.store.messages(in: channel, seqs: seqs))
      }
    case .loadPositions(let channel):
      ask(.positions(channel)) { .positions(channel, try await $0.store.readPositions(in: channel)) }
    case .loadMembers(let channel):
      ask(.members(channel)) {
        .members(channel, try await $0.store.memberNames(of: channel, most: Self.mostMembers))
      }
    case .loadDirectory:
      ask(.directory) { .directory(try await $0.store.publicChannels(for: $0.user)) }
    case .search(let query):
      ask(.search(query)) {
        .found(
          query,
          try await $0.store.search(query.words, by: $0.user, in: query.channel, most: SearchQuery.most))
      }
    case .setAttention(let attention, let channel):
      ask(.attention(channel)) {
        try await $0.store.setAttention(attention, UserChannel($0.user, channel))
        return .attention(attention, channel)
      }
    case .loadReaders(let seq, let channel):
      ask(.readers) { .readers(seq, channel, try await $0.store.readers(of: seq, in: channel)) }
    case .setHidesReads(let hides, let channel):
      ask(.preference) {
        try await $0.store.setHidesReads(hides, $0.user, in: channel)
        return .preferred
      }
    case .setHearsEveryone(let hears, let channel):
      ask(.preference) {
        try await $0.store.setHearsEveryone(hears, UserChannel($0.user, channel))
        return .preferred
      }
    default: break
    }
  }

  /// Appends a change to the log; at once, before what is said after it, unless it must be known first how often whoever
  /// comes or goes has done so before.
  private func change(_ request: ChangeRequest) {
    guard let mover = request.mover(author: user) else { return append(request, turn: 0) }
    changing.withLock { $0 += 1 }
    Task {
      defer { changing.withLock { $0 -= 1 } }
      do {
        append(request, turn: try await store.turn(of: UserChannel(mover, request.channel)))
      } catch {
        inbox.post(.sendFailed(id: request.id, reason: "\(error)"))
      }
    }
  }

  private func append(_ request: ChangeRequest, turn: Int64) {
    do {
      outgoing.send(.message(try request.event(by: user, turn: turn)))
    } catch {
      inbox.post(.sendFailed(id: request.id, reason: "\(error)"))
    }
  }

  /// Asks the database, and posts the answer or the failure.
  private func ask(
    _ request: ClientRequest, _ body: @escaping @Sendable (ChatBackend) async throws -> ClientEvent
  ) {
    Task {
      do {
        let answer = try await body(self)
        watch.databaseAnswered()
        inbox.post(answer)
      } catch {
        watch.databaseFailed("\(error)")
        inbox.post(.failed(request, reason: "\(error)"))
      }
    }
  }

  private func loadCounters(_ channels: [ChannelID]?, listing listed: Set<ChannelID>) {
    answerCounters(complete: channels == nil) {
      try await $0.counters.counters(of: $0.user, in: channels, listing: listed)
    }
  }

  private func restoreCounters(_ channels: [ChannelID]) {
    answerCounters(complete: false) { try await $0.counters.restore(channels, of: $0.user, from: $0.store) }
  }

  private func answerCounters(
    complete: Bool, _ read: @escaping @Sendable (ChatBackend) async throws -> [ChannelID: Counter]
  ) {
    Task {
      do {
        inbox.post(.counters(try await read(self), complete: complete))
      } catch is CountersNotBuilt {
        inbox.post(.countersNotBuilt)
      } catch {
        inbox.post(.failed(.counters, reason: "\(error)"))
      }
    }
  }
}

extension DependencyHealth {
  init(_ health: KafkaHealth) {
    self =
      switch health {
      case .connecting: .connecting
      case .up: .up
      case .down: .down("no broker answers")
      case .failed(let error): .down("\(error)")
      }
  }
}
