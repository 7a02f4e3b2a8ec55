import Canvas
import ChatModel
import Testing

@testable import ChatClient

/// The search as a value: when it asks, and which answers it takes.
@Suite struct SearchTests {
  private func search(everywhere: Bool = false, in channel: ChannelID? = Sample.incidents) -> Search {
    Search(in: channel, isEverywhere: everywhere, height: 5)
  }

  private func typed(_ text: String, at now: Duration = .zero) -> Search {
    var search = search()
    search.edit(at: now) { $0.insert(text) }
    return search
  }

  @Test("every letter begins the rest anew; the question is asked once")
  func debounce() {
    var search = search()
    #expect(search.deadline == nil)
    for (index, letter) in "api".enumerated() {
      search.edit(at: .milliseconds(100 * index)) { $0.insert(String(letter)) }
      #expect(search.ask(at: .milliseconds(100 * index + 99)) == nil)
    }
    #expect(search.deadline == .milliseconds(350))
    #expect(search.ask(at: .milliseconds(349)) == nil)
    #expect(search.ask(at: .milliseconds(350)) == SearchQuery(words: "api", channel: Sample.incidents))
    #expect(search.ask(at: .seconds(9)) == nil)
    #expect(search.outcome == .running)
    // A move of the cursor changes no words.
    search.edit(at: .seconds(10)) { $0.moveLeft() }
    #expect(search.deadline == nil)
  }

  @Test("words taken back ask nothing any more")
  func cleared() {
    var search = typed("a")
    search.edit(at: .milliseconds(10)) { $0.deleteBackward() }
    #expect(search.deadline == nil)
    #expect(search.outcome == .none)
    search.take(.found(Sample.messages(1...1)), to: SearchQuery(words: "a", channel: Sample.incidents))
    #expect(search.results == [])
  }

  @Test("another scope is asked at once; without an open channel there is but one")
  func scope() {
    var search = typed("api")
    search.changeScope(at: .milliseconds(10))
    #expect(search.ask(at: .milliseconds(10)) == SearchQuery(words: "api", channel: nil))
    var lonely = self.search(in: nil)
    #expect(lonely.isEverywhere)
    lonely.changeScope(at: .zero)
    #expect(lonely.isEverywhere)
  }

  @Test("an answer to other words or another scope, or while typing goes on, is not taken")
  func stale() {
    let answer = Search.Outcome.found(Sample.messages(1...3))
    let query = SearchQuery(words: "api", channel: Sample.incidents)
    var search = typed("api")
    search.take(answer, to: query)
    #expect(search.results == [], "not asked yet")
    _ = search.ask(at: .seconds(1))
    search.take(answer, to: SearchQuery(words: "api", channel: nil))
    search.take(answer, to: SearchQuery(words: "ap", channel: Sample.incidents))
    #expect(search.outcome == .running)
    search.take(answer, to: query)
    #expect(search.results.count == 3)
    #expect(search.selected?.seq == 1)
    search.edit(at: .seconds(2)) { $0.insert("s") }
    #expect(search.selected == nil)
    #expect(search.outcome == .running)
  }

  @Test("the selection stays within the results, in view at any height", arguments: 0...6)
  func selection(height: Int) {
    var search = typed("api")
    _ = search.ask(at: .seconds(1))
    search.take(.found(Sample.messages(1...20)), to: SearchQuery(words: "api", channel: Sample.incidents))
    search.resize(height: height)
    for step in [-1, 1, 1, 7, 30, -3, -50] {
      search.select(by: step)
      let selected = search.rows.selected ?? -1
      #expect((0..<20).contains(selected))
      if height > 0 { #expect(search.rows.visible.contains(selected)) }
    }
  }
}
