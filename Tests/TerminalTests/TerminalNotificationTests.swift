import Testing

@testable import Terminal

@Suite("Notifications of the terminal")
struct TerminalNotificationTests {
  @Test("each way has its own bytes", arguments: TerminalNotification.allCases)
  func bytes(way: TerminalNotification) {
    let sequence = way.sequence(title: "bob in #general", text: "@alice?", isInTmux: false)
    switch way {
    case .bell: #expect(sequence == "\u{7}")
    case .osc9: #expect(sequence == "\u{1B}]9;bob in #general: @alice?\u{1B}\\")
    case .osc777: #expect(sequence == "\u{1B}]777;notify;bob in #general;@alice?\u{1B}\\")
    }
  }

  @Test("within tmux a message is passed through, and the bell needs nothing")
  func tmux() {
    #expect(
      TerminalNotification.osc9.sequence(title: "bob", text: "hi", isInTmux: true)
        == "\u{1B}Ptmux;\u{1B}\u{1B}]9;bob: hi\u{1B}\u{1B}\\\u{1B}\\")
    #expect(TerminalNotification.bell.sequence(title: "bob", text: "hi", isInTmux: true) == "\u{7}")
  }

  @Test("a text cannot end the sequence, begin another one, or move into the title's place")
  func hostile() {
    for way in [TerminalNotification.osc9, .osc777] {
      let sequence = way.sequence(
        title: "a;b\u{1B}\\\u{7}", text: "x\u{1B}]52;c;Zm9v\u{7}\u{9C}\u{202E}y\nz", isInTmux: false)
      #expect(sequence.unicodeScalars.filter { $0 == "\u{1B}" }.count == 2)
      #expect(!sequence.contains("\u{7}") && !sequence.contains("\u{9C}") && !sequence.contains("\u{202E}"))
      #expect(!sequence.contains("\n"))
    }
    let parts = TerminalNotification.osc777.sequence(title: "a;b", text: "c", isInTmux: false).split(
      separator: ";")
    #expect(parts.count == 4)
  }
}
