import Canvas

extension Canvas {
  /// The text of the grid between two rules of its width, the upper one with a name in it.
  func ruled(_ name: String?) -> String {
    let title = name.map { "── \($0) " } ?? ""
    let rest = max(0, size.width - TextWidth.width(title))
    let rule = String(repeating: "─", count: size.width)
    return "\(title)\(String(repeating: "─", count: rest))\n\(text)\n\(rule)"
  }
}
