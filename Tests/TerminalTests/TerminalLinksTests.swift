import Testing

/// Links and the order of text, as the fixture's terminal gets them.
@Suite(.timeLimit(.minutes(20))) struct TerminalLinksTests {
  private static let links = ["VTE_VERSION": "7006"]
  private let end = "\u{1B}[0;4;34munderlined\u{1B}]8;;\u{1B}\\\u{1B}8"

  @Test func aLinkIsSentAfterItsTextAndTheCursorGoesBack() async throws {
    let terminal = try FixtureTerminal(environment: Self.links)
    let start = try await terminal.read(until: "a row ")
    #expect(!start.contains("\u{1B}]8;"))
    await terminal.type("1")
    let first = try await terminal.read(until: end)
    #expect(first.contains("\u{1B}7\u{1B}[4;7H\u{1B}]8;id="))
    #expect(first.contains(";https://example.org/1\u{1B}\\"))
  }

  @Test func anotherTargetIsSentThoughTheTextLooksTheSame() async throws {
    let terminal = try FixtureTerminal(environment: Self.links)
    await terminal.type("1")
    try await terminal.read(until: end)
    await terminal.type("2")
    #expect(try await terminal.read(until: end).contains(";https://example.org/2\u{1B}\\"))
  }

  @Test func aLinkThatHasGoneIsDrawnOver() async throws {
    let terminal = try FixtureTerminal(environment: Self.links)
    await terminal.type("1")
    try await terminal.read(until: end)
    await terminal.type("0")
    let change = try await terminal.read(until: "\u{1B}[4;16H\u{1B}[0;4;34md\u{1B}8")
    #expect(change.contains("\u{1B}7\u{1B}[4;7H\u{1B}[0;4;34mu") && !change.contains("\u{1B}]8;"))
  }

  @Test func rowsWithoutChangeAreLeftAlone() async throws {
    let terminal = try FixtureTerminal(environment: Self.links)
    await terminal.type("1")
    try await terminal.read(until: end)
    await terminal.type("a")
    let change = try await terminal.read(until: "character(\"a\") 0>")
    await terminal.type("b")
    #expect(try await !(change + terminal.read(until: "character(\"b\") 0>")).contains("\u{1B}]8;"))
  }

  @Test func aScreenDrawnAgainHasItsLinks() async throws {
    let terminal = try FixtureTerminal(environment: Self.links)
    await terminal.type("1")
    try await terminal.read(until: end)
    await terminal.type("l")
    try await terminal.read(until: "steady")
    #expect(try await terminal.read(until: end).contains("https://example.org/1"))
    await terminal.type("v")
    try await terminal.read(until: "EDITOR")
    #expect(try await terminal.read(until: end).contains("https://example.org/1"))
  }

  @Test(arguments: [[:], ["VTE_VERSION": "7006", "DOGEAR_LINKS": "0"]])
  func aTerminalNotKnownToHaveLinksGetsNone(environment: [String: String]) async throws {
    let terminal = try FixtureTerminal(environment: environment)
    try await terminal.read(until: "a row ")
    await terminal.type("1q")
    #expect(try await !terminal.readToEnd().output.contains("\u{1B}]8;"))
  }

  @Test func theTerminalLeavesTheOrderOfTextToTheProgramUntilItEnds() async throws {
    let terminal = try FixtureTerminal()
    let start = try await terminal.read(until: "steady")
    // Before the rows are cleared and drawn: they take it from then on.
    let rest = try #require(start.firstRange(of: "\u{1B}[8l")).upperBound
    #expect(start[rest...].contains("\u{1B}[2J"))
    await terminal.type("q")
    #expect(try await terminal.readToEnd().output.contains("\u{1B}[8h"))
  }

  @Test func aWindowThatHasBeenSmallerAndIsAgainAsItWasIsDrawnWhole() async throws {
    let terminal = try FixtureTerminal()
    try await terminal.read(until: "80x24")
    try await terminal.read(until: "a row ")
    await terminal.resize(columns: 70, rows: 20)
    await terminal.resize(columns: 80, rows: 24)
    try await terminal.read(until: "steady")
  }
}
