import Testing

@testable import Bench

@Suite struct ToyIRCScriptTests {
  @Test("a client that registers is welcomed, joined and given the backlog") func welcome() {
    var script = ToyIRCScript(channels: 2, backlog: 3)
    #expect(script.answers(to: "CAP LS 302") == [":s CAP * LS :"])
    #expect(script.answers(to: "NICK ann").isEmpty)
    #expect(!script.isWelcomed)
    let welcome = script.answers(to: "USER ann 0 * :Ann")
    #expect(script.isWelcomed)
    #expect(welcome.first == ":s 001 ann hi")
    #expect(welcome.filter { $0.contains(" JOIN ") } == [":ann!u@h JOIN #c0", ":ann!u@h JOIN #c1"])
    #expect(welcome.count { $0.hasPrefix(":bob!u@h PRIVMSG #c0 :message number ") } == 3)
    #expect(welcome.allSatisfy { $0.utf8.count <= 510 && !$0.contains("~") })
  }

  @Test("the registration happens once, and a ping is answered at any time") func later() {
    var script = ToyIRCScript(channels: 1, backlog: 0)
    _ = script.answers(to: "USER x")
    #expect(script.answers(to: "USER x").isEmpty)
    #expect(script.answers(to: "NICK y").isEmpty)
    #expect(script.answers(to: "PING :abc") == [":s PONG s :abc"])
    #expect(script.answers(to: "PING x abc") == [":s PONG s :abc"])
  }

  @Test(
    "anything else is passed over",
    arguments: ["", " ", "PING", "CAP", "CAP END", "NICK", "WHO #c0", "\u{0}"])
  func others(line: String) {
    var script = ToyIRCScript(channels: 1, backlog: 0)
    #expect(script.answers(to: line).isEmpty)
  }

  @Test("the flood goes to each channel in turn") func flood() {
    let script = ToyIRCScript(channels: 3, backlog: 0)
    let channels = (0..<6).map { script.message($0).split(separator: " ")[2] }
    #expect(channels == ["#c0", "#c1", "#c2", "#c0", "#c1", "#c2"])
  }
}
