import Glibc
import Testing

/// What the fixture's screen sends and undoes, seen from the terminal's side.
@Suite(.timeLimit(.minutes(20))) struct TerminalScreenTests {
  private let modes = ["\u{1B}[?1049", "\u{1B}[?2004", "\u{1B}[?1004", "\u{1B}[?1000", "\u{1B}[?1006"]

  private func expectRestored(_ output: String, _ terminal: FixtureTerminal) async {
    for mode in modes { #expect(output.contains(mode + "l"), "\(mode.debugDescription) is left on") }
    #expect(output.contains("\u{1B}[23;2t"), "the title is not given back")
    #expect(await terminal.isCooked)
  }

  @Test func modesAreSetAtTheStartAndUndoneAtTheEnd() async throws {
    let terminal = try FixtureTerminal()
    let start = try await terminal.read(until: "steady")
    for mode in modes { #expect(start.contains(mode + "h")) }
    #expect(await !terminal.isCooked)
    #expect(start.contains("\u{1B}]2;fixture title\u{1B}\\"))
    await terminal.type("q")
    let (end, status) = try await terminal.readToEnd()
    #expect(status == 0 && end.hasSuffix("CLOSED\r\n"))
    await expectRestored(end, terminal)
  }

  @Test(arguments: [SIGTERM, SIGHUP, SIGINT])
  func aSignalEndsTheProgramInOrder(signal: Int32) async throws {
    let terminal = try FixtureTerminal()
    try await terminal.read(until: "steady")
    await terminal.signal(signal)
    let (end, status) = try await terminal.readToEnd()
    #expect(status == 0 && end.contains("CLOSED"))
    await expectRestored(end, terminal)
  }

  @Test func aCrashGivesTheTerminalBackAndPointsToTheLog() async throws {
    let terminal = try FixtureTerminal()
    try await terminal.read(until: "steady")
    await terminal.type("x")
    let (end, status) = try await terminal.readToEnd()
    #expect([SIGILL, SIGTRAP].contains(status & 0x7F), "the signal is the crash's own")
    #expect(end.contains("its log is /tmp/fixture.log"))
    await expectRestored(end, terminal)
  }

  @Test(arguments: [SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGQUIT])
  func aDeadlySignalGivesTheTerminalBack(signal: Int32) async throws {
    let terminal = try FixtureTerminal()
    try await terminal.read(until: "steady")
    await terminal.signal(signal)
    let (end, status) = try await terminal.readToEnd()
    #expect(status & 0x7F == signal)
    await expectRestored(end, terminal)
  }

  @Test func exitingWithoutClosingGivesTheTerminalBack() async throws {
    let terminal = try FixtureTerminal()
    try await terminal.read(until: "steady")
    await terminal.type("e")
    let (end, status) = try await terminal.readToEnd()
    #expect(status >> 8 == 3)
    await expectRestored(end, terminal)
  }

  @Test func aHangUpEndsTheProgram() async throws {
    let terminal = try FixtureTerminal()
    try await terminal.read(until: "steady")
    #expect(await terminal.hangUp() == 0)
  }

  @Test func aResizedWindowIsDrawnAtItsNewSize() async throws {
    let terminal = try FixtureTerminal()
    try await terminal.read(until: "80x24")
    await terminal.resize(columns: 100, rows: 30)
    try await terminal.read(until: "100x30")
  }

  @Test func keysPastesFocusAndMailReachTheLoop() async throws {
    let terminal = try FixtureTerminal()
    try await terminal.read(until: "steady")
    await terminal.type("\u{1B}[1;5C")
    try await terminal.read(until: "right 4>")
    await terminal.type("\u{1B}")
    try await terminal.read(until: "escape 0>")
    await terminal.type("\u{1B}[200~two\rlines\u{1B}[201~")
    try await terminal.read(until: "paste(\"two\\nlines\")>")
    await terminal.type("\u{1B}[I")
    try await terminal.read(until: "focus(true)>")
    await terminal.type("p")
    try await terminal.read(until: "mail [\"hello\"]>")
    await terminal.type("m")
    try await terminal.read(until: "\u{1B}[?1000l")
  }

  @Test func onlyChangedRowsAreSent() async throws {
    let terminal = try FixtureTerminal()
    try await terminal.read(until: "steady")
    try await terminal.read(until: "\u{1B}[2;4H")
    await terminal.type("a")
    let change = try await terminal.read(until: "character(\"a\") 0>")
    #expect(!change.contains("steady") && !change.contains("size"))
    await terminal.type("l")
    try await terminal.read(until: "steady")
  }

  @Test func wideAndCombiningCharactersArriveWhole() async throws {
    let terminal = try FixtureTerminal()
    try await terminal.read(until: "steady 漢 e\u{301} 👨")
    try await terminal.read(until: "\u{1B}[2;4H")
  }

  @Test func stoppingGivesTheTerminalToTheShellAndBack() async throws {
    let terminal = try FixtureTerminal(shell: "\"$0\"; echo STOPPED; fg; echo DONE")
    try await terminal.read(until: "steady")
    await terminal.type("z")
    let left = try await terminal.read(until: "STOPPED\r\n")
    for mode in modes { #expect(left.contains(mode + "l")) }
    let back = try await terminal.read(until: "resize(")
    for mode in modes { #expect(back.contains(mode + "h")) }
    await terminal.type("q")
    try await terminal.read(until: "DONE")
    #expect(try await terminal.readToEnd().status == 0)
  }

  @Test func goingOnAfterAForeignStopTakesTheTerminalAgain() async throws {
    let terminal = try FixtureTerminal()
    try await terminal.read(until: "steady")
    await terminal.signal(SIGSTOP)
    await terminal.signal(SIGCONT)
    let back = try await terminal.read(until: "<resize(")
    for mode in modes { #expect(back.contains(mode + "h")) }
    #expect(await !terminal.isCooked)
  }

  @Test func anotherProgramMayHaveTheTerminalForAWhile() async throws {
    let terminal = try FixtureTerminal()
    try await terminal.read(until: "steady")
    await terminal.type("v")
    let left = try await terminal.read(until: "EDITOR")
    for mode in modes { #expect(left.contains(mode + "l")) }
    try await terminal.read(until: "steady")
  }

  @Test func aTerminalThatCannotMoveItsCursorIsAnError() async throws {
    for name in ["dumb", "no-such-terminal"] {
      let terminal = try FixtureTerminal(environment: ["TERM": name])
      let (output, status) = try await terminal.readToEnd()
      #expect(status >> 8 == 2 && output.contains("ERROR") && output.contains(name))
      #expect(await terminal.isCooked)
    }
  }

  @Test func withoutColoursAndUTF8TextRemains() async throws {
    let terminal = try FixtureTerminal(environment: ["NO_COLOR": "1", "LANG": "C"])
    let start = try await terminal.read(until: "steady ?? e ??")
    #expect(!start.contains("\u{1B}[31m") && !start.contains("38;5"))
  }
}
