import Canvas

extension Style {
  /// The style of something in a row that has a look of its own, such as the selected one: the colours that it has
  /// itself stay, since they say something.
  func laid(on row: Style) -> Style {
    Style(
      foreground == .default ? row.foreground : foreground,
      on: background == .default ? row.background : background, attributes.union(row.attributes))
  }
}
