/// How long people take to write a message.
enum TypingPace {
  /// How long somebody is seen typing before the message comes: long enough to be noticed, and shorter than the seconds
  /// for which a client shows it.
  static let visible: Duration = .milliseconds(1_600)

  /// Reading what was said, then about twelve characters a second, as in a chat that one would like to watch; between
  /// 1.2 and 10 seconds, give or take a third.
  static func pause(before text: String, using random: inout SplitMix) -> Duration {
    let seconds = min(1.2 + Double(text.count) / 12, 10)
    return .seconds(seconds * Double.random(in: 0.67...1.33, using: &random))
  }
}
