extension String {
  /// One line that is harmless in a log and on a terminal, of what a server may have sent.
  ///
  /// Control and format characters are shown as `?`, line ends and tabs as spaces. Linear in its length.
  public var printable: String {
    let scalars = unicodeScalars.map { scalar -> Unicode.Scalar in
      switch scalar.properties.generalCategory {
      case .control: scalar == "\n" || scalar == "\t" ? " " : "?"
      case .format, .lineSeparator, .paragraphSeparator: "?"
      default: scalar
      }
    }
    return String(String.UnicodeScalarView(scalars))
  }
}
