import Canvas

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
