import Canvas

/// The names that may be written somewhere, for telling what a wrong one was meant to be.
struct KnownNames {
  let names: [String]

  /// `unknown style 'unraed': did you mean 'unread'?`, or else all the names.
  func reason(unknown kind: String, _ written: String) -> String {
    "unknown \(kind) '\(Self.quoted(written))'\(hint(written) ?? "; known are \(names.joined(separator: ", "))")"
  }

  /// A question that offers the nearest names, if any is near.
  func hint(_ written: String) -> String? {
    let near = nearest(to: written).map { "'\($0)'" }
    return near.isEmpty ? nil : ": did you mean \(near.joined(separator: " or "))?"
  }

  /// The names that one slip of a finger turns into what is written.
  func nearest(to written: String) -> [String] {
    let slips = names.map { (name: $0, slip: Self.slip($0, written.lowercased())) }
    guard let least = slips.map(\.slip).min(), least <= 2 else { return [] }
    return slips.filter { $0.slip == least && $0.slip < $0.name.count }.map(\.name)
  }

  /// What people wrote, fit for a message.
  static func quoted(_ written: String) -> String { Sanitizer.line(written, limit: 60) }

  /// How many letters lie between the common start and the common end: at most two after one slip, whether letters
  /// were left out, added, replaced or swapped.
  private static func slip(_ first: String, _ second: String) -> Int {
    let head = zip(first, second).prefix { $0 == $1 }.count
    let tail = zip(first.reversed(), second.reversed()).prefix { $0 == $1 }.count
    let least = min(first.count, second.count)
    return max(first.count, second.count) - head - min(tail, least - head)
  }
}
