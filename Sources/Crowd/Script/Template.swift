/// A text with gaps: `{a}` is the user in a role, `{me}` the demo user, any other `{word}` comes from a word list.
///
/// Braces around anything but lower-case letters are just text.
struct Template: Hashable, Sendable {
  enum Piece: Hashable, Sendable {
    case text(String)
    case role(Character)
    case me
    case word(String)
  }

  let pieces: [Piece]

  init(_ source: String) {
    var pieces: [Piece] = []
    var rest = source[...]
    while let open = rest.firstIndex(of: "{") {
      let inner = rest[rest.index(after: open)...]
      let name = inner.prefix { $0.isASCII && $0.isLowercase }
      guard !name.isEmpty, name.endIndex < inner.endIndex, inner[name.endIndex] == "}" else {
        pieces.append(.text(String(rest[...open])))
        rest = inner
        continue
      }
      pieces.append(.text(String(rest[..<open])))
      pieces.append(Self.gap(String(name)))
      rest = inner[inner.index(after: name.endIndex)...]
    }
    pieces.append(.text(String(rest)))
    self.pieces = pieces.filter { $0 != .text("") }
  }

  private static func gap(_ name: String) -> Piece {
    if name == "me" { return .me }
    if name.count == 1, let role = name.first { return .role(role) }
    return .word(name)
  }

  /// The text with every gap filled by `fill`.
  func filled(_ fill: (Piece) -> String) -> String {
    pieces.map { piece in
      if case .text(let text) = piece { text } else { fill(piece) }
    }.joined()
  }
}
