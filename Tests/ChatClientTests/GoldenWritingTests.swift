import Canvas
import ChatModel
import Testing

@testable import ChatClient

/// Screens of people at work: the fixed scene of `ScreenTests`, without colours.
@Suite struct GoldenWritingTests {
  /// One's own message is the newest and was seen by three; two are writing.
  private func answered(_ width: Int, _ height: Int) -> String {
    var world = World.scene(Size(width: width, height: height))
    world.wait(.seconds(1))
    world.say("Confirming, give me two minutes", author: "alice", in: Sample.incidents)
    world.wait(.seconds(1))
    let (erin, carol) = (UserID(stored: "erin"), UserID(stored: "carol"))
    world.post(.positions(Sample.incidents, [erin: 6, Sample.bob: 6, carol: 6]))
    for user in [Sample.bob, carol] {
      world.post(.heard(.notice(.typing(UserChannel(user, Sample.incidents)))))
    }
    return world.draw().canvas.text
  }

  private func completing(_ width: Int, _ height: Int) -> String {
    var world = World.scene(Size(width: width, height: height))
    world.type("ithanks @")
    world.press(Key(.tab), Key(.tab))
    return world.draw().canvas.text
  }

  private func peeking(_ width: Int, _ height: Int) -> String {
    var world = World.scene(Size(width: width, height: height))
    world.press(.plain("P"))
    world.wait(.seconds(9))
    return world.draw().canvas.text
  }

  @Test("who has seen one's newest message, and who is writing")
  func people() {
    #expect(
      answered(80, 24)
        == """
        ┌ dogear ─ alice ───────────────────────────────────────────── 14 unread · 2 @ ┐
        │ Channels           │ #incidents   Production incidents, now and… 128 members │
        │ ▸ #incidents     · │                                                         │
        │   #general      12 │                                                         │
        │   #random        · │                                                         │
        │   #release muted 4 │                                                         │
        │ Direct             │                                                         │
        │   bob            2 │                                                         │
        │   carol          · │                                                         │
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
        │                    │ 14:06 alice    Confirming, give me two minutes          │
        │                    │                seen by bob, carol +1                    │
        │                    │ bob and carol are typing…                               │
        │                    │ > press i to write                                      │
        └ redis ● kafka ● db ● · lag 0 ───────────── ? help · n next unread · / search ┘
        """)
    #expect(
      answered(40, 10)
        == """
        ┌ dogear ─ alice ───── 14 unread · 2 @ ┐
        │ #incidents   Production incidents… · │
        │   what went out last night.          │
        │ 14:05 frank: p99 is flat again       │
        │ 14:06 alice: Confirming, give me two │
        │   minutes                            │
        │   seen by bob, carol +1              │
        │ bob and carol are typing…            │
        │ > press i to write                   │
        └ redis ● kafka ● db ● · lag 0 ────────┘
        """)
  }

  @Test("what a name can become, the chosen one first")
  func completion() {
    #expect(
      completing(80, 24)
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
        │                    │ Tab: @erin  @dave  @carol  @channel  @frank             │
        │                    │ > thanks @erin                                          │
        └ redis ● kafka ● db ● · lag 0 · reading… ───────────── Enter sends · Esc back ┘
        """)
    #expect(
      completing(40, 10)
        == """
        ┌ dogear ─ alice ───── 16 unread · 3 @ ┐
        │ #incidents   Production incid… @1  2 │
        │ ─────────── new messages ─────────── │
        │ 14:04 erin: @alice can you confirm   │
        │   from the EU side? See #release for │
        │   what went out last night.          │
        │ 14:05 frank: p99 is flat again       │
        │ Tab: @erin  @dave  @carol  @channel… │
        │ > thanks @erin                       │
        └ redis ● kafka ● db ● · lag 0 · read… ┘
        """)
  }

  @Test("peeking says so, twice where there is room")
  func peek() {
    #expect(
      peeking(80, 24)
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
        │                    │ > peeking: nothing is read or sent; P ends it           │
        └ redis ● kafka ● db ● · peeking · lag 0 ─── ? help · n next unread · / search ┘
        """)
    #expect(
      peeking(40, 10)
        == """
        ┌ dogear ─ alice ───── 16 unread · 3 @ ┐
        │ #incidents   Production incid… @1  2 │
        │ ─────────── new messages ─────────── │
        │ 14:04 erin: @alice can you confirm   │
        │   from the EU side? See #release for │
        │   what went out last night.          │
        │ 14:05 frank: p99 is flat again       │
        │                                      │
        │ > peeking: nothing is read or sent;  │
        └ redis ● kafka ● db ● · peeking · la… ┘
        """)
  }
}
