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
