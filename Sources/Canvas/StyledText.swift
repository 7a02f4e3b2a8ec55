/// Text in runs of different styles.
public struct StyledText: Hashable, Sendable {
  /// A piece of text in one style.
  public struct Run: Hashable, Sendable {
    /// The text.
    public let text: String
    /// Its look.
    public let style: Style

    /// A piece of text in one style.
    public init(_ text: String, style: Style) {
      self.text = text
      self.style = style
    }
  }

  /// The runs in order; none of them is empty, and neighbours have different styles.
  public private(set) var runs: [Run] = []

  /// An empty text.
  public init() {}

  /// A text in one style.
  public init(_ text: String, style: Style = .plain) {
    append(text, style: style)
  }

  /// Adds text at the end.
  public mutating func append(_ text: String, style: Style = .plain) {
    if text.isEmpty { return }
    if let last = runs.last, last.style == style {
      runs[runs.count - 1] = Run(last.text + text, style: style)
    } else {
      runs.append(Run(text, style: style))
    }
  }

  /// Adds styled text at the end.
  public mutating func append(_ other: StyledText) {
    for run in other.runs { append(run.text, style: run.style) }
  }

  /// One text after the other.
  public static func + (first: StyledText, second: StyledText) -> StyledText {
    var sum = first
    sum.append(second)
    return sum
  }

  /// The text without its styles.
  public var text: String { runs.map(\.text).joined() }

  /// The columns it takes on one line.
  public var width: Int { runs.reduce(0) { $0 + TextWidth.width($1.text) } }

  /// Whether there is no text.
  public var isEmpty: Bool { runs.isEmpty }

  /// The text, cut so that it and the ellipsis fit; the ellipsis has the style of what it replaces.
  public func truncated(to columns: Int, ellipsis: String = "…") -> StyledText {
    guard width > columns else { return self }
    let mark = TextWidth.width(ellipsis) <= columns ? ellipsis : ""
    var left = columns - TextWidth.width(mark)
    var result = StyledText()
    for run in runs {
      let end = TextWidth.prefixEnd(run.text, columns: left)
      let kept = String(run.text[..<end])
      result.append(kept, style: run.style)
      if end < run.text.endIndex {
        result.append(mark, style: run.style)
        break
      }
      left -= TextWidth.width(kept)
    }
    return result
  }
}

extension StyledText: ExpressibleByStringInterpolation {
  /// Plain text.
  public init(stringLiteral text: String) {
    self.init(text)
  }
}
