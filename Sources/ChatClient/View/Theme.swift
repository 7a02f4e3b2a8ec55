import Canvas
import ChatModel

/// The looks of everything on the screen.
///
/// No fact is told by a look alone: each has its words.
public struct Theme: Hashable, Sendable {
  /// The characters drawn.
  public var symbols: Symbols

  var border = Style.plain
  var title = Style.plain
  var section = Style.plain
  var channel = Style.plain
  var openChannel = Style.plain
  var quiet = Style.plain
  var muted = Style.plain
  var unread = Style.plain
  var mention = Style.plain
  var topic = Style.plain
  var time = Style.plain
  var authors = [Style.plain]
  var body = Style.plain
  var name = Style.plain
  var ownName = Style.plain
  var code = Style.plain
  var link = Style.plain.adding(.underline)
  var quote = Style.plain
  var divider = Style.plain
  var day = Style.plain
  var pending = Style.plain
  var failed = Style.plain
  var seen = Style.plain
  var online = Style.plain
  var typing = Style.plain
  var notice = Style.plain
  var prompt = Style.plain
  var hint = Style.plain
  var good = Style.plain
  var bad = Style.plain
  var selected = Style.plain
  var match = Style.plain
  var peek = Style.plain
  var filter = Style.plain

  /// The look of an author's handle: the same in every run.
  func author(_ user: UserID) -> Style {
    // FNV-1a: Swift's own hash differs in every process.
    let hash = user.rawValue.utf8.reduce(UInt32(2_166_136_261)) { ($0 ^ UInt32($1)) &* 16_777_619 }
    return authors[Int(hash % UInt32(authors.count))]
  }

  /// The same looks, made of other characters.
  public func with(_ symbols: Symbols) -> Theme {
    var theme = self
    theme.symbols = symbols
    return theme
  }
}

extension Style {
  /// The style of something in a row that has a look of its own, such as the selected one: the colours that it has
  /// itself stay, since they say something.
  func laid(on row: Style) -> Style {
    Style(
      foreground == .default ? row.foreground : foreground,
      on: background == .default ? row.background : background, attributes.union(row.attributes))
  }
}

extension Theme {
  /// What the terminal's background is like.
  public enum Form: String, CaseIterable, Sendable {
    /// Light text on a dark background.
    case dark
    /// Dark text on a light background.
    case light
  }

  /// How many colours there are.
  public enum Colors: CaseIterable, Sendable {
    /// None: bold, dim and the like only.
    case none
    /// The terminal's own sixteen, whatever they are.
    case sixteen
    /// xterm's palette of 256; the sixteen are left alone, since people choose those themselves.
    case indexed256
  }

  /// The theme for those who did not write one.
  public static func standard(_ form: Form, _ colors: Colors) -> Theme {
    switch (form, colors) {
    case (_, .none): Theme(.monochrome)
    case (.dark, .sixteen): Theme(.dark16)
    case (.light, .sixteen): Theme(.light16)
    case (.dark, .indexed256): Theme(.dark256)
    case (.light, .indexed256): Theme(.light256)
    }
  }

  /// For a dark background, with the colours that every terminal has.
  public static let dark = standard(.dark, .sixteen)

  /// No colours: bold, dim and reverse only.
  public static let monochrome = standard(.dark, .none)
}

extension Theme.Form {
  /// The form for an environment, as far as it tells.
  ///
  /// `COLORFGBG`, as rxvt sets it, ends in the number of the background's colour; 7 and 15 are the white ones. Most
  /// terminals set nothing, and are dark.
  public static func choose(environment: [String: String]) -> Theme.Form {
    let background = environment["COLORFGBG", default: ""].split(separator: ";").last
    return background == "7" || background == "15" ? .light : .dark
  }
}

/// The characters that the screen is made of, apart from words.
public struct Symbols: Hashable, Sendable {
  /// Borders and rules.
  public let lines: LineSet
  let up: String
  let down: String
  let open: String
  let none: String
  let above: String
  let below: String
  let online: String
  let separator: String
  let ellipsis: String
  let dash: String

  /// For terminals that show UTF-8.
  public static let unicode = Symbols(
    lines: .unicode, up: "●", down: "○", open: "▸", none: "·", above: "↑", below: "↓", online: "•",
    separator: " · ", ellipsis: "…", dash: "─")
  /// For all others.
  public static let ascii = Symbols(
    lines: .ascii, up: "+", down: "-", open: ">", none: ".", above: "^", below: "v", online: "*",
    separator: ", ", ellipsis: "...", dash: "-")
}
