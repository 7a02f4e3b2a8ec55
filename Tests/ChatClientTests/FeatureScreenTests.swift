import Canvas
import ChatModel
import Testing

@testable import ChatClient

/// Screens of what the client does beside showing messages: fixed scene, clock and size, no colours.
@Suite struct FeatureScreenTests {
  private func scene() -> World {
    World.scene(Size(width: 80, height: 16))
  }

  @Test("typing and seen by")
  func typing() {
    var world = scene()
    world.press(.plain("i"))
    world.type("on it")
    world.press(Key(.enter))
    world.press(Key(.escape))
    world.post(
      .positions(Sample.incidents, [Sample.bob: 6, UserID(stored: "carol"): 6, UserID(stored: "erin"): 6]))
    world.post(.heard(.notice(.typing(UserChannel(Sample.bob, Sample.incidents)))))
    world.post(.heard(.notice(.presence(Sample.bob, isOnline: true))))
    #expect(
      world.draw().canvas.text
        == """
        ┌ dogear ─ alice ───────────────────────────────────────────── 16 unread · 3 @ ┐
        │ Channels           │ #incidents   Production incidents, now and… 128 members │
        │ ▸ #incidents @1  2 │ ─────────────────── Mon 23 Nov 2026 ─────────────────── │
        │   #general      12 │ 14:01 carol    Rolling back api-3, error rate is at 2 % │
        │   #random        · │ 14:02 carol    Do not deploy                            │
        │   #release muted 4 │ 14:03 dave     Back to normal here                      │
        │ Direct             │ ──────────────────── new messages ───────────────────── │
        │   bob •          2 │ 14:04 erin     @alice can you confirm from the EU side? │
        │   carol          · │                See #release for what went out last      │
        │                    │                night.                                   │
        │                    │ 14:05 frank    p99 is flat again                        │
        │                    │ 14:06 alice    on it                                    │
        │                    │                seen by bob, carol +1                    │
        │                    │ bob is typing…                                          │
        │                    │ > press i to write                                      │
        └ redis ● kafka ● db ● · lag 0 · reading… ──── ? help · n next unread · / find ┘
        """)
  }

  @Test("the search, with what it found")
  func searching() {
    var world = scene()
    world.isAnswering = false
    world.press(.plain("\\"))
    world.type("ro")
    world.wait(.milliseconds(150))
    let found = [
      Sample.message(1, author: "carol", body: "Rolling back api-3, error rate is at 2 %"),
      Sample.message(2, in: Sample.random, body: "hello"),
    ]
    world.post(.found(SearchQuery(words: "ro", channel: nil), found))
    #expect(
      world.draw().canvas.text
        == """
        ┌ Search in all channels ───────────────────────────────────────────── 2 found ┐
        │ > ro                                                                         │
        │ ▸ #incidents 23 Nov 14:01 carol Rolling back api-3, error rate is at 2 %     │
        │   #random 23 Nov 14:02 dave hello                                            │
        │                                                                              │
        │                                                                              │
        │                                                                              │
        │                                                                              │
        │                                                                              │
        │                                                                              │
        │                                                                              │
        │                                                                              │
        │                                                                              │
        │                                                                              │
        │                                                                              │
        └────────────────────────────── Enter goes there · Tab this channel · Esc back ┘
        """)
  }

  @Test("the switcher, with badges")
  func switching() {
    var world = scene()
    world.press(.control("k"))
    world.type("n")
    #expect(
      world.draw().canvas.text
        == """
        ┌ dogear ─ alic┌ Find a channel ────────────────────────────────┐ unread · 3 @ ┐
        │ Channels     │ > n                                            │… 128 members │
        │ ▸ #incidents │ ▸ #random                                      │              │
        │   #general   │   #general                                  12 │              │
        │   #random    │   #incidents                             @1  2 │───────────── │
        │   #release mu│                                                │ate is at 2 % │
        │ Direct       │                                                │              │
        │   bob        │                                                │              │
        │   carol      │                                                │───────────── │
        │              │                                                │ the EU side? │
        │              │                                                │out last      │
        │              │                                                │              │
        │              │                                                │              │
        │              │                                                │              │
        │              │                                                │              │
        └ redis ● kafka└──────────────────────── Enter opens · Esc back ┘read · / find ┘
        """)
  }

  @Test("peeking, with a filtered list")
  func peeking() {
    var world = scene()
    world.press(.plain("P"), .plain("f"))
    world.type("in")
    world.wait(.seconds(5))
    #expect(
      world.draw().canvas.text
        == """
        ┌ dogear ─ alice ───────────────────────────────────────────── 16 unread · 3 @ ┐
        │ filter: in         │ #incidents   Production incidents, now and… 128 members │
        │ Channels           │                                                         │
        │ ▸ #incidents @1  2 │                                                         │
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
        │                    │ > peeking: nothing is read or sent; P ends it           │
        └ redis ● kafka ● db ● · peeking · lag 0 ───── ? help · n next unread · / find ┘
        """)
  }

  @Test("what a word can be completed to")
  func completing() {
    var world = scene()
    world.press(.plain("i"))
    world.type("@")
    world.press(Key(.tab))
    #expect(
      world.draw().canvas.text
        == """
        ┌ dogear ─ alice ───────────────────────────────────────────── 16 unread · 3 @ ┐
        │ Channels           │ #incidents   Production incidents, now and… 128 members │
        │ ▸ #incidents @1  2 │                                                         │
        │   #general      12 │                                                         │
        │   #random        · │ ─────────────────── Mon 23 Nov 2026 ─────────────────── │
        │   #release muted 4 │ 14:01 carol    Rolling back api-3, error rate is at 2 % │
        │ Direct             │ 14:02 carol    Do not deploy                            │
        │   bob            2 │ 14:03 dave     Back to normal here                      │
        │   carol          · │ ──────────────────── new messages ───────────────────── │
        │                    │ 14:04 erin     @alice can you confirm from the EU side? │
        │                    │                See #release for what went out last      │
        │                    │                night.                                   │
        │                    │ 14:05 frank    p99 is flat again                        │
        │                    │ Tab: @frank  @erin  @dave  @carol  @channel             │
        │                    │ > @frank                                                │
        └ redis ● kafka ● db ● · lag 0 · reading… ───────────── Enter sends · Esc back ┘
        """)
  }
}
