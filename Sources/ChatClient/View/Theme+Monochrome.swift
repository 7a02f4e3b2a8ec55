import Canvas

extension Theme.Tones {
  static let monochrome = Theme.Tones(
    line: .plain, faint: .plain.adding(.dim), soft: .plain.adding(.dim), calm: .plain, accent: .plain,
    warm: .plain.adding(.reverse), mode: .plain, good: .plain, bad: .plain.adding(.bold),
    notice: .plain.adding(.bold), name: .plain.adding(.bold), link: .plain, code: .plain.adding(.italic),
    quote: .plain.adding(.dim), match: .plain.adding([.bold, .underline]), open: .plain.adding(.bold),
    selected: .plain.adding(.reverse), authors: [.plain.adding(.bold)])
}
