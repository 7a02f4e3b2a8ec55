import Lanes
import Redis
import TestSupport
import Testing

@Suite("A subscriber at a real server", .timeLimit(.minutes(20)))
struct RedisSubscriberTests {
  private typealias Events = AsyncStream<RedisSubscriber.Event>.AsyncIterator
  private let quick = Backoff(first: .milliseconds(5), most: .milliseconds(20))

  /// The events up to and with the first that fits.
  private func skip(
    _ events: inout Events, to fits: (RedisSubscriber.Event) -> Bool
  ) async -> [RedisSubscriber.Event] {
    var seen: [RedisSubscriber.Event] = []
    while let event = await events.next(isolation: nil) {
      seen.append(event)
      if fits(event) { break }
    }
    return seen
  }

  /// The next event but those that tell of channels which were asked for too late to be there at `connected`.
  private func next(_ events: inout Events) async -> RedisSubscriber.Event? {
    while let event = await events.next(isolation: nil) {
      if case .subscribed = event { continue }
      return event
    }
    return nil
  }

  /// Waits until so many channels are listened to.
  private func listens(to count: Int, _ observer: RedisConnection) async throws {
    try await eventually("the server knows of all channels") {
      try await observer.send(["PUBSUB", "CHANNELS"]).array?.count == count
    }
  }

  private func message(_ channel: String, _ text: String) -> RedisSubscriber.Event {
    .message(channel: channel, payload: Array(text.utf8))
  }

  @Test("messages arrive after `connected`, in order and byte for byte")
  func messagesArrive() async throws {
    try await withRedis { server in
      let subscriber = RedisSubscriber(server.endpoint, name: "sub", backoff: quick)
      subscriber.subscribe(["a", "b"])
      var events = subscriber.events.makeAsyncIterator()
      #expect(await events.next() == .connected)
      let publisher = RedisConnection(server.endpoint, name: "pub")
      try await listens(to: 2, publisher)
      _ = try await publisher.pipeline([
        ["PUBLISH", "a", "1"], ["PUBLISH", "b", "2"], ["PUBLISH", "c", "no"],
      ])
      _ = try await publisher.send(
        RedisCommand(binary: [Array("PUBLISH".utf8), Array("a".utf8), [0, 255, 13, 10]]))
      #expect(await next(&events) == message("a", "1"))
      #expect(await events.next() == message("b", "2"))
      #expect(await events.next() == .message(channel: "a", payload: [0, 255, 13, 10]))
      subscriber.close()
      #expect(await events.next() == nil)
    }
  }

  @Test("channels come and go while connected, thousands at a time")
  func channelsComeAndGo() async throws {
    try await withRedis { server in
      let subscriber = RedisSubscriber(server.endpoint, name: "sub", backoff: quick)
      var events = subscriber.events.makeAsyncIterator()
      #expect(await events.next() == .connected)
      let many = (0..<5000).map { "channel-\($0)" }
      subscriber.subscribe(many)
      var acknowledged: Set<String> = []
      while acknowledged.count < many.count, case .subscribed(let channels)? = await events.next() {
        acknowledged.formUnion(channels)
      }
      #expect(acknowledged == Set(many))
      let publisher = RedisConnection(server.endpoint, name: "pub")
      #expect(try await publisher.send(["PUBLISH", "channel-4999", "x"]) == .integer(1))
      #expect(await events.next() == message("channel-4999", "x"))
      subscriber.unsubscribe(many.dropFirst())
      try await eventually("the server has forgotten them") {
        try await publisher.send(["PUBSUB", "CHANNELS"]).array?.count == 1
      }
      subscriber.close()
    }
  }

  @Test("after a restart of the server everything wanted is subscribed again before `connected`")
  func restart() async throws {
    try await withRedis { server in
      let subscriber = RedisSubscriber(server.endpoint, name: "sub", backoff: quick)
      let wanted = (0..<2500).map { "c\($0)" }
      subscriber.subscribe(wanted)
      var events = subscriber.events.makeAsyncIterator()
      #expect(await events.next() == .connected)
      await server.kill()
      guard case .disconnected(let error)? = await next(&events) else {
        Issue.record("the loss has to be told")
        return
      }
      #expect(error.code == .connectionLost)
      subscriber.subscribe(["late"])
      subscriber.unsubscribe(["c0"])
      try await server.start()
      #expect(await events.next() == .connected)
      let publisher = RedisConnection(server.endpoint, name: "pub")
      #expect(try await publisher.send(["PUBSUB", "CHANNELS"]).array?.count == 2500)
      _ = try await publisher.pipeline([["PUBLISH", "c0", "no"], ["PUBLISH", "late", "yes"]])
      #expect(await next(&events) == message("late", "yes"))
      subscriber.close()
    }
  }

