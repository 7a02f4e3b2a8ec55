/// How a cell looks: two colours and a set of attributes; four bytes.
public struct Style: Hashable, Sendable {
  /// Bold, dim and the like.
  public struct Attributes: OptionSet, Hashable, Sendable {
    /// The bits.
    public let rawValue: UInt8

    /// A set from its bits.
    public init(rawValue: UInt8) {
      self.rawValue = rawValue
    }

    /// Heavier or brighter text.
    public static let bold = Attributes(rawValue: 1)
    /// Fainter text.
    public static let dim = Attributes(rawValue: 2)
    /// Slanted text.
    public static let italic = Attributes(rawValue: 4)
    /// Underlined text.
    public static let underline = Attributes(rawValue: 8)
    /// Foreground and background swapped.
    public static let reverse = Attributes(rawValue: 16)

    static let named: [(Attributes, String)] = [
      (.bold, "bold"), (.dim, "dim"), (.italic, "italic"), (.underline, "underline"), (.reverse, "reverse"),
    ]
  }

  private static let colorMask: UInt32 = 0x1FF
  private static let backgroundShift: UInt32 = 9
  private static let attributesShift: UInt32 = 18

  /// The foreground in the low nine bits, the background in the next nine, then the attributes: styles are compared
  /// for every cell of every frame.
  private(set) var bits: UInt32

  /// A style of the colours and attributes given.
  public init(
    _ foreground: Color = .default, on background: Color = .default, _ attributes: Attributes = []
  ) {
    bits =
      UInt32(foreground.code) | UInt32(background.code) << Style.backgroundShift
      | UInt32(attributes.rawValue) << Style.attributesShift
  }

  /// The colour of the text.
  public var foreground: Color {
    get { Color(code: UInt16(bits & Style.colorMask)) }
    set { self = Style(newValue, on: background, attributes) }
  }

  /// The colour behind the text.
  public var background: Color {
    get { Color(code: UInt16(bits >> Style.backgroundShift & Style.colorMask)) }
    set { self = Style(foreground, on: newValue, attributes) }
  }

  /// Bold, dim and the like.
  public var attributes: Attributes {
    get { Attributes(rawValue: UInt8(truncatingIfNeeded: bits >> Style.attributesShift)) }
    set { self = Style(foreground, on: background, newValue) }
  }

  /// The terminal's own look.
  public static var plain: Style { Style() }

  /// This style with more attributes.
  public func adding(_ more: Attributes) -> Style {
    Style(foreground, on: background, attributes.union(more))
  }
}

extension Style: CustomStringConvertible {
  /// Words such as "1 on 4 bold"; "plain" for the terminal's own look.
  public var description: String {
    var words: [String] = []
    if foreground != .default { words.append("\(foreground)") }
    if background != .default { words.append("on \(background)") }
    words += Attributes.named.filter { attributes.contains($0.0) }.map(\.1)
    return words.isEmpty ? "plain" : words.joined(separator: " ")
  }
}
