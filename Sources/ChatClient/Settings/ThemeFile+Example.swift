import Canvas

extension ThemeFile {
  /// A theme file that says everything that can be said, each as it is anyway and commented out.
  ///
  /// A comment that is a setting has no blank after its semicolon.
  public static var example: String {
    let theme = Theme.standard(.dark, .indexed256)
    let settings = ThemeStyle.all.map { style in
      "; \(style.help)\n;\(style.name) = \(theme[keyPath: style.path].words)\n"
    }
    return """
      ; A theme for dogear. Take away the semicolon before what you change.
      ;
      ; A look is a colour for the text, 'on' and a colour behind it, and attributes, each of which may be left out;
      ; 'plain' is the terminal's own. The values below are those of a dark terminal with 256 colours.
      ; \(Style.grammar.replacing("; ", with: "\n; "))

      [\(section)]
      ; dark or light; left alone, the terminal says which, if it does
      ;base = dark

      ; each author has one of these
      ;author = \(theme.authors.map(\.words).joined(separator: ", "))

      \(settings.joined(separator: "\n"))
      """
  }
}