  @Test("it waits for a server that is not there yet, and tells of the outage once")
  func waitsForServer() async throws {
    try await withRedis { server in
      await server.kill()
      let subscriber = RedisSubscriber(server.endpoint, name: "sub", backoff: quick)
      var events = subscriber.events.makeAsyncIterator()
      guard case .disconnected(let error)? = await events.next() else {
        Issue.record("the failure has to be told")
        return
      }
      #expect(error.code == .unreachable)
      try await server.start()
      #expect(await events.next() == .connected)
      subscriber.close()
    }
  }

  @Test("a frozen server is noticed although its connection stays open")
  func frozenServer() async throws {
    try await withRedis { server in
      let subscriber = RedisSubscriber(
        server.endpoint, name: "sub", backoff: quick, timeout: .milliseconds(200), idle: .milliseconds(50))
      var events = subscriber.events.makeAsyncIterator()
      subscriber.subscribe(["a"])
      let first = await skip(&events) { $0 == .connected }
      #expect(first.last == .connected)
      await server.freeze()
      guard case .disconnected(let error)? = await next(&events) else {
        Issue.record("the silence has to be told")
        return
      }
      #expect(error.code == .timedOut)
      subscriber.close()
    }
  }

  @Test("a quiet server that answers PING stays connected, subscribed or not")
  func quietServer() async throws {
    try await withRedis { server in
      let idle = RedisSubscriber(server.endpoint, name: "idle", idle: .milliseconds(2))
      var events = idle.events.makeAsyncIterator()
      #expect(await events.next() == .connected)
      let observer = RedisConnection(server.endpoint, name: "observer")
      func pings() async throws -> Int {
        let stats = try await observer.send(["INFO", "commandstats"]).string ?? ""
        let line = stats.split(separator: "\r\n").first { $0.hasPrefix("cmdstat_ping:calls=") }
        return line.flatMap { Int($0.dropFirst(19).prefix { $0.isNumber }) } ?? 0
      }
      let before = try await pings()
      try await eventually("pings without a subscription") { try await pings() > before + 5 }
      idle.subscribe(["a"])
      #expect(await events.next() == .subscribed(["a"]))
      let between = try await pings()
      try await eventually("pings with a subscription") { try await pings() > between + 5 }
      _ = try await observer.send(["PUBLISH", "a", "x"])
      #expect(await events.next() == message("a", "x"))
      idle.close()
    }
  }

  @Test("a reader that is too slow gets `overflowed`, and the newest messages")
  func overflow() async throws {
    try await withRedis { server in
      let subscriber = RedisSubscriber(server.endpoint, name: "sub", backoff: quick, capacity: 100)
      subscriber.subscribe(["a"])
      let publisher = RedisConnection(server.endpoint, name: "pub")
      try await eventually("the subscription") {
        try await publisher.send(["PUBSUB", "NUMSUB", "a"]).array?.last == .integer(1)
      }
      _ = try await publisher.pipeline((0..<5000).map { RedisCommand("PUBLISH", "a", String($0)) })
      _ = try await publisher.send(["PUBLISH", "a", "last"])
      var events = subscriber.events.makeAsyncIterator()
      let seen = await skip(&events) { $0 == message("a", "last") }
      #expect(seen.first == .connected)
      #expect(seen.contains(.overflowed))
      #expect(seen.last == message("a", "last"))
      subscriber.close()
    }
  }

  @Test("closing, releasing or cancelling the reader ends the stream and the connection")
  func endings() async throws {
    try await withRedis { server in
      let observer = RedisConnection(server.endpoint, name: "observer")
      func clients() async throws -> Int {
        try await observer.send(["CLIENT", "LIST"]).string?.split(separator: "\n").count ?? 0
      }
      var released: RedisSubscriber? = RedisSubscriber(server.endpoint, name: "released")
      let closed = RedisSubscriber(server.endpoint, name: "closed")
      let cancelled = RedisSubscriber(server.endpoint, name: "cancelled")
      try await eventually("three subscribers") { try await clients() == 4 }
      let readers = [released?.events, closed.events, cancelled.events].compactMap(\.self).map { events in
        Task { for await _ in events {} }
      }
      released = nil
      closed.close()
      closed.close()
      readers.last?.cancel()
      for reader in readers { await reader.value }
      try await eventually("only the observer is left") { try await clients() == 1 }
    }
  }

  @Test("closing during an outage does not wait for the next try")
  func closeDuringOutage() async {
    let slow = Backoff(first: .seconds(600), most: .seconds(600))
    let subscriber = RedisSubscriber(RedisEndpoint(socket: "/nonexistent/x"), name: "sub", backoff: slow)
    var events = subscriber.events.makeAsyncIterator()
    guard case .disconnected? = await events.next() else {
      Issue.record("the failure has to be told")
      return
    }
    subscriber.close()
    #expect(await events.next() == nil)
  }
}
