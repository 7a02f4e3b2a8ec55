import Canvas

/// The ways of getting the attention of somebody who does not look at the terminal.
public enum TerminalNotification: String, CaseIterable, Hashable, Sendable {
  /// The bell, or what the user has instead.
  case bell
  /// A message of the desktop, by iTerm2's OSC 9; also kitty, WezTerm, Windows Terminal, ConEmu, foot, ghostty.
  case osc9
  /// A message of the desktop, by rxvt-unicode's OSC 777; also VTE, foot, ghostty, WezTerm.
  case osc777

  /// The bytes that ask for it.
  /// - Parameter isInTmux: Whether they have to pass through tmux, which lets through what is wrapped in a DCS of its own
  ///   if `allow-passthrough` is on; the bell it passes on by itself.
  func sequence(title: String, text: String, isInTmux: Bool) -> String {
    let title = Sanitizer.line(title, limit: 100)
    let text = Sanitizer.line(text, limit: 200)
    switch self {
    case .bell: return "\u{7}"
    case .osc9: return Self.wrapped("\u{1B}]9;\(title): \(text)\u{1B}\\", isInTmux)
    case .osc777:
      // A semicolon ends the title.
      let title = String(title.map { $0 == ";" ? "," : $0 })
      return Self.wrapped("\u{1B}]777;notify;\(title);\(text)\u{1B}\\", isInTmux)
    }
  }

  private static func wrapped(_ sequence: String, _ isInTmux: Bool) -> String {
    guard isInTmux else { return sequence }
    return "\u{1B}Ptmux;" + sequence.replacing("\u{1B}", with: "\u{1B}\u{1B}") + "\u{1B}\\"
  }
}

extension TerminalScreen {
  /// Gets the user's attention; the text may hold anything.
  public func notify(_ ways: Set<TerminalNotification>, title: String, text: String) {
    let isInTmux = !Environment.read(["TMUX"]).isEmpty
    for way in TerminalNotification.allCases where ways.contains(way) {
      writeOutOfBand(way.sequence(title: title, text: text, isInTmux: isInTmux))
    }
  }
}
