import TestSupport
import Testing

@testable import Canvas

@Suite struct LineEditorTests {
  private func editor(_ marked: String) -> LineEditor {
    var editor = LineEditor(marked.replacing("|", with: ""))
    editor.moveToStart()
    for _ in 0..<(marked.firstIndex(of: "|").map { marked.distance(from: marked.startIndex, to: $0) } ?? 0) {
      editor.moveRight()
    }
    return editor
  }

  private func marked(_ editor: LineEditor) -> String {
    var characters = Array(editor.text)
    characters.insert("|", at: editor.cursor)
    return String(characters)
  }

  struct Step: Sendable, CustomStringConvertible {
    let name: String
    let before: String
    let after: String
    let action: @Sendable (inout LineEditor) -> Void
    var description: String { "\(name): \(before)" }

    init(
      _ name: String, _ before: String, _ after: String,
      _ action: @escaping @Sendable (inout LineEditor) -> Void
    ) {
      self.name = name
      self.before = before
      self.after = after
      self.action = action
    }
  }

  static let steps: [Step] = [
    Step("insert", "a|c", "ab|c") { $0.insert("b") },
    Step("paste", "a|d", "ab\nc|d") { $0.insert("b\r\nc\u{1B}[1m") },
    Step("a mark joins", "e|x", "e\u{301}|x") { $0.insert("\u{301}") },
    Step("backspace takes a grapheme", "a👨‍👩‍👧|b", "a|b") { $0.deleteBackward() },
    Step("backspace at start", "|ab", "|ab") { $0.deleteBackward() },
    Step("delete", "a|é", "a|") { $0.deleteForward() },
    Step("delete at end", "ab|", "ab|") { $0.deleteForward() },
    Step("word back", "one two  |x", "one |x") { $0.deleteWordBackward() },
    Step("word back at start", "|x", "|x") { $0.deleteWordBackward() },
    Step("word forward", "one| two x", "one| x") { $0.deleteWordForward() },
    Step("kill to end", "a|b\nc", "a|\nc") { $0.killToEnd() },
    Step("kill line end", "ab|\nc", "ab|c") { $0.killToEnd() },
    Step("kill to start", "a\nbc|d", "a\n|d") { $0.killToStart() },
    Step("yank", "ab|", "abab|") {
      $0.killToStart()
      $0.yank()
      $0.yank()
    },
    Step("an empty kill keeps the last", "ab|", "ab|") {
      $0.killToStart()
      $0.killToStart()
      $0.yank()
    },
    Step("left", "ab|", "a|b") { $0.moveLeft() },
    Step("left at start", "|ab", "|ab") { $0.moveLeft() },
    Step("right at end", "ab|", "ab|") { $0.moveRight() },
    Step("word left", "one two|", "one |two") { $0.moveWordLeft() },
    Step("word left over punctuation", "one, | two", "|one,  two") { $0.moveWordLeft() },
    Step("word right", "|one two", "one| two") { $0.moveWordRight() },
    Step("home", "a\nbc|", "a\n|bc") { $0.moveToLineStart() },
    Step("end", "a|b\nc", "ab|\nc") { $0.moveToLineEnd() },
    Step("text start", "a\nb|c", "|a\nbc") { $0.moveToStart() },
    Step("text end", "a|\nbc", "a\nbc|") { $0.moveToEnd() },
    Step("up", "abc\nde|f", "ab|c\ndef") { $0.moveUp(width: 20) },
    Step("down keeps the column", "abcd|\nx\nabcdef", "abcd\nx\nabcd|ef") {
      $0.moveDown(width: 20)
      $0.moveDown(width: 20)
    },
    Step("up in a wrapped line", "one two th|ree", "on|e two three") { $0.moveUp(width: 9) },
    Step("up to a wide character", "漢字\nabc|", "漢|字\nabc") { $0.moveUp(width: 20) },
    Step("set", "a|b", "new|") { $0.set("new") },
  ]

  @Test(arguments: steps)
  func keysDoWhatTheySay(step: Step) {
    var editor = editor(step.before)
    step.action(&editor)
    #expect(marked(editor) == step.after)
  }

  @Test func movingBeyondTheFirstAndLastRowSaysSo() {
    var editor = LineEditor("a\nb")
    let moved = [editor.moveDown(width: 9), editor.moveUp(width: 9), editor.moveUp(width: 9)]
    #expect(moved == [false, true, false])
  }

  @Test func theLimitCutsAndSaysSo() {
    var editor = LineEditor("", limit: 3)
    let fitted = [editor.insert("ab"), editor.insert("cd"), editor.insert("x")]
    #expect(fitted == [true, false, false])
    #expect(editor.text == "abc")
  }

  @Test func rowsLeaveAColumnForTheCursor() {
    let layout = LineEditor("hello there").layout(width: 6)
    #expect(layout.rows == ["hello", " ther", "e"] || layout.rows == ["hello", " ", "there"])
    #expect(LineEditor("abc").layout(width: 4) == .init(rows: ["abc"], cursor: Point(x: 3, y: 0)))
    #expect(LineEditor("漢").layout(width: 1) == .init(rows: ["□"], cursor: Point(x: 0, y: 0)))
    #expect(LineEditor("a\n").layout(width: 9) == .init(rows: ["a", ""], cursor: Point(x: 0, y: 1)))
    #expect(LineEditor("").layout(width: 0) == .init(rows: [""], cursor: Point(x: 0, y: 0)))
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func noSequenceOfEditsBreaksTheEditor(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    var editor = LineEditor("", limit: 60)
    for _ in 0..<60 {
      let width = Int.random(in: 0...12, using: &random)
      if Bool.random(using: &random) { editor.insert(random.text(pieces: 0...4)) }
      if let step = Self.steps.randomElement(using: &random) { step.action(&editor) }
      #expect(editor.text.count <= 60 && (0...editor.text.count).contains(editor.cursor), "seed \(seed)")
      let layout = editor.layout(width: width)
      #expect(layout.rows.indices.contains(layout.cursor.y), "seed \(seed)")
      #expect((0..<max(1, width)).contains(layout.cursor.x), "seed \(seed)")
      for row in layout.rows { #expect(TextWidth.width(row) < max(2, width), "seed \(seed)") }
    }
  }

  @Test(
    "graphemes are those of the whole text, however it came together", arguments: 0..<200 as Range<UInt64>)
  func graphemes(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    var editor = LineEditor()
    for _ in 0..<60 {
      let text = Bool.random(using: &random) ? random.text(pieces: 0...3) : "a"
      let (head, tail) = (editor.characters[..<editor.cursor], editor.characters[editor.cursor...])
      let whole = String(head) + Sanitizer.text(text, limit: .max) + String(tail)
      editor.insert(text)
      #expect(editor.characters == Array(whole), "seed \(seed)")
      Self.steps.randomElement(using: &random)?.action(&editor)
      #expect(editor.characters == Array(editor.text), "seed \(seed)")
      let layout = editor.layout(width: 40)
      if layout.rows.count == 1, layout.cursor.y == 0 {
        #expect(layout.cursor.x <= TextWidth.width(layout.rows[0]), "seed \(seed)")
      }
    }
  }
}
