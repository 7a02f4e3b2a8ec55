/// What waits for a slow reader: bounded, because a bus may be faster than a screen for ever.
///
/// When it is full, all messages are dropped and replaced by one `overflowed`, but what is known about the
/// connection is kept.
struct EventBuffer {
  private let capacity: Int
  private let byteCapacity: Int
  private var events: [RedisSubscriber.Event] = []
  private var head = 0
  private var bytes = 0

  /// - Parameters:
  ///   - capacity: The most events.
  ///   - byteCapacity: The most bytes in the payloads and channel names of waiting messages.
  init(capacity: Int, byteCapacity: Int = 16 << 20) {
    self.capacity = max(capacity, 4)
    self.byteCapacity = byteCapacity
  }

  /// How many events wait.
  var count: Int { events.count - head }

  /// Adds an event, in amortised O(1).
  mutating func append(_ event: RedisSubscriber.Event) {
    events.append(event)
    bytes += Self.size(event)
    if count > capacity || bytes > byteCapacity { collapse() }
  }

  /// Takes the oldest event, in amortised O(1).
  mutating func popFirst() -> RedisSubscriber.Event? {
    guard head < events.count else { return nil }
    let event = events[head]
    bytes -= Self.size(event)
    head += 1
    if head == events.count {
      events.removeAll(keepingCapacity: events.count <= 1024)
      head = 0
    } else if head >= 1024, head * 2 >= events.count {
      events.removeFirst(head)
      head = 0
    }
    return event
  }

  /// Keeps the last state of the connection and the channels acknowledged since, then says that something is
  /// missing.
  private mutating func collapse() {
    var state: RedisSubscriber.Event?
    var channels: Set<String> = []
    for event in events[head...] {
      switch event {
      case .connected, .disconnected:
        state = event
        channels = []
      case .subscribed(let added): channels.formUnion(added)
      case .message, .overflowed: break
      }
    }
    events = state.map { [$0] } ?? []
    if !channels.isEmpty { events.append(.subscribed(channels.sorted())) }
    events.append(.overflowed)
    head = 0
    bytes = 0
  }

  private static func size(_ event: RedisSubscriber.Event) -> Int {
    if case .message(let channel, let payload) = event { channel.utf8.count + payload.count } else { 0 }
  }
}
