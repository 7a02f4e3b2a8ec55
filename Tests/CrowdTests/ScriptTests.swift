import ChatModel
import Testing

@testable import Crowd

@Suite("Scripts")
struct ScriptTests {
  private func scenes(_ text: String) throws -> [Scene] {
    try Script(files: ["talk.txt": text], world: Fixture.world).scenes
  }

  @Test("A file is read into scenes with their places, speakers, words and continued lines")
  func parse() throws {
    let scenes = try scenes(
      """
      # A comment.
      channels: incidents general
      words service: search | billing

      == first
      pager: {service} is slow
      {a}: look, {b}:
        ```
        if (x) { y }
      {b}: @{me} seen?
      == second
      {a}: hi
      """)
    #expect(scenes.count == 2)
    #expect(scenes[0].places == ["incidents", "general"].map { .channel(ChannelID(stored: $0)) })
    #expect(scenes[0].roles == ["a", "b"])
    #expect(scenes[0].kind == .call)
    #expect(scenes[1].kind == .chat)
    #expect(scenes[0].turns.map(\.line) == [6, 7, 10])
    #expect(scenes[0].turns[0].speaker == .named(UserID(stored: "pager")))
    #expect(
      scenes[0].turns[1].text.pieces == [
        .text("look, "), .role("b"), .text(":\n```\nif (x) {"), .text(" y }"),
      ])
  }

  @Test(
    "A mistake is reported with its file and line",
    arguments: [
      ("== title\n", 1, .noChannels),
      ("channels: general\n{a}: hello", 2, .noScene),
      ("channels: general\n\n== title\n\n== next\n{a}: hi", 3, .emptyScene),
      ("channels: general\n== title\n  more", 3, .nothingToContinue),
      ("channels: general\n== title\nhello there", 3, .notALine("hello there")),
      ("channels: general\n== title\nNot A Handle: hi", 3, .notALine("Not A Handle: hi")),
      ("channels: general\n== title\n{a}:", 3, .notALine("{a}:")),
      ("words x: a | b", 1, .badWords("x")),
      ("words service: a || b", 1, .badWords("service")),
      ("words service", 1, .badWords("service")),
      ("channels: general\n== title\n{a}: {nothing}", 3, .unknownWords("nothing")),
      ("channels: nowhere\n== title\n{a}: hi", 2, .unknownChannel("nowhere")),
      ("channels: a/b\n== title\n{a}: hi", 1, .unknownChannel("a/b")),
      ("channels: music\n== title\npager: hi", 3, .notAMember("pager", channel: "music")),
      ("channels: direct\n== title\ncarol: hi", 3, .notAMember("carol", channel: "a direct chat")),
      ("channels: general\n== title\n{a}: hi\n{b}: hi @nobody-here!", 4, .unknownMention("nobody-here")),
      (
        "channels: oncall-eu\n== title\n{a}: 1\n{b}: 2\n{c}: 3\n{d}: 4", 2,
        .tooManyRoles(4, channel: "oncall-eu")
      ),
      ("channels: direct\n== title\n{a}: 1\n{b}: 2", 2, .tooManyRoles(2, channel: "direct")),
      ("channels: general\n== title\n{me}: hi", 3, .meSpeaks),
    ] as [(String, Int, ConversationError.Problem)])
  func mistakes(text: String, line: Int, problem: ConversationError.Problem) {
    let error = #expect(throws: ConversationError.self) { try scenes(text) }
    #expect(error == ConversationError(file: "talk.txt", line: line, problem))
    #expect(error?.description.hasPrefix("talk.txt:\(line): ") == true)
  }

  @Test("A text that could grow beyond the bounds of a message is refused")
  func tooLong() {
    let gaps = String(repeating: "{a}", count: EventFormat.mostBodyBytes / Script.mostGapBytes + 1)
    let error = #expect(throws: ConversationError.self) {
      try scenes("channels: general\n== title\n{a}: \(gaps)")
    }
    #expect(error?.line == 3)
  }

  @Test("Lines may end in CR LF")
  func windowsLines() throws {
    #expect(try scenes("channels: general\r\n== title\r\n{a}: hi\r\n").map(\.turns.count) == [1])
  }

  @Test("The conversations can be played in the world of any seed", arguments: 0..<5 as Range<UInt64>)
  func anySeed(seed: UInt64) throws {
    let world = World(seed: seed)
    let history = CrowdHistory(
      world: world, script: try Script(files: Fixture.files(), world: world), seed: seed)
    #expect(history.messages(now: Timestamp(milliseconds: 1_900_000_000_000)).count > 300, "seed \(seed)")
  }

  @Test("The conversations that are shipped are valid, plenty and small")
  func shipped() throws {
    let files = try Fixture.files()
    let scenes = try Script(files: files, world: Fixture.world).scenes
    #expect(scenes.reduce(0) { $0 + $1.turns.count } >= 500)
    #expect(files.values.reduce(0) { $0 + $1.utf8.count } < 48 * 1_024)
    for channel in Fixture.world.channels {
      let own = scenes.filter { $0.places.contains(Scene.Place(channel.id)) }
      #expect(own.contains { $0.kind == .call }, "\(channel.id) asks the demo user nothing")
      #expect(own.contains { $0.kind == (channel.id.isDirect ? .told : .chat) }, "\(channel.id) is silent")
    }
  }
}
