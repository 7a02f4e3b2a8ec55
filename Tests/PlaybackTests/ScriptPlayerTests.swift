import Canvas
import Testing

@testable import Playback

@Suite struct ScriptPlayerTests {
  private let n = InputEvent.key(Key(.character("n")))

  @Test("keys come one at a time, without pauses")
  func keys() throws {
    var player = ScriptPlayer(try script("key n Enter\ntype \"hi\""))
    let facts = FakeFacts()
    #expect(player.next(at: .zero, facts) == .input(n))
    #expect(player.next(at: .zero, facts) == .input(.key(Key(.enter))))
    #expect(player.next(at: .zero, facts) == .input(.key(Key(.character("h")))))
    #expect(player.next(at: .zero, facts) == .input(.key(Key(.character("i")))))
    #expect(player.next(at: .zero, facts) == .finished)
    #expect(player.next(at: .zero, facts) == .finished)
  }

  @Test("a wait ends at its time and not before, however often it is asked")
  func waiting() throws {
    var player = ScriptPlayer(try script("wait 500ms\nwait 1s\nkey n"))
    let facts = FakeFacts()
    #expect(player.next(at: .seconds(10), facts) == .wait(until: .milliseconds(10_500)))
    #expect(player.next(at: .milliseconds(10_400), facts) == .wait(until: .milliseconds(10_500)))
    #expect(player.next(at: .milliseconds(10_600), facts) == .wait(until: .milliseconds(11_600)))
    #expect(player.next(at: .milliseconds(11_600), facts) == .input(n))
  }

  @Test("an expectation waits until it holds")
  func holding() throws {
    var player = ScriptPlayer(try script("expect text \"hello\"\nkey n"))
    #expect(player.next(at: .zero, FakeFacts()) == .wait(until: .seconds(5)))
    #expect(player.next(at: .seconds(4), FakeFacts("", "so: hello")) == .input(n))
  }

  @Test("each expectation has its own deadline, as long as was said last")
  func patience() throws {
    var player = ScriptPlayer(
      try script("within 2s\nexpect open bob\nexpect pending 3\nwithin 1m\nexpect title \"x\""))
    var facts = FakeFacts()
    #expect(player.next(at: .seconds(1), facts) == .wait(until: .seconds(3)))
    facts.openChannel = "bob"
    #expect(player.next(at: .seconds(2), facts) == .wait(until: .seconds(4)))
    facts.pendingReceipts = 3
    #expect(player.next(at: .seconds(4), facts) == .wait(until: .seconds(64)))
  }

  @Test("a failure says where, what, what there was instead, and shows the screen")
  func failure() throws {
    var player = ScriptPlayer(try script("\nexpect badge #general 9\nkey n"))
    let facts = FakeFacts("hello")
    #expect(player.next(at: .zero, facts) == .wait(until: .seconds(5)))
    guard case .failed(let failure) = player.next(at: .seconds(5), facts) else {
      Issue.record("no failure")
      return
    }
    #expect(
      failure.description
        == """
        test.dogear:2: expect badge #general 9
          not within 5s: there are 7 @1
        ────────────────────
        hello



        ────────────────────
        """)
    #expect(player.next(at: .seconds(6), facts) == .failed(failure))
  }

  @Test(
    "what was found instead is told for every expectation",
    arguments: [
      ("text \"bye\"", "it is not on the screen"), ("no text \"hello\"", "it is on the screen"),
      ("badge #general 7 @2", "there are 7 @1"), ("badge #general 8+", "there are 7 @1"),
      ("badge #nowhere 0", "there is no badge of #nowhere"), ("total 8 @3", "there are 9 @3"),
      ("open bob", "#general is open"), ("title \"bob\"", "the title is \"dogear (7) #general\""),
      ("pending 1+", "0 are pending"),
    ])
  func found(expectation: String, found: String) throws {
    guard case .failed(let failure) = try script("expect \(expectation)").played(FakeFacts("hello")).end
    else {
      Issue.record("no failure")
      return
    }
    #expect(failure.found == found)
    #expect(failure.expectation == "expect \(expectation)")
  }

  @Test(
    "what holds lets the script go on at once",
    arguments: [
      "text \"漢 hello\"", "text \"👨‍👩‍👧‍👦\"", "text \"hello\\nbelow\"", "no text \"bye\"", "badge #general 7",
      "badge #general 7 @1",
      "badge bob 1+ @2+", "badge #books 0", "total 9 @3", "total 1+", "open #general", "title \"(7)\"",
      "pending 0",
    ])
  func holds(expectation: String) throws {
    let facts = FakeFacts("漢 hello", "below", "👨‍👩‍👧‍👦")
    var player = ScriptPlayer(try script("expect \(expectation)"))
    #expect(player.next(at: .zero, facts) == .finished)
  }

  @Test("a client without a channel can be told apart")
  func nothingOpen() throws {
    var facts = FakeFacts()
    facts.openChannel = nil
    guard case .failed(let failure) = try script("expect open bob").played(facts).end else {
      Issue.record("no failure")
      return
    }
    #expect(failure.found == "no channel is open")
  }

  @Test("frames are printed between rules, and pictures asked for")
  func pictures() throws {
    var player = ScriptPlayer(try script("frame \"one\"\nsvg \"a.svg\" light"))
    let facts = FakeFacts("hello")
    #expect(
      player.next(at: .zero, facts)
        == .print(
          """
          ── one ─────────────
          hello



          ────────────────────
          """))
    #expect(player.next(at: .zero, facts) == .picture(path: "a.svg", .light))
    #expect(player.next(at: .zero, facts) == .finished)
  }

  @Test("the wheel turns over the middle of the screen as it is then")
  func wheel() throws {
    var player = ScriptPlayer(try script("wheel down"))
    #expect(
      player.next(at: .zero, FakeFacts()) == .input(.mouse(MouseEvent(.wheelDown, at: Point(x: 10, y: 2)))))
  }
}
