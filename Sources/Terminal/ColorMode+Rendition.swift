import Canvas

extension ColorMode {
  /// The control sequence (SGR) for a style, as ncurses sends it for these terminals; what was before ends.
  func rendition(of style: Style) -> String {
    let style = reduce(style)
    let attributes: [(Style.Attributes, String)] = [
      (.bold, "1"), (.dim, "2"), (.italic, "3"), (.underline, "4"), (.reverse, "7"),
    ]
    var codes = ["0"] + attributes.filter { style.attributes.contains($0.0) }.map(\.1)
    if let index = style.foreground.index { codes.append(Self.code(index, dark: 30, bright: 90)) }
    if let index = style.background.index { codes.append(Self.code(index, dark: 40, bright: 100)) }
    return "\u{1B}[\(codes.joined(separator: ";"))m"
  }

  private static func code(_ index: UInt8, dark: Int, bright: Int) -> String {
    switch Int(index) {
    case let index where index < 8: "\(dark + index)"
    case let index where index < 16: "\(bright + index - 8)"
    case let index: "\(dark + 8);5;\(index)"
    }
  }
}
