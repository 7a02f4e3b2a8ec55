import ChatModel
import Testing

@testable import ChatClient

@Suite struct MessageWindowTests {
  private func window(_ seqs: ClosedRange<Seq>) -> MessageWindow {
    var window = MessageWindow()
    window.merge(Sample.messages(seqs))
    return window
  }

  @Test("pages are joined where they adjoin or overlap, on both sides")
  func merge() {
    var window = window(10...20)
    window.merge(Sample.messages(21...25))
    window.merge(Sample.messages(5...12))
    #expect(window.seqs == 5...25)
    #expect(window.count == 21)
    #expect((5...25).allSatisfy { window[$0]?.seq == $0 })
    #expect(window[4] == nil)
    #expect(window[26] == nil)
  }

  @Test("a page that leaves a gap is not taken", arguments: [1...8, 22...30] as [ClosedRange<Seq>])
  func gap(page: ClosedRange<Seq>) {
    var window = window(10...20)
    window.merge(Sample.messages(page))
    #expect(window.seqs == 10...20)
  }

  @Test("a page with a hole in it counts up to the hole")
  func hole() {
    var window = MessageWindow()
    window.merge(Sample.messages(1...3) + Sample.messages(5...6))
    #expect(window.seqs == 1...3)
  }

  @Test("messages heard too early wait for what lies between")
  func ahead() {
    var window = window(1...3)
    window.hear(Sample.message(6))
    window.hear(Sample.message(5))
    #expect(window.seqs == 1...3)
    window.merge([Sample.message(4)])
    #expect(window.seqs == 1...6)
  }

  @Test("a repeated notice changes nothing")
  func repeated() {
    var window = window(1...3)
    let before = window
    window.hear(Sample.message(2))
    #expect(window == before)
  }

  @Test("at most 2,000 messages stay, those around the view", arguments: [1, 1_500, 2_500] as [Seq])
  func trim(seq: Seq) throws {
    var window = window(1...2_500)
    window.trim(around: seq)
    #expect(window.count == MessageWindow.limit)
    let seqs = try #require(window.seqs)
    #expect(seqs.contains(seq))
    #expect(seqs.contains(max(1, seq - 900)))
    #expect(seqs.contains(min(2_500, seq + 900)))
  }
}
