import Canvas

extension Theme {
  /// Colours from the sixteen that every terminal has, on its own background.
  public static let dark = Theme(
    symbols: .unicode, border: Style(.brightBlack), title: Style(.default, .bold),
    section: Style(.brightBlack),
    channel: Style(.default), openChannel: Style(.default, .bold), quiet: Style(.default),
    muted: Style(.brightBlack), unread: Style(.cyan, .bold), mention: Style(.yellow, .bold),
    topic: Style(.brightBlack), time: Style(.brightBlack),
    authors: [.green, .blue, .magenta, .cyan, .brightGreen, .brightBlue, .brightMagenta, .brightCyan].map {
      Style($0)
    },
    body: .plain, name: Style(.cyan), ownName: Style(.yellow, .bold), divider: Style(.red, .bold),
    day: Style(.brightBlack), pending: Style(.default, .dim), failed: Style(.red), notice: Style(.yellow),
    prompt: Style(.green, .bold), hint: Style(.brightBlack), good: Style(.green), bad: Style(.red, .bold),
    selected: Style(.default, .reverse))

  /// No colours: bold, dim and reverse only.
  public static let monochrome = Theme(
    symbols: .unicode, title: Style(.default, .bold), section: Style(.default, .dim),
    openChannel: Style(.default, .bold), muted: Style(.default, .dim), unread: Style(.default, .bold),
    mention: Style(.default, [.bold, .reverse]), topic: Style(.default, .dim), time: Style(.default, .dim),
    authors: [Style(.default, .bold)], name: Style(.default, .underline),
    ownName: Style(.default, [.bold, .reverse]), divider: Style(.default, .bold), day: Style(.default, .dim),
    pending: Style(.default, .dim), failed: Style(.default, .bold), notice: Style(.default, .bold),
    prompt: Style(.default, .bold), hint: Style(.default, .dim), bad: Style(.default, .bold),
    selected: Style(.default, .reverse))

  /// The same looks, made of other characters.
  public func with(_ symbols: Symbols) -> Theme {
    var theme = self
    theme.symbols = symbols
    return theme
  }
}

extension Style {
  fileprivate init(_ color: Color, _ attributes: Attributes) {
    self.init(color, on: .default, attributes)
  }
}
