/// Text in runs of different styles, some of which may be links.
public struct StyledText: Hashable, Sendable {
  /// A piece of text in one style, all of it linked to one target or none.
  public struct Run: Hashable, Sendable {
    /// The text.
    public fileprivate(set) var text: String
    /// Its look.
    public let style: Style
    /// A URI that the text leads to; nil for none.
    public let link: String?

    /// A piece of text in one style.
    public init(_ text: String, style: Style, link: String? = nil) {
      self.text = text
      self.style = style
      self.link = link
    }
  }

  /// The runs in order; none of them is empty, and neighbours have different styles or links.
  public private(set) var runs: [Run] = []

  /// An empty text.
  public init() {}

  /// A text in one style.
  public init(_ text: String, style: Style = .plain, link: String? = nil) {
    append(text, style: style, link: link)
  }

  /// Adds text at the end.
  public mutating func append(_ text: String, style: Style = .plain, link: String? = nil) {
    append(Run(text, style: style, link: link))
  }

  /// Adds styled text at the end.
  public mutating func append(_ other: StyledText) {
    guard let first = other.runs.first else { return }
    append(first)
    runs += other.runs.dropFirst()
  }

  private mutating func append(_ run: Run) {
    if run.text.isEmpty { return }
    if let last = runs.last, last.style == run.style, last.link == run.link {
      runs[runs.count - 1].text += run.text
    } else {
      runs.append(run)
    }
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

  /// The text, cut so that it and the ellipsis fit; the ellipsis has the style and the link of what it replaces.
  public func truncated(to columns: Int, ellipsis: String = "…") -> StyledText {
    guard width > columns else { return self }
    let mark = TextWidth.width(ellipsis) <= columns ? ellipsis : ""
    var left = columns - TextWidth.width(mark)
    var result = StyledText()
    for run in runs {
      let end = TextWidth.prefixEnd(run.text, columns: left)
      let kept = String(run.text[..<end])
      result.append(kept, style: run.style, link: run.link)
      if end < run.text.endIndex {
        result.append(mark, style: run.style, link: run.link)
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
