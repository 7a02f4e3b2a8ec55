import Canvas
import ChatModel

@testable import ChatClient

/// A client at a terminal, and a server that answers at once: what a user would see, without any I/O.
struct World {
  var client: ClientState
  var server: FakeServer
  private(set) var now: Duration = .zero
  /// All effects so far, in order.
  private(set) var effects: [ClientEffect] = []
  /// Whether the server answers; else effects are only noted.
  var isAnswering = true
  /// Whether events that wait are taken in together.
  var isGathering = false
  private var unanswered: [ClientEffect] = []

  init(
    _ infos: [ChannelInfo], size: Size = Size(width: 80, height: 24), opening channel: ChannelID? = nil
  ) {
    client = ClientState(
      user: Sample.alice, size: size, ids: IDSource(session: "test"), opening: channel)
    server = FakeServer(user: Sample.alice, infos)
  }

  /// As it is when a user sits down: connected, drawn, and with the focus.
  mutating func begin() {
    post(.started)
    post(.heard(.connected))
    for service in Dependency.allCases { post(.health(service, .up)) }
    if client.spool.saved == nil { post(.spool(Spool())) }
    wait(Pace.frames.interval)
    post(.input(.focus(true)))
    draw()
  }

  var time: ClientTime {
    ClientTime(
      monotonic: now,
      wall: Timestamp(milliseconds: Sample.wall.milliseconds + now.components.seconds * 1_000))
  }

  /// Posts an event, and lets the server answer to everything that follows.
  /// - Parameter settles: Whether what input makes due is done at once, as if a frame had been drawn.
  /// - Returns: All effects that followed.
  @discardableResult
  mutating func post(_ event: ClientEvent, settles: Bool = true) -> [ClientEffect] {
    var events = [event]
    if settles, case .input = event { events.append(.tick) }
    return post(events)
  }

  /// Posts events that come together, and lets the server answer to everything that follows.
  @discardableResult
  mutating func post(together events: [ClientEvent]) -> [ClientEffect] {
    let wasGathering = isGathering
    isGathering = true
    defer { isGathering = wasGathering }
    return post(events)
  }

  private mutating func post(_ events: [ClientEvent]) -> [ClientEffect] {
    var events = events
    var following: [ClientEffect] = []
    while !events.isEmpty {
      let new = isGathering ? client.update(events, at: time) : client.update(events[0], at: time)
      events.removeFirst(isGathering ? events.count : 1)
      following += new
      if isAnswering {
        for effect in new { events += server.perform(effect) }
      } else {
        unanswered += new
      }
    }
    effects += following
    return following
  }

  /// What the server was asked while it did not answer.
  mutating func takeUnanswered() -> [ClientEffect] {
    defer { unanswered = [] }
    return unanswered
  }

  @discardableResult
  mutating func press(_ keys: Key...) -> [ClientEffect] {
    keys.flatMap { post(.input(.key($0))) }
  }

  @discardableResult
  mutating func type(_ text: String) -> [ClientEffect] {
    text.flatMap { press(Key(.character($0))) }
  }

  /// Draws frames until nothing changes any more: what was drawn may need more to be loaded.
  @discardableResult
  mutating func draw() -> Frame {
    var frame = client.view(.monochrome)
    for _ in 0..<20 {
      post(.drawn(frame.visible))
      let next = client.view(.monochrome)
      if next.visible == frame.visible && next.canvas == frame.canvas { break }
      frame = next
    }
    return frame
  }

  var screen: String { client.view(.monochrome).canvas.text }

  /// Lets time pass, with a tick at every deadline.
  /// - Returns: All effects that followed.
  @discardableResult
  mutating func wait(_ duration: Duration) -> [ClientEffect] {
    let end = now + duration
    var following: [ClientEffect] = []
    while let deadline = client.nextDeadline, deadline <= end {
      now = max(now, deadline)
      following += post(.tick)
    }
    now = end
    return following
  }

  /// A message is stored, and the client hears of it unless the notice is lost.
  mutating func say(_ body: String, author: String = "bob", in channel: ChannelID, isHeard: Bool = true) {
    let message = server.store(channel, author: author, body: body)
    if isHeard { post(.heard(.notice(.message(message)))) }
  }

  /// The receipts among the effects so far.
  var receipts: [ReceiptEvent] { effects.receipts }
}

extension [ClientEffect] {
  var receipts: [ReceiptEvent] {
    compactMap { if case .sendReceipt(let receipt) = $0 { receipt } else { nil } }
  }

  /// Without what follows from every change of a badge.
  var withoutTitle: [ClientEffect] {
    filter { if case .setTitle = $0 { false } else { true } }
  }
}
