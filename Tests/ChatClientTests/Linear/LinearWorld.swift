import ChatModel

@testable import ChatClient

/// A client of lines, and a server that answers at once: what would be printed, without any I/O.
struct LinearWorld {
  /// What a loop waits between two pages that nobody asked for.
  private static let frame: Duration = .milliseconds(50)

  var client: LinearClient
  var server: FakeServer
  private(set) var now: Duration = .zero
  private(set) var effects: [ClientEffect] = []
  /// Everything that was printed.
  private(set) var transcript: [String] = []
  /// Whether the server answers; else effects are only noted.
  var isAnswering = true

  init(_ infos: [ChannelInfo], opening channel: ChannelID? = nil, isAttended: Bool = true) {
    client = LinearClient(
      user: Sample.alice, ids: IDSource(session: "test"), opening: channel, isAttended: isAttended)
    server = FakeServer(user: Sample.alice, infos)
  }

  /// The incident of the design's picture, with others talking elsewhere.
  static func scene(isAttended: Bool = true) -> LinearWorld {
    let scene = World.scene(.init(width: 80, height: 24))
    var world = LinearWorld([], opening: Sample.incidents, isAttended: isAttended)
    world.server = scene.server
    return world
  }

  var time: ClientTime {
    ClientTime(
      monotonic: now,
      wall: Timestamp(milliseconds: Sample.wall.milliseconds + now.components.seconds * 1_000))
  }

  /// Connects; what is printed is the beginning of the transcript.
  mutating func begin() {
    post(.started)
    post(.kept(Keepsake()))
    post(.heard(.connected))
    for service in Dependency.allCases { post(.health(service, .up)) }
    wait(.milliseconds(100))
  }

  /// Posts an event, and lets the server answer to everything that follows; nothing is printed.
  @discardableResult
  mutating func post(_ event: ClientEvent) -> [ClientEffect] {
    answer(client.update(event, at: time))
  }

  /// Enters a line.
  /// - Returns: What was printed then.
  @discardableResult
  mutating func enter(_ line: String) -> [String] {
    answer(client.enter(.text(line), at: time))
    return print()
  }

  @discardableResult
  mutating func enter(_ line: LineInput.Line) -> [String] {
    answer(client.enter(line, at: time))
    return print()
  }

  mutating func endInput() {
    answer(client.endInput(at: time))
    print()
  }

  /// Prints pages until there is nothing more, as a loop does.
  @discardableResult
  mutating func print() -> [String] {
    let start = transcript.count
    for _ in 0..<100 {
      let before = (transcript.count, effects.count)
      let page = client.page(at: time)
      transcript += page.lines
      post(.drawn(page.visible))
      if !client.hasMore, before == (transcript.count, effects.count) { break }
    }
    return Array(transcript[start...])
  }

  /// Lets time pass, with a tick or a page at every deadline.
  /// - Returns: What was printed meanwhile.
  @discardableResult
  mutating func wait(_ duration: Duration) -> [String] {
    let start = transcript.count
    let end = now + duration
    print()
    while let deadline = [client.nextDeadline, client.nextPage].compactMap(\.self).min(), deadline <= end {
      now = max(now, deadline)
      post(.tick)
      print()
    }
    now = end
    print()
    return Array(transcript[start...])
  }

  /// A message is stored and heard of; nothing is printed.
  mutating func say(_ body: String, author: String = "bob", in channel: ChannelID) {
    let message = server.store(channel, author: author, body: body)
    post(.heard(.notice(.message(message))))
  }

  /// Lets a loop's frame pass.
  @discardableResult
  mutating func frame() -> [String] { wait(Self.frame) }

  var receipts: [ReceiptEvent] { effects.receipts }
  var sent: [String] { effects.compactMap { if case .send(let event) = $0 { event.body } else { nil } } }
  var hasQuit: Bool { effects.contains(.quit) }

  @discardableResult
  private mutating func answer(_ first: [ClientEffect]) -> [ClientEffect] {
    var following = first
    var next = 0
    while next < following.count {
      let effect = following[next]
      next += 1
      guard isAnswering else { continue }
      for event in server.perform(effect) { following += client.update(event, at: time) }
    }
    effects += following
    return following
  }
}
