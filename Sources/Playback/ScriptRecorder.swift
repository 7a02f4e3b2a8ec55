import Canvas

/// Writes down what a user does as a script that plays the same inputs.
public struct ScriptRecorder: Sendable {
  /// Pauses up to this are not written down: a player has none between keys.
  private static let shortPause: Duration = .milliseconds(300)

  private let size: Size
  private var lastTime: Duration
  private var inputs: [RecordedInput] = []
  /// Whether something other than an input has ended the session.
  private var hasEnded = false

  /// A recorder for a session that begins.
  /// - Parameters:
  ///   - size: The size of the screen.
  ///   - start: The time on the clock that `record` goes by.
  public init(size: Size, at start: Duration = .zero) {
    self.size = size
    lastTime = start
  }

  /// Adds an input.
  ///
  /// Signals and the end of the terminal are left out, since a script has no steps for them.
  public mutating func record(_ event: InputEvent, at now: Duration) {
    switch event {
    case .woken: return
    case .signal, .end: hasEnded = true
    case .key, .paste, .focus, .mouse, .resize:
      inputs.append(RecordedInput(event: event, pause: now - lastTime))
      lastTime = now
    }
  }

  /// The script.
  ///
  /// What is expected stands before the last input, which is the one that made the client quit, unless a signal did.
  /// - Parameters:
  ///   - facts: The client at the end.
  ///   - badges: The channels whose badges are expected to be the same.
  public func script(_ facts: some ScreenFacts, badges: [String]) -> String {
    let end = hasEnded ? inputs.count : max(0, inputs.count - 1)
    let lines =
      ["size \(size.script)"] + Self.lines(inputs[..<end]) + Self.expectations(facts, badges)
      + Self.lines(inputs[end...])
    return lines.map { $0 + "\n" }.joined()
  }

  /// The steps of inputs, where a pause ends what can be one step.
  private static func lines(_ inputs: ArraySlice<RecordedInput>) -> [String] {
    var lines: [String] = []
    var rest = inputs
    while let first = rest.first {
      if first.pause > shortPause { lines.append("wait \(roundedUp(first.pause).scriptText)") }
      let group = rest.prefix(1) + rest.dropFirst().prefix { $0.pause <= shortPause }
      lines += ScriptWriter.lines(group.map(\.event))
      rest = rest.dropFirst(group.count)
    }
    return lines
  }

  private static func roundedUp(_ pause: Duration) -> Duration {
    .milliseconds(10 * (Int(min(pause, .seconds(86_400)) / .milliseconds(10)) + 1))
  }

  private static func expectations(_ facts: some ScreenFacts, _ channels: [String]) -> [String] {
    let open = facts.openChannel.map { "expect open \($0.scriptWord)" }
    let badges = channels.compactMap { channel in
      facts.badge(of: channel).map { badge in
        "expect badge \(channel.scriptWord) \(badge.unread)"
          + (badge.mentions > 0 ? " @\(badge.mentions)" : "")
      }
    }
    return (open.map { [$0] } ?? []) + badges
  }
}

/// An input, and the time since the one before.
private struct RecordedInput: Sendable {
  let event: InputEvent
  let pause: Duration
}
