/// Whether a terminal makes text a link, by OSC 8.
///
/// No terminal can be asked, and some print what they do not know, so that only those known to have links get them; see
/// "Hyperlinks (a.k.a. HTML-like anchors) in terminal emulators" by Egmont Koblinger.
public enum Hyperlinks {
  /// The variables that tell.
  static let variables = [
    "DOGEAR_LINKS", "KITTY_WINDOW_ID", "KONSOLE_VERSION", "TERM", "TERM_PROGRAM", "TERM_PROGRAM_VERSION",
    "TMUX",
    "VTE_VERSION", "WT_SESSION",
  ]

  private static let programs: Set = ["WezTerm", "ghostty", "iTerm.app", "vscode"]
  private static let terminals = ["alacritty", "contour", "foot", "xterm-ghostty", "xterm-kitty"]

  /// Whether the terminal of this process has links.
  public static var isSupported: Bool { isSupported(environment: Environment.read(variables)) }

  /// Whether the terminal that an environment tells of has links; `DOGEAR_LINKS`, if 0 or 1, decides.
  public static func isSupported(environment: [String: String]) -> Bool {
    switch environment["DOGEAR_LINKS"] {
    case "0": return false
    case "1": return true
    default: break
    }
    let terminal = environment["TERM", default: ""]
    if ["", "dumb", "linux"].contains(terminal) { return false }
    // These hide the terminal around them, whose variables are still there.
    if isMultiplexed(terminal, environment) { return isTmuxWithLinks(environment) }
    if programs.contains(environment["TERM_PROGRAM", default: ""]) { return true }
    if terminals.contains(where: { isKind($0, terminal) }) { return true }
    // 0.50.0 has links, and crashes on them.
    if number("VTE_VERSION", environment) > 5_000 { return true }
    // Konsole 20.12 was the first.
    if number("KONSOLE_VERSION", environment) >= 201_200 { return true }
    return ["KITTY_WINDOW_ID", "WT_SESSION"].contains { !environment[$0, default: ""].isEmpty }
  }

  /// Whether a terminal is `foot`, `foot-direct` and the like.
  private static func isKind(_ kind: String, _ terminal: String) -> Bool {
    terminal == kind || terminal.hasPrefix(kind + "-")
  }

  private static func isMultiplexed(_ terminal: String, _ environment: [String: String]) -> Bool {
    ["screen", "tmux"].contains { terminal.hasPrefix($0) } || environment["TERM_PROGRAM"] == "tmux"
      || !environment["TMUX", default: ""].isEmpty
  }

  /// tmux passes links on since 3.4.
  private static func isTmuxWithLinks(_ environment: [String: String]) -> Bool {
    guard environment["TERM_PROGRAM"] == "tmux" else { return false }
    // Such as 3.3a, 3.4 or next-3.5.
    let version = environment["TERM_PROGRAM_VERSION", default: ""].drop { !$0.isASCII || !$0.isNumber }
    let parts = version.split(separator: ".").map { Int($0.prefix { $0.isASCII && $0.isNumber }) ?? 0 }
    return (parts.first ?? 0, parts.dropFirst().first ?? 0) >= (3, 4)
  }

  private static func number(_ name: String, _ environment: [String: String]) -> Int {
    environment[name].flatMap { Int($0) } ?? 0
  }
}
