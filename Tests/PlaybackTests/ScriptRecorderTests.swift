import Canvas
import TestSupport
import Testing

@testable import Playback

@Suite struct ScriptRecorderTests {
  private let size = Size(width: 80, height: 24)

  private func recorded(_ events: [(InputEvent, Int)], badges: [String] = []) -> String {
    var recorder = ScriptRecorder(size: size)
    for (event, milliseconds) in events { recorder.record(event, at: .milliseconds(milliseconds)) }
    return recorder.script(FakeFacts(), badges: badges)
  }

  private func typed(_ text: String, at milliseconds: Int) -> [(InputEvent, Int)] {
    text.map { (.key(Key(.character($0))), milliseconds) }
  }

  @Test("a session reads like one written by hand")
  func session() {
    let events: [(InputEvent, Int)] =
      typed("i", at: 1_000) + [(.key(Key(.down)), 1_100)] + typed("say \"hi\"", at: 2_000)
      + [
        (.key(Key(.enter)), 2_100), (.key(Key(.character("n"), .control)), 2_200), (.focus(false), 2_300),
        (.focus(true), 2_400), (.mouse(MouseEvent(.press(.left), at: Point(x: 3, y: 4))), 2_500),
        (.mouse(MouseEvent(.release, at: Point(x: 3, y: 4))), 2_600),
        (.mouse(MouseEvent(.wheelUp, at: Point(x: 3, y: 4))), 2_700),
        (.mouse(MouseEvent(.drag, at: Point(x: 3, y: 4), .control)), 2_800), (.paste("a\nb"), 2_900),
        (.resize(Size(width: 100, height: 30)), 3_000), (.woken, 3_100),
      ] + typed("q", at: 4_000)
    #expect(
      recorded(events, badges: ["#general", "#books", "#nowhere"])
        == """
        size 80x24
        wait 1010ms
        key i Down
        wait 910ms
        type "say \\"hi\\""
        key Enter Ctrl-N
        focus off
        focus on
        click 3,4
        wheel up 3,4
        mouse drag 3,4 Ctrl
        paste "a\\nb"
        resize 100x30
        expect open #general
        expect badge #general 7 @1
        expect badge #books 0
        wait 1010ms
        key q

        """)
  }

  @Test("short pauses are left out")
  func pauses() {
    #expect(
      recorded(typed("n", at: 300) + typed("n", at: 600) + typed("n", at: 901) + [(.signal(15), 902)])
        == """
        size 80x24
        type "nn"
        wait 310ms
        key n
        expect open #general

        """)
  }

  @Test("a session without inputs is a script")
  func nothing() throws {
    #expect(recorded([]) == "size 80x24\nexpect open #general\n")
    #expect(recorded([(.end, 5)]) == "size 80x24\nexpect open #general\n")
  }

  @Test("what is recorded plays the same inputs", arguments: 0..<500 as Range<UInt64>)
  func roundTrip(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    var recorder = ScriptRecorder(size: size)
    var now: Duration = .zero
    var events: [InputEvent] = []
    for _ in 0..<Int.random(in: 0...40, using: &random) {
      let pause =
        random.chance(80)
        ? Int.random(in: 0...300, using: &random) : Int.random(in: 0...9_000, using: &random)
      now += .milliseconds(pause)
      events.append(random.event())
      recorder.record(events[events.count - 1], at: now)
    }
    if random.chance(30) { recorder.record(.end, at: now) }
    let played = try script(recorder.script(FakeFacts(), badges: ["#general", "bob"])).played()
    #expect(played.end == .finished, "seed \(seed)")
    #expect(played.inputs.map(\.event) == events, "seed \(seed)")
  }

  @Test("a long pause is played as long, and a little more")
  func pausesArePlayed() throws {
    let played = try script(recorded(typed("a", at: 0) + typed("b", at: 1_234) + typed("c", at: 1_235)))
      .played()
    #expect(played.inputs.map(\.at) == [.zero, .milliseconds(1_240), .milliseconds(1_240)])
  }
}
