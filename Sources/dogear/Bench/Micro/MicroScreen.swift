import Bench
import Canvas
import ChatClient
import ChatModel

/// The client's frames on a terminal of 200 × 50, with messages in view that fill it.
enum MicroScreen {
  static var all: [MicroBenchmark] {
    let theme = SharedTheme(.dark)
    let client = client()
    var scrolled = client
    _ = scrolled.update(.input(.key(Key(.up))), at: time)
    _ = scrolled.update(.tick, at: time)
    let (before, after) = (client, scrolled)
    let frame = before.view(theme)
    return [
      MicroBenchmark("lay out and draw a frame of 200 × 50") {
        before.view(theme).canvas.size.width
      },
      MicroBenchmark("the next frame, scrolled by a line") {
        after.view(theme, after: frame).canvas.size.width
      },
      MicroBenchmark("take a key that scrolls by a line") {
        var copy = before
        return copy.update(.input(.key(Key(.up))), at: time).count
      },
    ]
  }

  private static let me = UserID(stored: "me")
  private static let channels = (0..<200).map { ChannelID(stored: "room-\($0)") }
  private static let messages = (1...500).map { number in
    Message(
      channel: channels[0], seq: Seq(number), id: "bench.\(number)",
      author: UserID(stored: "reader-\(number % 7)"), sentAt: Timestamp(milliseconds: Int64(number) * 60_000),
      body: "message \(number) with a moderately long text to wrap here and there, and *some* `marks` in it")
  }
  private static let time = ClientTime(monotonic: .seconds(10), wall: Timestamp(milliseconds: 40_000_000))

  /// A client that has loaded everything it asked for.
  private static func client() -> ClientState {
    var client = ClientState(
      user: me, size: Size(width: 200, height: 50), ids: IDSource(session: "bench"), opening: channels[0])
    var events: [ClientEvent] = [.started, .heard(.connected)]
    while !events.isEmpty {
      events += client.update(events.removeFirst(), at: time).compactMap(answer)
    }
    return client
  }

  private static func answer(_ effect: ClientEffect) -> ClientEvent? {
    switch effect {
    case .loadChannels:
      return .channels(
        channels.map { ChannelInfo(id: $0, topic: "what is said here", memberCount: 50, head: 500, floor: 0) }
      )
    case .loadCounters:
      let counters = channels.map { ($0, Unread(head: 500, read: .read(480, epoch: 0))) }
      return .counters(Dictionary(uniqueKeysWithValues: counters), complete: true)
    case .loadMessages(let channel, let range):
      return .messages(channel, range, messages.filter { range.contains($0.seq) })
    default: return nil
    }
  }
}
