import Testing

@testable import Redis

@Suite("The buffer of events")
struct EventBufferTests {
  @Test("events come out in order")
  func inOrder() {
    var buffer = EventBuffer(capacity: 5000)
    for round in 0..<3000 {
      buffer.append(.message(channel: "\(round)", payload: []))
      buffer.append(.message(channel: "\(round)'", payload: []))
      #expect(
        buffer.popFirst() == .message(channel: round % 2 == 0 ? "\(round / 2)" : "\(round / 2)'", payload: [])
      )
    }
    #expect(buffer.count == 3000)
  }

  @Test("too many events leave the state of the connection and one overflow")
  func tooMany() {
    var buffer = EventBuffer(capacity: 6)
    buffer.append(.connected)
    buffer.append(.subscribed(["a"]))
    for _ in 0..<5 { buffer.append(.message(channel: "a", payload: [1])) }
    buffer.append(.subscribed(["b"]))
    for _ in 0..<50 { buffer.append(.message(channel: "a", payload: [2])) }
    buffer.append(.subscribed(["c"]))
    #expect(buffer.count <= 6)
    #expect(buffer.popFirst() == .connected)
    var acknowledged: Set<String> = []
    var overflows = 0
    while let event = buffer.popFirst() {
      if case .subscribed(let channels) = event { acknowledged.formUnion(channels) }
      if event == .overflowed { overflows += 1 }
    }
    #expect(acknowledged == ["a", "b", "c"])
    #expect(overflows == 1)
  }

  @Test("few large messages overflow, too, and a drained buffer is as good as new")
  func tooLarge() {
    var buffer = EventBuffer(capacity: 100, byteCapacity: 10)
    for _ in 0..<5 {
      buffer.append(.message(channel: "a", payload: [1, 2, 3, 4]))
      buffer.append(.message(channel: "a", payload: [1, 2, 3, 4]))
      #expect(buffer.count == 2)
      buffer.append(.message(channel: "a", payload: [1]))
      #expect(buffer.popFirst() == .overflowed)
      #expect(buffer.popFirst() == nil)
    }
  }

  @Test("only the last state of a flapping connection is kept")
  func flapping() {
    let lost = RedisError(.connectionLost, "gone", attempted: "reading")
    var buffer = EventBuffer(capacity: 4)
    for _ in 0..<100 {
      buffer.append(.connected)
      buffer.append(.subscribed(["a"]))
      buffer.append(.disconnected(lost))
    }
    var left: [RedisSubscriber.Event] = []
    while let event = buffer.popFirst() { left.append(event) }
    #expect(left.count <= 4)
    #expect(left.contains(.overflowed))
    #expect(left.last { $0 == .connected || $0 == .disconnected(lost) } == .disconnected(lost))
  }
}
