import Glibc
import TestSupport
import Testing

@testable import Canvas

@Suite struct SVGPictureTests {
  @Test("a small screen is drawn as it always was")
  func golden() {
    var canvas = Canvas(size: Size(width: 8, height: 3))
    canvas.box(canvas.bounds, style: Style(.brightBlack))
    canvas.draw("a<&\"", at: Point(x: 1, y: 1), style: Style(.red, on: .default, .bold))
    canvas.draw("漢", at: Point(x: 5, y: 1), style: Style(.default, on: .indexed(16), .underline))
    canvas.draw(
      " hi ", at: Point(x: 2, y: 0), style: Style(.default, on: .default, [.reverse, .italic, .dim]))
    canvas.draw("e\u{301}", at: Point(x: 3, y: 2))
    canvas.cursor = Point(x: 1, y: 1)
    #expect(
      SVGPicture(canvas, title: "t>").document
        == """
        <svg xmlns="http://www.w3.org/2000/svg" width="92.2" height="109" viewBox="-0.5 -0.5 92.2 109">
        <rect width="91.2" height="108" rx="9" fill="#191c24"/>
        <path d="M0 30v-21a9 9 0 0 1 9 -9h73.2a9 9 0 0 1 9 9v21z" fill="#22262f"/>
        <path d="M0 30h91.2" stroke="#3a404d"/>
        <circle cx="18" cy="15" r="5" fill="#3a404d"/>
        <circle cx="35" cy="15" r="5" fill="#3a404d"/>
        <rect width="91.2" height="108" rx="9" fill="none" stroke="#3a404d"/>
        <g transform="translate(12 42)" font-family="ui-monospace, 'JetBrains Mono', 'SF Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="14" fill="#d7dae3" xml:space="preserve">
        <rect x="16.8" y="0" width="33.6" height="18" fill="#d7dae3"/>
        <rect x="42" y="18" width="16.8" height="18" fill="#000000"/>
        <path d="M4.2 9h12.6M50.4 9h12.6M4.2 45h21M33.6 45h29.4M4.2 9v36M63 9v36" stroke="#8790a1" stroke-opacity="0.7"/>
        <text y="13.5" fill="#191c24" font-style="italic" fill-opacity="0.65" x="25.2" textLength="16.8" lengthAdjust="spacingAndGlyphs">hi</text>
        <text y="31.5" fill="#f0807f" font-weight="bold" x="8.4" textLength="33.6" lengthAdjust="spacingAndGlyphs">a&lt;&amp;&quot;</text>
        <text y="31.5" text-decoration="underline" x="50.4" text-anchor="middle">漢</text>
        <text y="49.5" x="29.4" text-anchor="middle">é</text>
        <rect x="8.4" y="19" width="2" height="16"/>
        </g>
        </svg>

        """)
  }

  @Test("the same screen, title and palette give the same bytes")
  func deterministic() {
    var random = SeededRandom(seed: 1)
    let canvas = random.canvas()
    #expect(SVGPicture(canvas).document == SVGPicture(canvas).document)
    #expect(SVGPicture(canvas).document != SVGPicture(canvas, palette: .light).document)
  }

  @Test(
    "a picture of nothing is a window all the same",
    arguments: [Size(width: 0, height: 0), Size(width: 1, height: 1)])
  func empty(size: Size) {
    let elements = Elements(SVGPicture(Canvas(size: size), title: "dogear").document)
    #expect(elements.isWellFormed)
  }

  @Test(
    "every document is well-formed, and has at most two elements a cell", arguments: 0..<300 as Range<UInt64>)
  func wellFormed(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let canvas = random.canvas()
    let document = SVGPicture(canvas, title: random.text(), palette: seed % 2 == 0 ? .dark : .light).document
    let elements = Elements(document)
    #expect(elements.isWellFormed, "seed \(seed)")
    #expect(elements.count <= 2 * canvas.size.width * canvas.size.height + 12, "seed \(seed)")
  }

  @Test("no text lies outside its columns, and every letter is there", arguments: 0..<200 as Range<UInt64>)
  func columns(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let canvas = random.canvas()
    let document = SVGPicture(canvas).document
    let width = Double(canvas.size.width) * SVGPicture.cellWidth
    for element in Elements(document).all where element.name == "text" {
      let x = try #require(Double(element.attributes["x"] ?? ""), "seed \(seed)")
      let length = Double(element.attributes["textLength"] ?? "0") ?? 0
      #expect(x >= 0 && x + length <= width + 0.01, "seed \(seed)")
      // Fitted, or alone in its cell.
      #expect((length > 0) != (element.attributes["text-anchor"] == "middle"), "seed \(seed)")
    }
    let drawn = (0..<canvas.size.height).flatMap { y in (0..<canvas.size.width).map { canvas[$0, y].scalar } }
      .filter { $0 != " " && SVGBoxLine($0) == nil }
    let written = Elements(document).all.filter { $0.name == "text" }
      .flatMap { element in element.content.unicodeScalars.filter { $0 != " " } }
    #expect(written.count { drawn.contains($0) } >= drawn.count, "seed \(seed)")
  }

  @Test("a line through several cells is one stroke, and boxes have no gaps")
  func lines() {
    var canvas = Canvas(size: Size(width: 10, height: 5))
    canvas.box(canvas.bounds)
    let paths = Elements(SVGPicture(canvas).document).all.filter { $0.attributes["stroke-opacity"] != nil }
    #expect(paths.map { $0.attributes["d"] } == ["M4.2 9h75.6M4.2 81h75.6M4.2 9v72M79.8 9v72"])
  }

  @Test("named colours can be read on their background", arguments: [SVGPalette.dark, .light])
  func contrast(palette: SVGPalette) {
    let background = luminance(palette.background)
    let few: Set<Int> = palette == .dark ? [0] : [7, 15]
    for (index, color) in palette.named.enumerated() where !few.contains(index) {
      let (low, high) = (min(background, luminance(color)), max(background, luminance(color)))
      #expect((high + 0.05) / (low + 0.05) >= 4.5, "colour \(index), \(color)")
    }
  }

  @Test("the cube and the greys are xterm's")
  func cube() {
    #expect(SVGPalette.dark.named.count == 16 && SVGPalette.light.named.count == 16)
    #expect(SVGPalette.dark.foreground(.indexed(16)) == "#000000")
    #expect(SVGPalette.dark.foreground(.indexed(117)) == "#87d7ff")
    #expect(SVGPalette.dark.background(.indexed(231)) == "#ffffff")
    #expect(SVGPalette.light.background(.indexed(232)) == "#080808")
    #expect(SVGPalette.light.foreground(.indexed(255)) == "#eeeeee")
  }

  /// The relative luminance of WCAG 2.
  private func luminance(_ color: String) -> Double {
    let value = Int(color.dropFirst(), radix: 16) ?? 0
    let parts = [value >> 16, value >> 8 & 255, value & 255].map { Double($0) / 255 }
    let linear = parts.map { $0 <= 0.03928 ? $0 / 12.92 : pow(($0 + 0.055) / 1.055, 2.4) }
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
  }
}

extension SeededRandom {
  /// A canvas full of text that is hard to draw, in all styles.
  mutating func canvas() -> Canvas {
    let width = Int.random(in: 0...24, using: &self)
    var canvas = Canvas(size: Size(width: width, height: Int.random(in: 0...5, using: &self)))
    if Bool.random(using: &self) { canvas.box(canvas.bounds, style: style()) }
    for _ in 0..<Int.random(in: 0...12, using: &self) {
      let y = Int.random(in: 0...5, using: &self)
      canvas.draw(text(), at: Point(x: Int.random(in: -3...20, using: &self), y: y), style: style())
    }
    if Bool.random(using: &self) { canvas.cursor = Point(x: width / 2, y: 0) }
    return canvas
  }

  private mutating func style() -> Style {
    func color(_ random: inout SeededRandom) -> Color {
      Bool.random(using: &random) ? .default : .indexed(UInt8.random(in: 0...255, using: &random))
    }
    let attributes = Style.Attributes(rawValue: UInt8.random(in: 0...31, using: &self))
    return Style(color(&self), on: color(&self), attributes)
  }
}
