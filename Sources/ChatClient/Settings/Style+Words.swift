import Canvas

extension Style {
  private static let attributeWords: [(word: String, attribute: Attributes)] = [
    ("bold", .bold), ("dim", .dim), ("italic", .italic), ("underline", .underline), ("reverse", .reverse),
  ]

  /// Everything that may be written, for people.
  static let grammar =
    "colours are default, \(Color.words.prefix(8).joined(separator: ", ")), bright-black to bright-white, grey, "
    + "0 to 255 and #rrggbb; attributes are \(attributeWords.map(\.word).joined(separator: ", "))"

  /// The look that a line of a theme file describes: `214 on default bold underline`, or `plain`.
  init(words: String, line: Int) throws(SettingError) {
    var foreground: Color?
    var background: Color?
    var attributes: Attributes = []
    let words = words.split(whereSeparator: \.isWhitespace).map(String.init)
    guard !words.isEmpty else {
      throw SettingError(line: line, reason: "no look is given: write 'plain' for none; \(Self.grammar)")
    }
    var rest = (words == ["plain"] ? [] : words)[...]
    while let word = rest.popFirst() {
      if let attribute = Self.attributeWords.first(where: { $0.word == word.lowercased() })?.attribute {
        attributes.formUnion(attribute)
      } else if word.lowercased() == "on" {
        guard background == nil, let next = rest.popFirst() else {
          throw SettingError(line: line, reason: "'on' stands once, and before the colour behind the text")
        }
        background = try Self.color(next, line: line)
      } else {
        let color = try Self.color(word, line: line)
        guard foreground == nil else {
          throw SettingError(
            line: line, reason: "two colours for the text: write 'on' before the one behind it")
        }
        foreground = color
      }
    }
    self.init(foreground ?? .default, on: background ?? .default, attributes)
  }

  /// The look as a theme file describes it.
  var words: String {
    let words =
      (foreground == .default ? [] : [foreground.word])
      + (background == .default ? [] : ["on", background.word])
      + Self.attributeWords.filter { attributes.contains($0.attribute) }.map(\.word)
    return words.isEmpty ? "plain" : words.joined(separator: " ")
  }

  private static func color(_ word: String, line: Int) throws(SettingError) -> Color {
    if let color = Color(word: word) { return color }
    let known = KnownNames(names: attributeWords.map(\.word) + ["default", "grey", "plain"] + Color.words)
    throw SettingError(
      line: line,
      reason: "'\(KnownNames.quoted(word))' is neither a colour nor an attribute"
        + (known.hint(word) ?? "; \(grammar)"))
  }
}

extension Color {
  /// The sixteen, in the order of the palette.
  static let words = ["", "bright-"].flatMap { prefix in
    ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"].map { prefix + $0 }
  }

  /// The colour that a word of a theme file names: `default`, `cyan`, `bright-black` or `grey`, `214`, `#ffaf00`.
  init?(word: String) {
    let word = word.lowercased()
    if word == "default" {
      self = .default
    } else if word == "grey" || word == "gray" {
      self = .brightBlack
    } else if let index = Self.words.firstIndex(of: word) {
      self = .indexed(UInt8(index))
    } else if word.first == "#" {
      guard let nearest = Color(hexadecimal: word.dropFirst()) else { return nil }
      self = nearest
    } else {
      guard word.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let index = UInt8(word) else { return nil }
      self = .indexed(index)
    }
  }

  /// The word for the colour in a theme file.
  var word: String {
    guard let index else { return "default" }
    return index < 16 ? Self.words[Int(index)] : "\(index)"
  }

  /// The entry of the palette nearest to six digits; the first sixteen are left out, since they look as each terminal
  /// likes.
  private init?(hexadecimal digits: Substring) {
    guard digits.utf8.count == 6, digits.allSatisfy(\.isHexDigit), let value = Int(digits, radix: 16) else {
      return nil
    }
    let wanted = [value >> 16, value >> 8 & 0xFF, value & 0xFF]
    let distances = (UInt8(16)...255).map { index in
      (index, zip(Self.levels(index), wanted).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) })
    }
    guard let nearest = distances.min(by: { $0.1 < $1.1 }) else { return nil }
    self = .indexed(nearest.0)
  }
}
