import Testing

@testable import Terminal

@Suite struct HyperlinksTests {
  private static let xterm = ["TERM": "xterm-256color"]

  @Test(arguments: [
    ["TERM_PROGRAM": "iTerm.app"], ["TERM_PROGRAM": "WezTerm"], ["TERM_PROGRAM": "vscode"],
    ["TERM_PROGRAM": "ghostty"],
    ["VTE_VERSION": "5001"], ["VTE_VERSION": "7006"], ["KITTY_WINDOW_ID": "1"], ["KONSOLE_VERSION": "220402"],
    ["WT_SESSION": "{1}"],
    ["TERM": "xterm-kitty"], ["TERM": "foot"], ["TERM": "foot-direct"], ["TERM": "alacritty"],
    ["TERM": "xterm-ghostty"],
    ["TERM": "contour"], ["TERM_PROGRAM": "tmux", "TERM_PROGRAM_VERSION": "3.4"], ["DOGEAR_LINKS": "1"],
    ["TERM": "tmux-256color", "TERM_PROGRAM": "tmux", "TERM_PROGRAM_VERSION": "next-3.6"],
    ["TERM": "screen", "TERM_PROGRAM": "tmux", "TERM_PROGRAM_VERSION": "4.0a", "TMUX": "/tmp/x,1,0"],
    ["TERM": "linux", "DOGEAR_LINKS": "1"],
  ])
  func terminalsKnownToHaveLinksGetThem(environment: [String: String]) {
    #expect(Hyperlinks.isSupported(environment: Self.xterm.merging(environment) { $1 }))
  }

  @Test(arguments: [
    [:], ["TERM_PROGRAM": "Apple_Terminal"], ["VTE_VERSION": "5000"], ["VTE_VERSION": "new"],
    ["VTE_VERSION": "-9999999999999999999"],
    ["KONSOLE_VERSION": "200800"], ["KITTY_WINDOW_ID": ""], ["TERM": "footless"], ["TERM": ""],
    ["TERM": "linux", "VTE_VERSION": "7006"], ["TERM": "dumb", "WT_SESSION": "1"],
    ["TERM": "screen.xterm-kitty", "KITTY_WINDOW_ID": "1"],
    ["TERM": "tmux-256color", "VTE_VERSION": "7006"], ["TMUX": "/tmp/x,1,0", "KITTY_WINDOW_ID": "1"],
    ["TERM_PROGRAM": "tmux", "TERM_PROGRAM_VERSION": "3.3a"],
    ["TERM_PROGRAM": "tmux", "TERM_PROGRAM_VERSION": "2.9"],
    ["TERM_PROGRAM": "tmux"], ["KITTY_WINDOW_ID": "1", "DOGEAR_LINKS": "0"],
  ])
  func allOthersDoNot(environment: [String: String]) {
    #expect(!Hyperlinks.isSupported(environment: Self.xterm.merging(environment) { $1 }))
  }

  @Test func withoutATerminalThereAreNone() {
    #expect(!Hyperlinks.isSupported(environment: [:]))
  }
}
