import TestSupport
import Canvas

/// The letters and links of a terminal that understands what `LinkPainter` sends, and nothing else.
struct LinkedTerminal {
  private(set) var letters: [[Unicode.Scalar]]
  private(set) var links: [[String?]]

  init(size: Size) {
    letters = Array(repeating: Array(repeating: " ", count: size.width), count: size.height)
    links = Array(repeating: Array(repeating: nil, count: size.width), count: size.height)
  }

  /// Draws, as ncurses does, the cells that look different.
  mutating func drawAsCurses(_ canvas: Canvas, rows: [Int], since shown: Canvas?) {
    for y in rows {
      for x in 0..<canvas.size.width where shown?[x, y] != canvas[x, y] {
        letters[y][x] = canvas[x, y].scalar
        links[y][x] = nil
      }
    }
  }

  mutating func take(_ sequence: String) {
    var rest = sequence[...]
    var (x, y) = (0, 0)
    var link: String?
    while let scalar = rest.unicodeScalars.first {
      if let match = rest.prefixMatch(of: /\u{1B}\[(\d+);(\d+)H/) {
        (y, x) = ((Int(match.1) ?? 0) - 1, (Int(match.2) ?? 0) - 1)
        rest = rest[match.range.upperBound...]
      } else if let match = rest.prefixMatch(of: /\u{1B}\]8;(?:id=[0-9a-f]+)?;([!-~]*?)\u{1B}\\/) {
        link = match.1.isEmpty ? nil : String(match.1)
        rest = rest[match.range.upperBound...]
      } else if let match = rest.prefixMatch(of: /\u{1B}(?:[78]|\[[0-9;]*m)/) {
        rest = rest[match.range.upperBound...]
      } else {
        rest.unicodeScalars.removeFirst()
        let width = TextWidth.width(of: scalar) ?? 1
        if width > 0 { letters[y][x] = scalar }
        for column in x..<x + width { links[y][column] = link }
        x += width
      }
    }
  }
}

extension SeededRandom {
  /// A few words on a canvas, some of them links, most of them of few letters so that frames have much in common.
  mutating func linkedCanvas(size: Size) -> Canvas {
    let under = Style(.default, on: .default, .underline)
    var canvas = Canvas(size: size)
    for y in 0..<size.height where Int.random(in: 0..<4, using: &self) > 0 {
      var text = StyledText()
      for _ in 0..<4 {
        let word = ["aa", "a", "漢", "bab", "e\u{301}"].randomElement(using: &self) ?? ""
        let link = [nil, "https://a.b", "https://c.d"].randomElement(using: &self) ?? nil
        text.append(word, style: Bool.random(using: &self) ? under : .plain, link: link)
      }
      canvas.draw(text, at: Point(x: .random(in: 0...4, using: &self), y: y))
    }
    return canvas
  }
}
