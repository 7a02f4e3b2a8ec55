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

/// A style of the theme as people set it.
struct ThemeStyle: Sendable {
  /// Its name in a theme file: the property's, with hyphens.
  let name: String
  let path: WritableKeyPath<Theme, Style> & Sendable
  /// Half a line for people.
  let help: String

  private init(_ name: String, _ path: WritableKeyPath<Theme, Style> & Sendable, _ help: String) {
    self.name = name
    self.path = path
    self.help = help
  }

  /// All of them, in the order of a theme file; the authors' styles are a list beside these.
  static let all = frame + list + messages + words + rows

  private static let frame = [
    ThemeStyle("border", \.border, "borders and lines"),
    ThemeStyle("title", \.title, "titles"),
    ThemeStyle("hint", \.hint, "words beside what matters"),
    ThemeStyle("notice", \.notice, "what was just done, and what is not as usual"),
    ThemeStyle("good", \.good, "a service that is up"),
    ThemeStyle("bad", \.bad, "a service that is down"),
  ]

  private static let list = [
    ThemeStyle("section", \.section, "the headings of the list"),
    ThemeStyle("channel", \.channel, "channels with unread messages; these are bold, too"),
    ThemeStyle("quiet", \.quiet, "channels without"),
    ThemeStyle("muted", \.muted, "muted channels"),
    ThemeStyle("open-channel", \.openChannel, "the open channel; what is behind it fills the row"),
    ThemeStyle("unread", \.unread, "numbers of unread messages"),
    ThemeStyle("mention", \.mention, "numbers of mentions"),
    ThemeStyle("online", \.online, "the mark of somebody online"),
    ThemeStyle("filter", \.filter, "the words that filter the list"),
  ]

  private static let messages = [
    ThemeStyle("topic", \.topic, "what a channel is about"),
    ThemeStyle("day", \.day, "the line at which a day begins"),
    ThemeStyle("divider", \.divider, "the line above new messages"),
    ThemeStyle("time", \.time, "times of messages"),
    ThemeStyle("pending", \.pending, "one's own messages on their way"),
    ThemeStyle("failed", \.failed, "why one was not sent"),
    ThemeStyle("seen", \.seen, "who has seen the newest message"),
    ThemeStyle("typing", \.typing, "who is typing"),
    ThemeStyle("peek", \.peek, "the words of the peek mode"),
  ]

  private static let words = [
    ThemeStyle("body", \.body, "the text of messages"),
    ThemeStyle("name", \.name, "other people's names and channels in it"),
    ThemeStyle("own-name", \.ownName, "one's own name in it, and everyone's"),
    ThemeStyle("code", \.code, "code"),
    ThemeStyle("link", \.link, "links"),
    ThemeStyle("quote", \.quote, "quoted lines"),
  ]

  private static let rows = [
    ThemeStyle("prompt", \.prompt, "the sign before what is being written"),
    ThemeStyle("selected", \.selected, "the row that Enter acts on"),
    ThemeStyle("match", \.match, "the words that a search found"),
  ]
}

extension ThemeFile {
  /// A theme file that says everything that can be said, each as it is anyway and commented out.
  ///
  /// A comment that is a setting has no blank after its semicolon.
  public static var example: String {
    let theme = Theme.standard(.dark, .indexed256)
    let settings = ThemeStyle.all.map { style in
      "; \(style.help)\n;\(style.name) = \(theme[keyPath: style.path].words)\n"
    }
    return """
      ; A theme for dogear. Take away the semicolon before what you change.
      ;
      ; A look is a colour for the text, 'on' and a colour behind it, and attributes, each of which may be left out;
      ; 'plain' is the terminal's own. The values below are those of a dark terminal with 256 colours.
      ; \(Style.grammar.replacing("; ", with: "\n; "))

      [\(section)]
      ; dark or light; left alone, the terminal says which, if it does
      ;base = dark

      ; each author has one of these
      ;author = \(theme.authors.map(\.words).joined(separator: ", "))

      \(settings.joined(separator: "\n"))
      """
  }
}
