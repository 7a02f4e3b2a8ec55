import Canvas
import ChatModel
import Testing

@testable import ChatClient

@Suite struct CompletionTests {
  private func world() -> World {
    var world = World(
      [
        Sample.info(Sample.general, head: 6), Sample.info(ChannelID(stored: "games"), muted: true),
        Sample.info(Sample.bobAndAlice, members: 2),
      ], opening: Sample.general)
    world.server.members[Sample.general] = ["alice", "bert", "bob", "zoe"].map { UserID(stored: $0) }
    world.begin()
    world.press(.plain("i"))
    return world
  }

  private func text(_ world: World) -> String { world.client.composer.editor.text }

  @Test("a word becomes each of its candidates in turn, whatever its case, and none if there are none")
  func value() throws {
    var completion = try #require(Completion("@B", among: ["@bob", "@carol", "@bert"]))
    #expect(completion.candidates == ["@bob", "@bert"])
    var seen: [String] = []
    for _ in 0..<3 {
      seen.append(completion.current)
      completion.advance()
    }
    #expect(seen == ["@bob", "@bert", "@bob"])
    #expect(Completion("@x", among: ["@bob"]) == nil)
    #expect(Completion("@", among: (0..<200).map { "@user-\($0)" })?.candidates.count == Completion.most)
  }

  @Test("of names, those who spoke last come first, then the other members, then everyone; oneself never")
  func names() {
    var world = world()
    // 6 is by dave, 5 by carol, 4 by bob, 3 by erin.
    world.type("@")
    world.press(Key(.tab))
    #expect(
      world.client.composer.completion?.candidates == [
        "@dave", "@carol", "@bob", "@erin", "@bert", "@zoe", "@channel",
      ])
    #expect(text(world) == "@dave ")
  }

  @Test("of channels, muted ones are offered and direct chats are not")
  func channels() {
    var world = world()
    world.type("#")
    world.press(Key(.tab))
    #expect(world.client.composer.completion?.candidates == ["#general", "#games"])
    world.type("#x")
    world.press(Key(.tab))
    #expect(
      world.client.toast?.text
        == "nothing to complete: begin with @ for a name, # for a channel or / for a command")
  }

  @Test("only the word before the cursor is replaced")
  func middle() {
    var world = world()
    world.type("to @b, please")
    for _ in ", please" { world.press(Key(.left)) }
    world.press(Key(.tab), Key(.tab))
    #expect(text(world) == "to @bert , please")
    world.press(Key(.tab))
    #expect(text(world) == "to @bob , please")
  }

  @Test("the candidates are shown while there are several, the chosen one first, until another key")
  func shown() {
    var world = world()
    world.type("@b")
    world.press(Key(.tab))
    #expect(world.screen.contains("Tab: @bob  @bert"))
    world.press(Key(.tab))
    #expect(world.screen.contains("Tab: @bert  @bob"))
    world.press(Key(.left))
    #expect(!world.screen.contains("Tab:"))
    world.press(Key(.end))
    world.type("@z")
    world.press(Key(.tab))
    #expect(text(world) == "@bert @zoe ")
    #expect(!world.screen.contains("Tab:"))
  }

  @Test("a paste, another channel and the editor end it too: the next Tab begins with what stands there")
  func ended() {
    var world = world()
    world.type("@b")
    world.press(Key(.tab))
    world.post(.input(.paste("and @z")))
    world.press(Key(.tab))
    #expect(text(world) == "@bob and @zoe ")
    world.press(.control("n"), .control("p"))
    #expect(world.client.composer.completion == nil)
    #expect(text(world) == "@bob and @zoe ")
  }

  @Test("a failed answer about the members leaves those who spoke")
  func failure() {
    var world = world()
    world.post(.members(Sample.incidents, [UserID(stored: "dan")]))
    world.post(.failed(.members(Sample.general), reason: "no route"))
    world.type("@da")
    world.press(Key(.tab))
    #expect(text(world) == "@dave ")
    #expect(world.client.toast == nil)
  }
}
