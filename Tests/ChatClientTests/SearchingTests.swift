import Canvas
import ChatModel
import Testing

@testable import ChatClient

/// The search for messages.
@Suite struct SearchingTests {
  private func searching(_ key: Character = "/") -> World {
    var world = World(
      [Sample.info(Sample.incidents, head: 200), Sample.info(Sample.general, head: 90)],
      opening: Sample.incidents)
    world.begin()
    world.press(.plain(key))
    return world
  }

  private func queries(_ effects: [ClientEffect]) -> [SearchQuery] {
    effects.compactMap { if case .search(let query) = $0 { query } else { nil } }
  }

  @Test("the database is asked once typing rests, for this channel or for all")
  func asking() {
    var world = searching()
    #expect(queries(world.type("api")).isEmpty)
    #expect(queries(world.wait(.milliseconds(149))).isEmpty)
    #expect(queries(world.wait(.milliseconds(1))) == [SearchQuery(words: "api", channel: Sample.incidents)])
    #expect(queries(world.press(Key(.tab))) == [SearchQuery(words: "api", channel: nil)])
    var everywhere = searching("\\")
    everywhere.type("x")
    #expect(queries(everywhere.wait(.seconds(1))) == [SearchQuery(words: "x", channel: nil)])
  }

  @Test("blanks are no words, and nothing is asked for them")
  func blanks() {
    var world = searching()
    #expect(queries(world.type("   ") + world.wait(.seconds(1))).isEmpty)
    #expect(world.screen.contains("all words are searched for"))
  }

  @Test("an answer to earlier words is ignored; a failure has words")
  func staleAnswers() {
    var world = searching()
    world.isAnswering = false
    world.type("api")
    world.wait(.seconds(1))
    world.type("s")
    let old = SearchQuery(words: "api", channel: Sample.incidents)
    world.post(.found(old, Sample.messages(3...4)))
    #expect(world.screen.contains("searching…"))
    world.wait(.seconds(1))
    world.post(.failed(.search(SearchQuery(words: "apis", channel: Sample.incidents)), reason: "no route"))
    #expect(world.screen.contains("the search failed: no route"))
  }

  @Test("Enter goes to the message, marks it, and reads nothing that was jumped over; b goes back")
  func going() {
    var world = searching()
    world.isAnswering = false
    world.type("message")
    world.wait(.seconds(1))
    let query = SearchQuery(words: "message", channel: Sample.incidents)
    world.post(.found(query, [Sample.message(150), Sample.message(20)]))
    #expect(world.screen.contains("2 found"))
    world.isAnswering = true
    world.press(Key(.enter))
    world.draw()
    #expect(world.client.overlay == nil)
    #expect(world.screen.contains("▸ message 150"))
    let before = world.client.badge(named: "#incidents")
    world.wait(.seconds(2))
    #expect(world.client.badge(named: "#incidents") == before)
    world.press(.plain("b"))
    world.draw()
    #expect(!world.screen.contains("▸ message 150"))
  }

  @Test("a result of a channel that was left says so, and a search can be given up")
  func leaving() {
    var world = searching("\\")
    world.isAnswering = false
    world.type("message")
    world.wait(.seconds(1))
    world.post(.found(SearchQuery(words: "message", channel: nil), Sample.messages(1...1, in: Sample.random)))
    world.press(Key(.enter))
    #expect(world.client.toast?.text == "you are not a member of #random any more")
    world.press(.plain("/"))
    world.press(Key(.escape))
    #expect(world.client.overlay == nil)
  }
}
