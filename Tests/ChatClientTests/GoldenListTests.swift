import Canvas
import ChatModel
import Testing

@testable import ChatClient

/// Screens with the list arranged by the user: the fixed scene of `ScreenTests`, without colours.
@Suite struct GoldenListTests {
  private func filtered() -> String {
    var world = World.scene(Size(width: 80, height: 24))
    world.press(.plain("f"))
    world.type("a")
    return world.draw().canvas.text
  }

  private func folded() -> String {
    var world = World.scene(Size(width: 80, height: 24))
    world.post(.heard(.notice(.presence(Sample.bob, isOnline: true))))
    world.post(.heard(.notice(.typing(UserChannel(UserID(stored: "carol"), World.carolAndAlice)))))
    world.press(.plain("z"))
    return world.draw().canvas.text
  }

  @Test("a filter being typed above the channels that match")
  func filter() {
    #expect(
      filtered()
        == """
        ┌ dogear ─ alice ───────────────────────────────────────────── 16 unread · 3 @ ┐
        │ filter: a          │ #incidents   Production incidents, now and… 128 members │
        │ Channels           │                                                         │
        │   #general      12 │                                                         │
        │   #random        · │                                                         │
        │   #release muted 4 │                                                         │
        │ Direct             │                                                         │
        │   carol          · │                                                         │
        │                    │                                                         │
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

  @Test("a folded section with its numbers; who is online and who is writing in the other")
  func fold() {
    #expect(
      folded()
        == """
        ┌ dogear ─ alice ───────────────────────────────────────────── 16 unread · 3 @ ┐
        │ Channels (4) @1 14 │ #incidents   Production incidents, now and… 128 members │
        │ Direct             │                                                         │
        │   bob •          2 │                                                         │
        │   carol    typing… │                                                         │
        │                    │                                                         │
        │                    │                                                         │
        │                    │                                                         │
        │                    │                                                         │
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
}
