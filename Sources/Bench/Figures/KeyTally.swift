/// Collects the answers to keys, one after the other.
struct KeyTally {
  private var first: [Double] = []
  private var last: [Double] = []
  private var echoes: [Double] = []
  private var pressed = 0
  private var unanswered = 0

  /// Notes what was heard after a key.
  /// - Parameter rested: Whether the output had come to rest, so that its last byte belongs to the key.
  mutating func add(
    _ heard: Heard, after key: ProbeKey, pressedAt start: ContinuousClock.Instant, rested: Bool
  ) {
    pressed += 1
    guard let begin = heard.first, let end = heard.last, key.echo == nil || heard.echo != nil else {
      unanswered += 1
      return
    }
    first.append((begin - start).inMilliseconds)
    if rested { last.append((end - start).inMilliseconds) }
    if let echo = heard.echo { echoes.append((echo - start).inMilliseconds) }
  }

  var figures: KeyFigures {
    KeyFigures(
      firstByte: Percentiles(first), lastByte: Percentiles(last), echo: Percentiles(echoes), pressed: pressed,
      unanswered: unanswered)
  }
}
