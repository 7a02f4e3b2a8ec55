import Canvas

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
