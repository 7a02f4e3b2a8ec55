import Canvas
import ChatClient
import ChatModel
import Foundation
import Playback

/// Plays a script to the client, writes one down, and keeps what either puts out.
struct ScriptStage {
  private var player: ScriptPlayer?
  private var recorder: ScriptRecorder?
  private let options: ScriptOptions
  /// Whether what is printed has to wait until the terminal is given back.
  private let holdsOutput: Bool
  private var output = ""
  private var hasBegun = false
  private(set) var failure: (any Error)?

  /// How long the first step waits for a channel to be open.
  private static let patience: Duration = .seconds(5)
  /// The most badges that a recording expects to be as they were.
  private static let mostBadges = 20

  /// What the client is to do next.
  enum Cue {
    case input(InputEvent)
    /// Ask again at this time at the latest.
    case wait(until: Duration)
    /// Ask again now.
    case goOn
    case quit
    /// The script is played, or there is none.
    case none
  }

  init(_ options: ScriptOptions, size: Size, holdsOutput: Bool) throws {
    self.options = options
    self.holdsOutput = holdsOutput
    player = try options.readScript().map { ScriptPlayer($0) }
    recorder = options.record == nil ? nil : ScriptRecorder(size: size)
  }

  /// Whether a script is played.
  var isPlaying: Bool { player != nil }

  mutating func next(at now: Duration, _ facts: ClientFacts) -> Cue {
    // Nobody presses a key before there is something to be seen; but not for ever, as that may be what a script is about.
    if !hasBegun, facts.openChannel == nil, now < Self.patience { return .wait(until: Self.patience) }
    hasBegun = true
    guard let move = player?.next(at: now, facts) else { return .none }
    switch move {
    case .input(let event): return .input(event)
    case .wait(let until): return .wait(until: until)
    case .print(let text):
      put(text)
      return .goOn
    case .picture(let path, let palette):
      do {
        try draw(facts, palette, to: path)
        return .goOn
      } catch { return end(error) }
    case .failed(let failure): return end(failure)
    case .finished: return end(nil)
    }
  }

  mutating func record(_ event: InputEvent, at now: Duration) {
    recorder?.record(event, at: now)
  }

  /// Writes what was asked for of the session as a whole; to be called when the terminal is given back.
  mutating func finish(_ facts: ClientFacts) throws {
    if !output.isEmpty { print(output, terminator: "") }
    if let failure { throw failure }
    if let path = options.svg { try draw(facts, options.svgTheme.palette, to: path) }
    guard let path = options.record, let recorder else { return }
    let badges = facts.state.channelNames.prefix(Self.mostBadges)
    try Data(recorder.script(facts, badges: Array(badges)).utf8).write(to: URL(fileURLWithPath: path))
  }

  private mutating func end(_ error: (any Error)?) -> Cue {
    failure = error
    player = nil
    return .quit
  }

  /// Drawn anew, since a theme for a dark background is faint on a light one.
  private func draw(_ facts: ClientFacts, _ palette: SVGPalette, to path: String) throws {
    let theme = Theme.standard(palette == .light ? .light : .dark, .indexed256)
    let picture = SVGPicture(
      facts.state.view(SharedTheme(theme)).canvas, title: facts.title, palette: palette)
    try Data(picture.document.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
  }

  private mutating func put(_ text: String) {
    if holdsOutput {
      output += text + "\n"
    } else {
      printAtOnce(text)
    }
  }
}

/// What a script can see of the client: its state, and the last frame that was drawn.
struct ClientFacts: ScreenFacts {
  let state: ClientState
  let canvas: Canvas

  var title: String { state.windowTitle }
  var openChannel: String? { state.openChannelName }
  var total: (unread: Int, mentions: Int) { (state.total.unread, state.total.mentions) }
  var pendingReceipts: Int { state.pendingReceipts }

  func badge(of channel: String) -> (unread: Int, mentions: Int)? {
    state.badge(named: channel).map { ($0.unread, $0.mentions) }
  }
}
