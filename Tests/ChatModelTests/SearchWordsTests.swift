import ChatModel
import Doubles
import TestSupport
import Testing

@Suite("The words of a search")
struct SearchWordsTests {
  @Test(
    "The last piece ends at its last letter or digit; what stands before it is whole",
    arguments: [
      ("incid", "", "incid"),
      ("rate incid", "rate ", "incid"),
      ("  rate\tlimit  incid  ", "  rate\tlimit  ", "incid"),
      ("rate incid !?", "rate ", "incid"),
      ("rate :*", "", "rate"),
      ("error-ra", "", "error-ra"),
      ("\"quoted\"", "", "\"quoted"),
      ("a\0b", "a ", "b"),
      ("a\0", "", "a"),
      ("one\r\ntwo", "one\r\n", "two"),
      ("東京 fah", "東京 ", "fah"),
      ("e\u{301}te\u{301}", "", "e\u{301}te\u{301}"),
      ("cat 🔥", "", "cat"),
      ("p99", "", "p99"),
    ])
  func parts(text: String, whole: String, last: String) {
    let words = SearchWords(text)
    #expect(words?.whole == whole)
    #expect(words?.last == last)
  }

  @Test(
    "Without a letter or digit there is nothing to search for",
    arguments: ["", " ", "\n\t\u{A0}", "\0", "!?", "' \" \\ ( ) & | ! : *", "🔥", "👩‍👩‍👧", "\u{1B}[", "\u{202E}"])
  func nothing(text: String) {
    #expect(SearchWords(text) == nil)
  }

  @Test(
    "Whatever is typed, the parts are what was typed, and no NUL is left",
    arguments: 1...4 as ClosedRange<UInt64>)
  func rubbish(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let pieces = ["a", "ß", "7", " ", "\0", "\n", "'", "\\", ":*", "&", "🔥", "\u{301}", "\u{202E}", "東"]
    for _ in 0..<2_000 {
      let text = (0..<Int.random(in: 0...12, using: &random)).map { _ in
        pieces[Int.random(in: 0..<pieces.count, using: &random)]
      }.joined()
      guard let words = SearchWords(text) else {
        #expect(!text.contains { $0.isLetter || $0.isNumber }, "seed \(seed), \(text.debugDescription)")
        continue
      }
      let harmless = text.replacing("\0", with: " ")
      #expect(harmless.hasPrefix(words.whole + words.last), "seed \(seed), \(text.debugDescription)")
      #expect(!words.last.contains { $0.isWhitespace }, "seed \(seed), \(text.debugDescription)")
      #expect(words.last.contains { $0.isLetter || $0.isNumber }, "seed \(seed), \(text.debugDescription)")
    }
  }
}
