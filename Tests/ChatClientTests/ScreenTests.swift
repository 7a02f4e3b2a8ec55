import Canvas
import ChatModel
import Testing

@testable import ChatClient

/// Screens as a user sees them: a fixed scene, clock and size.
///
/// Without colours, since text has to carry every fact.
@Suite struct ScreenTests {
  private func screen(_ width: Int, _ height: Int) -> String {
    var world = World.scene(Size(width: width, height: height))
    return world.draw().canvas.text
  }

  @Test("80 × 24: a list, and the first unread message under its line")
  func usual() {
    #expect(
      screen(80, 24)
        == """
        ┌ dogear ─ alice ───────────────────────────────────────────── 16 unread · 3 @ ┐
        │ Channels           │ #incidents   Production incidents, now and… 128 members │
        │ ▸ #incidents @1  2 │                                                         │
        │   #general      12 │                                                         │
        │   #random        · │                                                         │
        │   #release muted 4 │                                                         │
        │ Direct             │                                                         │
        │   bob            2 │                                                         │
        │   carol          · │                                                         │
        │                    │                                                         │
        │                    │                                                         │
        │                    │                                                         │
        │                    │ ─────────────────── Mon 23 Nov 2026 ─────────────────── │
        │                    │ 14:01 carol    Rolling back api-3, error rate is at 2 % │
        │                    │ 14:02 carol    Do not deploy                            │
        │                    │ 14:03 dave     Back to normal here                      │
        │                    │ ──────────────────── new messages ───────────────────── │
        │                    │ 14:04 erin     @alice can you confirm from the EU side? │
        │                    │                See #release for what went out last      │
        │                    │                night.                                   │
        │                    │ 14:05 frank    p99 is flat again                        │
        │                    │                                                         │
        │                    │ > press i to write                                      │
        └ redis ● kafka ● db ● · lag 0 · reading… ── ? help · n next unread · / search ┘
        """)
  }

  @Test("120 × 40: the same with more room")
  func large() {
    #expect(
      screen(120, 40)
        == """
        ┌ dogear ─ alice ───────────────────────────────────────────────────────────────────────────────────── 16 unread · 3 @ ┐
        │ Channels               │ #incidents   Production incidents, now and past                                 128 members │
        │ ▸ #incidents     @1  2 │                                                                                             │
        │   #general          12 │                                                                                             │
        │   #random            · │                                                                                             │
        │   #release     muted 4 │                                                                                             │
        │ Direct                 │                                                                                             │
        │   bob                2 │                                                                                             │
        │   carol              · │                                                                                             │
        │                        │                                                                                             │
        │                        │                                                                                             │
        │                        │                                                                                             │
        │                        │                                                                                             │
        │                        │                                                                                             │
        │                        │                                                                                             │
        │                        │                                                                                             │
        │                        │                                                                                             │
        │                        │                                                                                             │
        │                        │                                                                                             │
        │                        │                                                                                             │
        │                        │                                                                                             │
        │                        │                                                                                             │
        │                        │                                                                                             │
        │                        │                                                                                             │
        │                        │                                                                                             │
        │                        │                                                                                             │
        │                        │                                                                                             │
        │                        │                                                                                             │
        │                        │                                                                                             │
        │                        │ ───────────────────────────────────── Mon 23 Nov 2026 ───────────────────────────────────── │
        │                        │ 14:01 carol       Rolling back api-3, error rate is at 2 %                                  │
        │                        │ 14:02 carol       Do not deploy                                                             │
        │                        │ 14:03 dave        Back to normal here                                                       │
        │                        │ ────────────────────────────────────── new messages ─────────────────────────────────────── │
        │                        │ 14:04 erin        @alice can you confirm from the EU side? See #release for what went out   │
        │                        │                   last night.                                                               │
        │                        │ 14:05 frank       p99 is flat again                                                         │
        │                        │                                                                                             │
        │                        │ > press i to write                                                                          │
        └ redis ● kafka ● db ● · lag 0 · reading… ────────────────────────────────────────── ? help · n next unread · / search ┘
        """)
  }

  @Test("40 × 10: no list, so the badge is beside the name")
  func narrow() {
    #expect(
      screen(40, 10)
        == """
        ┌ dogear ─ alice ───── 16 unread · 3 @ ┐
        │ #incidents   Production incid… @1  2 │
        │ ─────────── new messages ─────────── │
        │ 14:04 erin: @alice can you confirm   │
        │   from the EU side? See #release for │
        │   what went out last night.          │
        │ 14:05 frank: p99 is flat again       │
        │                                      │
        │ > press i to write                   │
        └ redis ● kafka ● db ● · lag 0 · read… ┘
        """)
  }

  @Test("20 × 5: only the conversation")
  func tiny() {
    #expect(
      screen(20, 5)
        == """
        #incident… @1  2 ↓ 2
        ─── new messages ───
        erin: @alice can you
         confirm from the EU
        > press i to write
        """)
  }

  @Test("11 × 3: words")
  func tooSmall() {
    #expect(
      screen(11, 3)
        == """
        window too
        small

        """)
  }

  @Test(
    "down to 1 × 1 there is a screen of the right size, and nothing to hit lies outside it", arguments: 1...30
  )
  func anySize(width: Int) {
    var world = World.scene(Size(width: width, height: 1))
    for height in 1...30 {
      world.post(.input(.resize(Size(width: width, height: height))))
      let frame = world.draw()
      #expect(frame.canvas.size == Size(width: width, height: height))
      let isInside = frame.visible.targets.allSatisfy { $0.rect == $0.rect.intersection(frame.canvas.bounds) }
      #expect(isInside)
      if frame.visible.channel == nil { #expect(frame.visible.bottom == nil) }
    }
  }

  @Test("a terminal of no size is no reason to crash", arguments: [0, 80])
  func noSize(width: Int) {
    var world = World.scene(Size(width: width, height: 0))
    #expect(world.draw().canvas.text.isEmpty)
  }

  @Test("the help lists the keys, and scrolls to the last")
  func help() {
    var world = World.scene(Size(width: 80, height: 24))
    world.press(Key(.character("?")))
    #expect(world.screen.contains("next unread channel"))
    for _ in 0..<20 { world.press(Key(.pageDown)) }
    #expect(world.screen.contains("show the keys and commands"))
    #expect(world.client.view(.dark).visible.isCovered)
    world.press(Key(.escape))
    #expect(!world.screen.contains("show the keys and commands"))
  }

  @Test("every state has words")
  func words() {
    var world = World([Sample.info(Sample.general)])
    #expect(world.screen.contains("Connecting…"))
    #expect(world.screen.contains("redis … kafka … db …"))
    world.post(.health(.database, .down("no route to host; check that PostgreSQL runs")))
    #expect(world.screen.contains("The database does not answer: no route to host. Trying "))
    #expect(world.screen.contains("db ○ down"))
    world.begin()
    #expect(world.screen.contains("No messages yet. Press i to write the first."))
    #expect(world.screen.contains("nothing unread"))
    #expect(world.screen.contains("press i to write"))
    var lonely = World([])
    lonely.begin()
    #expect(lonely.screen.contains("You are in no channel yet."))
  }

  @Test("a terminal without UTF-8 gets only ASCII of the client's own")
  func ascii() {
    var world = World.scene(Size(width: 80, height: 24))
    world.draw()
    let text = world.client.view(.monochrome.with(.ascii)).canvas.text
    let foreign = text.filter { !$0.isASCII }
    #expect(foreign.isEmpty, "\(text)")
  }

  @Test("drawing changes nothing, and the same state is the same picture")
  func pure() {
    var world = World.scene(Size(width: 80, height: 24))
    world.draw()
    let before = world.client
    #expect(world.client.view(.dark).canvas == world.client.view(.dark).canvas)
    #expect(world.client == before)
  }
}
