import Canvas

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
