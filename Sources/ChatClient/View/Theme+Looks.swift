import Canvas

extension Theme {
  /// The few looks that a theme's styles are made of, so that what belongs together looks alike.
  struct Tones {
    /// Borders and rules.
    var line: Style
    /// What is out of the way on purpose.
    var faint: Style
    /// Words beside what matters: times, hints, topics.
    var soft: Style
    /// Channels with nothing unread.
    var calm: Style
    /// What is unread, and where to write.
    var accent: Style
    /// What calls the reader by name.
    var warm: Style
    /// A way of looking that is not the usual one.
    var mode: Style
    var good: Style
    var bad: Style
    var notice: Style
    /// Other people's names and channels within text.
    var name: Style
    var link: Style
    var code: Style
    var quote: Style
    var match: Style
    /// The row of the open channel.
    var open: Style
    /// The row that a key would act on.
    var selected: Style
    /// At least one.
    var authors: [Style]
  }

  init(_ tones: Tones) {
    self.init(
      symbols: .unicode, border: tones.line, title: .plain.adding(.bold), section: tones.soft,
      channel: .plain, openChannel: tones.open, quiet: tones.calm, muted: tones.faint,
      unread: tones.accent.adding(.bold), mention: tones.warm.adding(.bold), topic: tones.soft,
      time: tones.soft, authors: tones.authors, body: .plain, name: tones.name,
      ownName: tones.warm.adding(.bold), code: tones.code, link: tones.link.adding(.underline),
      quote: tones.quote, divider: tones.accent.adding(.bold), day: tones.soft,
      pending: tones.soft.adding(.italic), failed: tones.bad, seen: tones.soft, online: tones.good,
      typing: tones.soft.adding(.italic), notice: tones.notice, prompt: tones.accent.adding(.bold),
      hint: tones.soft, good: tones.good, bad: tones.bad.adding(.bold), selected: tones.selected,
      match: tones.match, peek: tones.mode.adding(.bold), filter: tones.mode)
  }
}

extension Theme.Tones {
  static let monochrome = Theme.Tones(
    line: .plain, faint: .plain.adding(.dim), soft: .plain.adding(.dim), calm: .plain, accent: .plain,
    warm: .plain.adding(.reverse), mode: .plain, good: .plain, bad: .plain.adding(.bold),
    notice: .plain.adding(.bold), name: .plain.adding(.bold), link: .plain, code: .plain.adding(.italic),
    quote: .plain.adding(.dim), match: .plain.adding([.bold, .underline]), open: .plain.adding(.bold),
    selected: .plain.adding(.reverse), authors: [.plain.adding(.bold)])
}

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

// Made for backgrounds about #1c1c1c and #fafafa. Whatever lies on a background of its own names its text's colour
// too, so that it can be read where the form was guessed wrongly.
extension Theme.Tones {
  static let dark256 = Theme.Tones(
    line: .indexed(242), faint: .indexed(244), soft: .indexed(246), calm: .indexed(250),
    accent: .indexed(75), warm: .indexed(215), mode: .indexed(183), good: .indexed(108), bad: .indexed(203),
    notice: .indexed(180), name: .indexed(110), link: .indexed(110), code: .indexed(252, on: 237),
    quote: .indexed(248).adding(.italic), match: .indexed(234, on: 179),
    open: .indexed(255, on: 236).adding(.bold), selected: .indexed(255, on: 238).adding(.bold),
    // Hues all around but for the warm one, of a CIE lightness of 65 to 72.
    authors: [72, 176, 143, 74, 174, 107, 141, 73, 175, 111].map { .indexed($0) })

  static let light256 = Theme.Tones(
    line: .indexed(245), faint: .indexed(243), soft: .indexed(241), calm: .indexed(238),
    accent: .indexed(26), warm: .indexed(130), mode: .indexed(92), good: .indexed(28), bad: .indexed(160),
    notice: .indexed(94), name: .indexed(25), link: .indexed(25), code: .indexed(236, on: 254),
    quote: .indexed(240).adding(.italic), match: .indexed(234, on: 222),
    open: .indexed(233, on: 254).adding(.bold), selected: .indexed(233, on: 253).adding(.bold),
    // As above, of a lightness of 36 to 49.
    authors: [28, 97, 94, 24, 125, 58, 61, 23, 127].map { .indexed($0) })
}

extension Style {
  fileprivate static func indexed(_ color: UInt8) -> Style { Style(.indexed(color)) }

  fileprivate static func indexed(_ color: UInt8, on background: UInt8) -> Style {
    Style(.indexed(color), on: .indexed(background))
  }
}
