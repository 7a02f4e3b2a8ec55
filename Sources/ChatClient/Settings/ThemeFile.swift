import Canvas

/// What a theme file says: changes to one of the standard themes.
///
/// `base = light` chooses which, `unread = cyan bold` sets a style, and `author = green, blue, 135` the looks that
/// authors share.
public struct ThemeFile: Sendable {
  static let section = "theme"

  /// The form that the file asks for; nil leaves it to the terminal.
  public private(set) var base: Theme.Form?
  private var styles: [(style: ThemeStyle, look: Style)] = []
  private var authors: [Style] = []

  /// Reads the lines of a file's section `theme`, or of a file that has no sections.
  /// - Throws: The first line that is of no use.
  public init(_ lines: [SettingLine]) throws(SettingError) {
    for line in lines {
      guard line.section.isEmpty || line.section == Self.section else {
        throw SettingError(
          line: line.line,
          reason: KnownNames(names: [Self.section]).reason(unknown: "section", line.section))
      }
      switch line.name {
      case "base": try setBase(line)
      // An indented line of the file is one more with the name above.
      case "author": authors += try Self.list(line)
      default: try setStyle(line)
      }
    }
  }

  /// A standard theme with the changes of the file.
  /// - Parameter form: What the terminal seems to be; counts unless the file says otherwise.
  public func theme(_ form: Theme.Form, _ colors: Theme.Colors) -> Theme {
    var theme = Theme.standard(base ?? form, colors)
    for (style, look) in styles { theme[keyPath: style.path] = look }
    if !authors.isEmpty { theme.authors = authors }
    return theme
  }

  private mutating func setBase(_ line: SettingLine) throws(SettingError) {
    let forms = Theme.Form.allCases.map(\.rawValue)
    guard base == nil else { throw Self.twice(line) }
    guard let form = Theme.Form(rawValue: line.value.lowercased()) else {
      throw SettingError(
        line: line.line,
        reason: "'base' is \(forms.joined(separator: " or ")), not '\(KnownNames.quoted(line.value))'")
    }
    base = form
  }

  private mutating func setStyle(_ line: SettingLine) throws(SettingError) {
    guard let style = ThemeStyle.all.first(where: { $0.name == line.name }) else {
      let known = KnownNames(names: ["base", "author"] + ThemeStyle.all.map(\.name))
      throw SettingError(line: line.line, reason: known.reason(unknown: "style", line.name))
    }
    guard !styles.contains(where: { $0.style.name == style.name }) else { throw Self.twice(line) }
    styles.append((style, try Style(words: line.value, line: line.line)))
  }

  private static func list(_ line: SettingLine) throws(SettingError) -> [Style] {
    var looks: [Style] = []
    for words in line.value.split(separator: ",", omittingEmptySubsequences: false) {
      looks.append(try Style(words: String(words), line: line.line))
    }
    return looks
  }

  private static func twice(_ line: SettingLine) -> SettingError {
    SettingError(line: line.line, reason: "'\(line.name)' is set twice")
  }
}
