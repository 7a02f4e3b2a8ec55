import ChatModel
import Doubles
import Redis
import Stores
import TestSupport
import Testing

/// Notices reach those who listen, in order; whatever else is published is not heard.
@Suite(.timeLimit(.minutes(20))) struct NoticeTests {
  /// Names of this test alone: Redis's publish/subscribe knows no databases.
  private static func notices(_ name: String) -> [Notice] {
    let key = UserChannel(UserID(stored: name), ChannelID(stored: name))
    let message = Message(
      channel: key.channel, seq: .mostSeq, id: "1", author: key.user,
      sentAt: Timestamp(milliseconds: 1_700_000_000_001), body: "“é” ❤️\u{1B}\n\"")
    return [
      .message(message), .seen(key, position: 7), .read(key), .typing(key),
      .presence(key.user, isOnline: true), .presence(key.user, isOnline: false),
      .status(ServerStatus(lag: 12, lagMilliseconds: 345)), .rebuilt(Bucket(3)),
    ]
  }

  private static func topics(_ name: String) -> [NoticeTopic] {
    [
      .channel(ChannelID(stored: name)), .user(UserID(stored: name)), .presence(UserID(stored: name)),
      .everyone,
    ]
  }

  /// The next `count` notices of `name`'s; others may publish to everyone at the same time.
  private static func hear(_ count: Int, _ name: String, from source: any NoticeSource) async -> [Notice] {
    let wanted = Set(notices(name))
    var heard: [Notice] = []
    for await event in source.notices {
      if case .notice(let notice) = event, wanted.contains(notice) { heard.append(notice) }
      if heard.count == count { break }
    }
    return heard
  }

  @Test("Every kind of notice arrives as it was published, in order", arguments: Implementation.allCases)
  func kinds(_ implementation: Implementation) async throws {
    let name = "kinds"
    switch implementation {
    case .memory:
      let exchange = MemoryNotices()
      let source = exchange.source()
      source.listen(to: Self.topics(name))
      try await exchange.publish(Self.notices(name))
      #expect(await Self.hear(Self.notices(name).count, name, from: source) == Self.notices(name))
    case .servers:
      try await Self.withRedisNotices(name) { connection, source in
        try await RedisNoticePublisher(connection).publish([])
        try await RedisNoticePublisher(connection).publish(Self.notices(name))
        #expect(await Self.hear(Self.notices(name).count, name, from: source) == Self.notices(name))
      }
    }
  }

  @Test("Bytes that are no notice are not heard")
  func garbage() async throws {
    let name = "garbage"
    try await Self.withRedisNotices(name) { connection, source in
      let payloads: [[UInt8]] = [
        [], [0], [0xFF, 0xFE, 0x80], Array("not json".utf8), Array("{}".utf8), Array("null".utf8),
        Array(#"{"v":1,"kind":"unknown"}"#.utf8), Array(#"{"v":2,"kind":"rebuilt","bucket":1}"#.utf8),
        Array(#"{"v":1,"kind":"message","channel":"x"}"#.utf8),
        Array(#"{"v":1,"kind":"seen","user":"../..","channel":"x","seq":1}"#.utf8),
        Array(#"{"v":1,"kind":"seen","user":"alice","channel":"x","seq":-1}"#.utf8),
        Array(#"{"v":1,"kind":"typing","user":"alice"}"#.utf8), Array(#"{"v":1,"kind":"online"}"#.utf8),
        Array(String(repeating: "[", count: 100_000).utf8), Array(repeating: 0x20, count: 1_000_000),
      ]
      let channel = NoticeTopic.channel(ChannelID(stored: name)).name
      for payload in payloads {
        let receivers = try await connection.send(
          RedisCommand(binary: [Array("PUBLISH".utf8), Array(channel.utf8), payload]))
        #expect(receivers == .integer(1))
      }
      try await RedisNoticePublisher(connection).publish([Self.notices(name)[0]])
      var heard: [Heard] = []
      for await event in source.notices where event != .connected {
        heard.append(event)
        if event == .notice(Self.notices(name)[0]) { break }
      }
      #expect(heard == [.notice(Self.notices(name)[0])])
    }
  }

  @Test("Only what is listened to is heard, and a closed source ends")
  func topics() async throws {
    let name = "topics"
    try await Self.withRedisNotices(name) { connection, source in
      let stranger = UserChannel(ghost, ChannelID(stored: "topics-of-others"))
      try await RedisNoticePublisher(connection).publish([.read(stranger), Self.notices(name)[2]])
      for await event in source.notices where event != .connected {
        #expect(event == .notice(Self.notices(name)[2]))
        source.close()
      }
    }
  }

  /// Runs `body` once a source is known to be subscribed.
  private static func withRedisNotices(
    _ name: String, isolation: isolated (any Actor)? = #isolation,
    _ body: (RedisConnection, RedisNoticeSource) async throws -> Void
  ) async throws {
    let endpoint = try await Servers.shared.value.redis
    let connection = RedisConnection(endpoint, name: "publisher")
    let source = RedisNoticeSource(RedisSubscriber(endpoint, name: "listener"))
    let topics = name == "kinds" ? topics(name) : Array(topics(name).prefix(2))
    source.listen(to: topics)
    try await eventually("the subscription") {
      let counts =
        try await connection.send(RedisCommand(["PUBSUB", "NUMSUB"] + topics.map(\.name))).array ?? []
      return counts.compactMap(\.integer).filter { $0 > 0 }.count == topics.count
    }
    try await body(connection, source)
    source.close()
    await connection.close()
  }
}
