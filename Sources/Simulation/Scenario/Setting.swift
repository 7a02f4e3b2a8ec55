import Arguments

/// What a line of a scenario sets, and within which bounds.
struct Setting<Target>: Sendable {
  let name: String
  /// What the value must be, to end a refusal with.
  let hint: String
  /// Sets the value; false if the text is none or out of bounds.
  let set: @Sendable (inout Target, String) -> Bool

  static func number<Value: ExpressibleByArgument & Comparable>(
    _ name: String, _ path: WritableKeyPath<Target, Value> & Sendable, _ bounds: ClosedRange<Value>
  ) -> Setting {
    Setting(name: name, hint: "a number from \(bounds.lowerBound) to \(bounds.upperBound)") { target, text in
      guard let value = Value(argument: text), bounds.contains(value) else { return false }
      target[keyPath: path] = value
      return true
    }
  }

  static func duration(
    _ name: String, _ path: WritableKeyPath<Target, Duration> & Sendable, atLeast least: Duration
  ) -> Setting {
    let bounds = "\(least.defaultValueDescription) to 24h"
    return Setting(name: name, hint: "a duration from \(bounds), such as 500ms or 2m") { target, text in
      guard let value = Duration(argument: text), least <= value, value <= .seconds(86_400) else {
        return false
      }
      target[keyPath: path] = value
      return true
    }
  }

  /// `30%` or `0.3`.
  static func share(_ name: String, _ path: WritableKeyPath<Target, Double> & Sendable) -> Setting {
    Setting(name: name, hint: "a share such as 30% or 0.3") { target, text in
      let isPercent = text.hasSuffix("%")
      guard let number = Double(isPercent ? String(text.dropLast()) : text) else { return false }
      let value = isPercent ? number / 100 : number
      guard (0...1).contains(value) else { return false }
      target[keyPath: path] = value
      return true
    }
  }
}

extension Setting<WorldPlan> {
  static let all: [Setting] = [
    .number("users", \.users, 2...1_000_000),
    .number("channels", \.channels, 1...100_000),
    .number("joined", \.joined, 1...1_000),
    .number("zipf", \.zipf, 0...3),
    .number("directs", \.directs, 0...100),
    .number("history", \.history, 0...100_000),
    .share("silent", \.silent),
    .number("terminals", \.terminals, 1...10),
    .number("seed", \.seed, 0...UInt64.max),
  ]
}

extension Setting<Stage> {
  static let all: [Setting] = [
    .duration("duration", \.duration, atLeast: .milliseconds(100)),
    .share("readers", \.readers),
    .duration("ramp", \.ramp, atLeast: .zero),
    .number("scrolls", \.scrolls, 0...50),
    .number("step", \.step, 1...1_000),
    .number("posts", \.posts, 0...100_000),
    .share("direct", \.direct),
    .share("mentions", \.mentions),
    .share("marks", \.marks),
    .duration("session", \.session, atLeast: .zero),
    .duration("absence", \.absence, atLeast: .zero),
  ]
}

extension Setting<Scenario> {
  static let all: [Setting] = [.duration("warm-up", \.warmUp, atLeast: .zero)]
}
