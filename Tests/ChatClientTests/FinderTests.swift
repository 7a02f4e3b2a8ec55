import Canvas
import ChatModel
import Testing

@testable import ChatClient

@Suite struct FinderTests {
  private func finder(_ names: [String] = ["general", "games", "incidents", "release"]) -> Finder {
    Finder(
      .channels,
      names.map {
        Finder.Candidate(target: .channel(ChannelID(stored: $0)), name: "#\($0)")
      }, height: 3)
  }

  @Test("before anything is typed all are offered, in the order of the list, the first one chosen")
  func all() {
    let finder = finder()
    #expect(finder.matches.map(\.name) == ["#general", "#games", "#incidents", "#release"])
    #expect(finder.selected?.name == "#general")
  }

  @Test("letters narrow and order the matches, and the best one is chosen anew")
  func letters() {
    var finder = finder()
    finder.select(by: 2)
    finder.edit { $0.insert("es") }
    #expect(finder.matches.map(\.name) == ["#games", "#release", "#incidents"])
    #expect(finder.selected == finder.matches.first)
    finder.edit { $0.insert("zz") }
    #expect(finder.selected == nil)
    finder.edit { $0.clear() }
    #expect(finder.matches.count == 4)
    #expect(finder.selected?.name == "#general")
  }

  @Test("the selection stops at the ends and stays in view")
  func selection() {
    var finder = finder()
    finder.select(by: 9)
    #expect(finder.selected?.name == "#release")
    #expect(finder.rows.visible == 1..<4)
    finder.resize(height: 1)
    #expect(finder.rows.visible == 3..<4)
    finder.select(by: -9)
    #expect(finder.selected?.name == "#general")
    var none = Finder(.channels, [], height: 3)
    none.select(by: 1)
    #expect(none.selected == nil)
  }

  @Test("nothing is read and nothing told by looking for a channel, and Esc leaves everything as it was")
  func escape() {
    var world = World.scene(Size(width: 80, height: 24))
    let before = world.client.conversation
    world.isAnswering = false
    #expect(world.press(.control("k")) == [])
    #expect(world.type("gen") == [])
    world.draw()
    #expect(world.wait(.seconds(9)).receipts == [])
    #expect(world.press(Key(.escape)) == [])
    #expect(world.client.conversation == before)
  }

  @Test("Ctrl-K with nothing written opens the switcher, and one goes on writing where one arrives")
  func whileWriting() {
    var world = World.scene(Size(width: 80, height: 24))
    world.type("idraft")
    world.press(.control("u"), .control("k"))
    #expect(world.client.mode == .find)
    world.type("gener")
    world.press(Key(.enter))
    #expect(world.client.mode == .write)
    world.type("text")
    #expect(world.client.composer.editor.text == "text")
    #expect(world.client.conversation?.channel == Sample.general)
  }
}

@Suite struct FuzzyMatchTests {
  @Test("letters in order match, others do not")
  func matching() {
    #expect(FuzzyMatch.score("gnl", in: "general") != nil)
    #expect(FuzzyMatch.score("GEN", in: "#general") != nil)
    #expect(FuzzyMatch.score("lng", in: "general") == nil)
    #expect(FuzzyMatch.score("", in: "general") != nil)
  }

  @Test("the better match has the higher score")
  func ranking() throws {
    let names = ["regressions", "a-general-view", "general-eu", "general"]
    let scored = try names.map { (name: $0, score: try #require(FuzzyMatch.score("ge", in: $0))) }
    let ranked = scored.sorted { $0.score > $1.score }.map(\.name)
    #expect(ranked == ["general", "general-eu", "a-general-view", "regressions"])
  }
}
