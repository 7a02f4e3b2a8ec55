import Canvas

// The greys are the terminal's own text, dimmed: in some palettes bright black is the background itself, and where
// nothing can be dimmed the words can still be read.
extension Theme.Tones {
  static let dark16 = Theme.Tones(
    line: .plain.adding(.dim), faint: .plain.adding(.dim), soft: .plain.adding(.dim), calm: .plain,
    accent: Style(.cyan), warm: Style(.yellow), mode: Style(.magenta), good: Style(.green), bad: Style(.red),
    notice: Style(.yellow), name: Style(.cyan), link: Style(.cyan), code: Style(.green),
    quote: .plain.adding([.dim, .italic]), match: Style(.black, on: .yellow), open: .plain.adding(.bold),
    selected: .plain.adding(.reverse),
    // Blue is too dark on most black backgrounds, yellow is taken.
    authors: [.green, .magenta, .cyan, .brightGreen, .brightBlue, .brightMagenta, .brightCyan].map {
      Style($0)
    })

  static let light16 = Theme.Tones(
    line: .plain.adding(.dim), faint: .plain.adding(.dim), soft: .plain.adding(.dim), calm: .plain,
    accent: Style(.blue), warm: Style(.red), mode: Style(.magenta), good: Style(.green), bad: Style(.red),
    notice: Style(.magenta), name: Style(.blue), link: Style(.blue), code: Style(.magenta),
    quote: .plain.adding([.dim, .italic]), match: Style(.black, on: .yellow), open: .plain.adding(.bold),
    selected: .plain.adding(.reverse),
    // The bright ones that can be read on white.
    authors: [.blue, .magenta, .green, .cyan, .brightBlue, .brightMagenta].map { Style($0) })
}
