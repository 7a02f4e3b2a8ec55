import Canvas

@testable import Playback

/// What a client shows, made up.
struct FakeFacts: ScreenFacts {
  var canvas = Canvas(size: Size(width: 20, height: 4))
  var title = "dogear (7) #general"
  var openChannel: String? = "#general"
  var badges: [String: (unread: Int, mentions: Int)] = ["#general": (7, 1), "bob": (2, 2), "#books": (0, 0)]
  var pendingReceipts = 0

  var total: (unread: Int, mentions: Int) {
    (badges.values.reduce(0) { $0 + $1.unread }, badges.values.reduce(0) { $0 + $1.mentions })
  }

  func badge(of channel: String) -> (unread: Int, mentions: Int)? { badges[channel] }

  init(_ lines: String...) {
    for (y, line) in lines.enumerated() { canvas.draw(line, at: Point(x: 0, y: y)) }
  }
}

/// A script as tests write it.
func script(_ text: String) throws -> ScreenScript {
  try ScreenScript(text, file: "test.dogear")
}

extension ScreenScript {
  /// Every input that the script gives to a client that shows the same all the time, with the time of each.
  func played(_ facts: FakeFacts = FakeFacts()) -> (
    inputs: [(event: InputEvent, at: Duration)], end: ScriptPlayer.Move
  ) {
    var player = ScriptPlayer(self)
    var now: Duration = .zero
    var inputs: [(event: InputEvent, at: Duration)] = []
    while true {
      switch player.next(at: now, facts) {
      case .input(let event): inputs.append((event, now))
      case .wait(let end): now = max(now, end)
      case .print, .picture: break
      case let move: return (inputs, move)
      }
    }
  }
}
