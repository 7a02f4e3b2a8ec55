/// An element of an SVG or HTML document, built attribute by attribute; every value is escaped.
package struct MarkupElement: Sendable {
  private let name: String
  private var attributes = ""

  package init(_ name: String) {
    self.name = name
  }

  package func with(_ attribute: String, _ value: String) -> MarkupElement {
    var element = self
    element.attributes += " \(attribute)=\"\(Self.escaped(value))\""
    return element
  }

  package func with(_ attribute: String, _ value: Double) -> MarkupElement {
    with(attribute, Self.number(value))
  }

  /// The element without content, on a line of its own.
  package var empty: String { "<\(name)\(attributes)/>\n" }

  package func enclosing(text: String) -> String { "<\(name)\(attributes)>\(Self.escaped(text))</\(name)>\n" }

  /// The element around text that is safe as it is, such as a style sheet of ours.
  package func enclosing(raw: String) -> String { "<\(name)\(attributes)>\(raw)</\(name)>\n" }

  package func enclosing(_ elements: [String]) -> String {
    "<\(name)\(attributes)>\n\(elements.joined())</\(name)>\n"
  }

  /// A number that is not negative, with two decimals at most and none if it is whole.
  package static func number(_ value: Double) -> String {
    let hundredths = Int(value * 100 + 0.5)
    return hundredths % 100 == 0 ? "\(hundredths / 100)" : "\(Double(hundredths) / 100)"
  }

  /// The text as XML and HTML, with U+FFFD for what XML 1.0 cannot hold; see its production `Char`.
  package static func escaped(_ text: String) -> String {
    var escaped = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped.append(contentsOf: "&amp;".unicodeScalars)
      case "<": escaped.append(contentsOf: "&lt;".unicodeScalars)
      case ">": escaped.append(contentsOf: "&gt;".unicodeScalars)
      case "\"": escaped.append(contentsOf: "&quot;".unicodeScalars)
      case "\0"..."\u{1F}", "\u{FFFE}", "\u{FFFF}": escaped.append("\u{FFFD}")
      default: escaped.append(scalar)
      }
    }
    return String(escaped)
  }
}
