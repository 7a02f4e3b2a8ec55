import Canvas
import TestSupport
import Testing

@testable import Terminal

@Suite struct InputDecoderTests {
  private func decode(_ text: String) -> [InputEvent] {
    var decoder = InputDecoder()
    return decoder.decode(text.utf8) + decoder.flush()
  }

  @Test(arguments: [
    ("a", Key(.character("a"))), ("é", Key(.character("é"))), ("漢", Key(.character("漢"))),
    ("😀", Key(.character("😀"))),
    ("\r", Key(.enter)), ("\n", Key(.character("j"), .control)), ("\t", Key(.tab)),
    ("\u{7F}", Key(.backspace)),
    ("\u{8}", Key(.backspace)), ("\u{1}", Key(.character("a"), .control)),
    ("\0", Key(.character(" "), .control)),
    ("\u{1F}", Key(.character("_"), .control)), ("\u{1B}", Key(.escape)),
    ("\u{1B}a", Key(.character("a"), .alt)),
    ("\u{1B}é", Key(.character("é"), .alt)), ("\u{1B}\r", Key(.enter, .alt)),
    ("\u{1B}\u{7F}", Key(.backspace, .alt)),
    ("\u{1B}[", Key(.character("["), .alt)), ("\u{1B}O", Key(.character("O"), .alt)),
    ("\u{1B}]", Key(.character("]"), .alt)), ("\u{1B}[A", Key(.up)), ("\u{1B}OA", Key(.up)),
    ("\u{1B}[B", Key(.down)),
    ("\u{1B}[1;5C", Key(.right, .control)), ("\u{1B}[1;4D", Key(.left, [.alt, .shift])),
    ("\u{1B}[H", Key(.home)),
    ("\u{1B}OF", Key(.end)), ("\u{1B}[1~", Key(.home)), ("\u{1B}[8~", Key(.end)), ("\u{1B}[2~", Key(.insert)),
    ("\u{1B}[3;5~", Key(.delete, .control)), ("\u{1B}[5~", Key(.pageUp)), ("\u{1B}[6~", Key(.pageDown)),
    ("\u{1B}[Z", Key(.backTab)), ("\u{1B}OP", Key(.function(1))), ("\u{1B}[15~", Key(.function(5))),
    ("\u{1B}[17~", Key(.function(6))), ("\u{1B}[24~", Key(.function(12))), ("\u{1B}[34~", Key(.function(20))),
    ("\u{1B}[[B", Key(.function(2))), ("\u{1B}[1;2S", Key(.function(4), .shift)), ("\u{1B}OM", Key(.enter)),
  ])
  func aSequenceIsItsKey(bytes: String, key: Key) {
    #expect(decode(bytes) == [.key(key)])
  }

  @Test func focusReportsAreEvents() {
    #expect(decode("\u{1B}[I\u{1B}[O") == [.focus(true), .focus(false)])
  }

  @Test(arguments: [
    ("\u{1B}[<0;5;3M", MouseEvent(.press(.left), at: Point(x: 4, y: 2))),
    ("\u{1B}[<2;500;300m", MouseEvent(.release, at: Point(x: 499, y: 299))),
    ("\u{1B}[<64;1;1M", MouseEvent(.wheelUp, at: .zero)),
    ("\u{1B}[<81;1;1M", MouseEvent(.wheelDown, at: .zero, .control)),
    ("\u{1B}[<32;2;1M", MouseEvent(.drag, at: Point(x: 1, y: 0))),
    ("\u{1B}[M !\"", MouseEvent(.press(.left), at: Point(x: 0, y: 1))),
    ("\u{1B}[M#!!", MouseEvent(.release, at: .zero)), ("\u{1B}[M`!!", MouseEvent(.wheelUp, at: .zero)),
  ])
  func mouseReportsAreEvents(bytes: String, event: MouseEvent) {
    #expect(decode(bytes) == [.mouse(event)])
  }

  @Test func aPasteIsOneEventWhateverItHolds() {
    #expect(
      decode("\u{1B}[200~a\rb\u{1B}[A\r\n漢\u{1B}[201~c") == [
        .paste("a\nb\u{1B}[A\n漢"), .key(Key(.character("c"))),
      ])
  }

  @Test func aPasteThatLosesItsEndIsGivenUpInTheEnd() {
    var decoder = InputDecoder()
    #expect(decoder.decode("\u{1B}[200~abc".utf8) == [])
    #expect(decoder.patience == .seconds(1))
    #expect(decoder.flush() == [.paste("abc")])
    #expect(decoder.decode("d".utf8) == [.key(Key(.character("d")))])
  }

  @Test func aHugePasteComesInPieces() {
    let events = decode(
      "\u{1B}[200~" + String(repeating: "x", count: InputDecoder.mostPaste + 5) + "\u{1B}[201~")
    let lengths = events.map { if case .paste(let text) = $0 { text.count } else { 0 } }
    #expect(lengths == [InputDecoder.mostPaste, 5])
  }

  @Test func onlyWhatHasBegunIsWaitedFor() {
    var decoder = InputDecoder()
    #expect(decoder.patience == nil)
    #expect(decoder.decode([0x1B]) == [])
    #expect(decoder.patience == .milliseconds(25))
    #expect(decoder.decode("[A".utf8) == [.key(Key(.up))])
    #expect(decoder.patience == nil)
  }

  @Test func repliesAndUnknownSequencesAreDropped() {
    #expect(decode("\u{1B}]11;rgb:0/0/0\u{7}a") == [.key(Key(.character("a")))])
    #expect(decode("\u{1B}]11;rgb:0/0/0\u{1B}\\a") == [.key(Key(.character("a")))])
    #expect(decode("\u{1B}P1$r0m\u{1B}\\a") == [.key(Key(.character("a")))])
    #expect(decode("\u{1B}[?62;4c\u{1B}[99~\u{1B}[5nb") == [.key(Key(.character("b")))])
    #expect(decode("\u{1B}]x\u{1B}[A") == [.key(Key(.up))])
  }

  @Test func brokenUTF8IsReplacedAndTheRestRead() {
    var decoder = InputDecoder()
    let replacement = InputEvent.key(Key(.character("\u{FFFD}")))
    #expect(decoder.decode([0xC3, 0x41]) == [replacement, .key(Key(.character("A")))])
    #expect(decoder.decode([0xFF, 0x80]) == [replacement, replacement])
    #expect(decoder.decode([0xED, 0xA0, 0x80]) == [replacement])
    #expect(decoder.decode([0xE2, 0x82, 0x1B, 0x5B, 0x41]) == [replacement, .key(Key(.up))])
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func theSplittingOfBytesDoesNotMatter(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let bytes = random.input()
    var whole = InputDecoder()
    var split = InputDecoder()
    let atOnce = whole.decode(bytes) + whole.flush()
    let oneByOne = bytes.flatMap { split.decode([$0]) } + split.flush()
    #expect(atOnce == oneByOne, "seed \(seed)")
    #expect(whole.patience == nil && whole.decode("a".utf8) == [.key(Key(.character("a")))], "seed \(seed)")
  }
}
