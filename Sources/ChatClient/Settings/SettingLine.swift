import Canvas

/// One line of a settings file: a name, its value, and where it stands.
public struct SettingLine: Hashable, Sendable {
  /// The section; empty above the first one.
  public let section: String
  /// The name, without dots.
  public let name: String
  /// What it is set to.
  public let value: String
  /// The line, from 1.
  public let line: Int

  /// Creates a line.
  public init(section: String = "", name: String, value: String, line: Int) {
    self.section = section
    self.name = name
    self.value = value
    self.line = line
  }

  /// Creates a line from the section and the name in one, with a dot between: `keys.browse.next-unread`.
  public init(key: String, value: String, line: Int) {
    let dot = key.lastIndex(of: ".")
    self.init(
      section: dot.map { String(key[..<$0]) } ?? "",
      name: String(key[(dot.map(key.index(after:)) ?? key.startIndex)...]), value: value, line: line)
  }
}

/// A line of a settings file that cannot be used; whoever read the file knows its name.
public struct SettingError: Error, Hashable, CustomStringConvertible {
  /// The line, from 1.
  public let line: Int
  /// What is wrong with it, and what is allowed instead.
  public let reason: String

  /// The line and the reason.
  public var description: String { "\(line): \(reason)" }
}

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
