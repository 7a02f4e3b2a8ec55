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
