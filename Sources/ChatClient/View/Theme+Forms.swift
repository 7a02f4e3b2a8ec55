extension Theme {
  /// What the terminal's background is like.
  public enum Form: String, CaseIterable, Sendable {
    /// Light text on a dark background.
    case dark
    /// Dark text on a light background.
    case light
  }

  /// How many colours there are.
  public enum Colors: CaseIterable, Sendable {
    /// None: bold, dim and the like only.
    case none
    /// The terminal's own sixteen, whatever they are.
    case sixteen
    /// xterm's palette of 256; the sixteen are left alone, since people choose those themselves.
    case indexed256
  }

  /// The theme for those who did not write one.
  public static func standard(_ form: Form, _ colors: Colors) -> Theme {
    switch (form, colors) {
    case (_, .none): Theme(.monochrome)
    case (.dark, .sixteen): Theme(.dark16)
    case (.light, .sixteen): Theme(.light16)
    case (.dark, .indexed256): Theme(.dark256)
    case (.light, .indexed256): Theme(.light256)
    }
  }

  /// For a dark background, with the colours that every terminal has.
  public static let dark = standard(.dark, .sixteen)

  /// No colours: bold, dim and reverse only.
  public static let monochrome = standard(.dark, .none)
}

extension Theme.Form {
  /// The form for an environment, as far as it tells.
  ///
  /// `COLORFGBG`, as rxvt sets it, ends in the number of the background's colour; 7 and 15 are the white ones. Most
  /// terminals set nothing, and are dark.
  public static func choose(environment: [String: String]) -> Theme.Form {
    let background = environment["COLORFGBG", default: ""].split(separator: ";").last
    return background == "7" || background == "15" ? .light : .dark
  }
}
