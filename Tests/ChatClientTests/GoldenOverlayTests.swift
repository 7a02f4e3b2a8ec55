import Canvas
import ChatModel
import Testing

@testable import ChatClient

/// Screens of what lies over the messages: the fixed scene of `ScreenTests`, without colours.
@Suite struct GoldenOverlayTests {
  private func finding(_ width: Int, _ height: Int) -> String {
    var world = World.scene(Size(width: width, height: height))
    world.press(.control("k"))
    world.type("r")
    world.press(Key(.down))
    return world.draw().canvas.text
  }

  private func searching(_ width: Int, _ height: Int) -> String {
    var world = World.scene(Size(width: width, height: height))
    world.press(.plain("\\"))
    world.type("me")
    world.wait(.seconds(1))
    world.press(Key(.down))
    return world.draw().canvas.text
  }

  @Test("the switcher: what is typed, the matches, and their badges")
  func finder() {
    #expect(
      finding(80, 24)
        == """
        ┌ dogear ─ alice ───────────────────────────────────────────── 16 unread · 3 @ ┐
        │ Channels           │ #incidents   Production incidents, now and… 128 members │
        │ ▸ #incidents @1  2 │                                                         │
        │   #general      12 │                                                         │
        │   #random    ┌ Find a channel ────────────────────────────────┐              │
        │   #release mu│ > r                                            │              │
        │ Direct       │   #random                                      │              │
        │   bob        │ ▸ #release                                   4 │              │
        │   carol      │   carol                                        │              │
        │              │   #general                                  12 │              │
        │              │                                                │              │
        │              │                                                │              │
        │              │                                                │───────────── │
        │              │                                                │ate is at 2 % │
        │              │                                                │              │
        │              │                                                │              │
        │              │                                                │───────────── │
        │              │                                                │ the EU side? │
        │              │                                                │out last      │
        │              └──────────────────────── Enter opens · Esc back ┘              │
        │                    │ 14:05 frank    p99 is flat again                        │
        │                    │                                                         │
        │                    │ > press i to write                                      │
        └ redis ● kafka ● db ● · lag 0 ───────────── ? help · n next unread · / search ┘
        """)
    #expect(
      finding(40, 10)
        == """
        ┌ Find a channel ──────────────────────┐
        │ > r                                  │
        │   #random                            │
        │ ▸ #release                         4 │
        │   carol                              │
        │   #general                        12 │
        │                                      │
        │                                      │
        │                                      │
        └────────────── Enter opens · Esc back ┘
        """)
  }

  @Test("the search in all channels: where, when and who, the newest first")
  func search() {
    #expect(
      searching(80, 24)
        == """
        ┌ Search in all channels ──────────────────────────────────────────── 21 found ┐
        │ > me                                                                         │
        │   #general 23 Nov 14:12 bob message 12                                       │
        │ ▸ #general 23 Nov 14:11 erin message 11                                      │
        │   #general 23 Nov 14:10 dave message 10                                      │
        │   #general 23 Nov 14:09 carol message 9                                      │
        │   #general 23 Nov 14:08 bob message 8                                        │
        │   #general 23 Nov 14:07 erin message 7                                       │
        │   #general 23 Nov 14:06 dave message 6                                       │
        │   #general 23 Nov 14:05 carol message 5                                      │
        │   #release 23 Nov 14:04 bob message 4                                        │
        │   #general 23 Nov 14:04 bob message 4                                        │
        │   #release 23 Nov 14:03 erin message 3                                       │
        │   #general 23 Nov 14:03 erin message 3                                       │
        │   #release 23 Nov 14:02 dave message 2                                       │
        │   #random 23 Nov 14:02 dave message 2                                        │
        │   #general 23 Nov 14:02 dave message 2                                       │
        │   bob 23 Nov 14:02 dave message 2                                            │
        │   #release 23 Nov 14:01 carol message 1                                      │
        │   #random 23 Nov 14:01 carol message 1                                       │
        │   #general 23 Nov 14:01 carol message 1                                      │
        │   carol 23 Nov 14:01 carol message 1                                         │
        │   bob 23 Nov 14:01 carol message 1                                           │
        └────────────────────────────── Enter goes there · Tab this channel · Esc back ┘
        """)
    #expect(
      searching(40, 10)
        == """
        ┌ Search in all channels ──── 21 found ┐
        │ > me                                 │
        │   #general 23 Nov 14:12 bob message… │
        │ ▸ #general 23 Nov 14:11 erin messag… │
        │   #general 23 Nov 14:10 dave messag… │
        │   #general 23 Nov 14:09 carol messa… │
        │   #general 23 Nov 14:08 bob message… │
        │   #general 23 Nov 14:07 erin messag… │
        │   #general 23 Nov 14:06 dave messag… │
        └───────── Tab this channel · Esc back ┘
        """)
  }

  private func directory(_ width: Int, _ height: Int) -> String {
    var world = World.scene(Size(width: width, height: height))
    world.server.directory = [
      ChannelSummary(id: Sample.general, topic: "Everything else", memberCount: 128, isMember: true),
      ChannelSummary(id: ChannelID(stored: "kafka"), topic: "Partitions", memberCount: 1, isMember: false),
    ]
    world.press(Key(.character("c")))
    world.type("ka")
    return world.draw().canvas.text
  }

  @Test("the public channels: their topics and members, and a name that can be made one")
  func browser() {
    #expect(
      directory(80, 24)
        == """
        ┌ dogear ─ alice ───────────────────────────────────────────── 16 unread · 3 @ ┐
        │ Channels           │ #incidents   Production incidents, now and… 128 members │
        │ ▸ #incidents @1  2 │                                                         │
        │   #general      12 │                                                         │
        │   ┌ Public channels ─────────────────────────────────────────────────────┐   │
        │   │ > ka                                                                 │   │
        │ Di│ ▸ #kafka                                       Partitions · 1 member │   │
        │   │   #ka                                              make this channel │   │
        │   │                                                                      │   │
        │   │                                                                      │   │
        │   │                                                                      │   │
        │   │                                                                      │   │
        │   │                                                                      │── │
        │   │                                                                      │ % │
        │   │                                                                      │   │
        │   │                                                                      │   │
        │   │                                                                      │── │
        │   │                                                                      │e? │
        │   │                                                                      │   │
        │   └────────────────────────────────────────────── Enter joins · Esc back ┘   │
        │                    │ 14:05 frank    p99 is flat again                        │
        │                    │                                                         │
        │                    │ > press i to write                                      │
        └ redis ● kafka ● db ● · lag 0 ───────────── ? help · n next unread · / search ┘
        """)
    #expect(
      directory(40, 10)
        == """
        ┌ Public channels ─────────────────────┐
        │ > ka                                 │
        │ ▸ #kafka       Partitions · 1 member │
        │   #ka              make this channel │
        │                                      │
        │                                      │
        │                                      │
        │                                      │
        │                                      │
        └────────────── Enter joins · Esc back ┘
        """)
  }

  @Test("the members of a channel, those online first")
  func members() {
    func members(_ width: Int, _ height: Int) -> String {
      var world = World.scene(Size(width: width, height: height))
      world.server.members[Sample.incidents] = ["alice", "bob", "carol", "dave"].map(UserID.init(stored:))
      world.server.online = [UserID(stored: "carol")]
      world.press(Key(.character("w")))
      return world.draw().canvas.text
    }
    #expect(
      members(80, 24)
        == """
        ┌ dogear ─ alice ───────────────────────────────────────────── 16 unread · 3 @ ┐
        │ Channels           │ #incidents   Production incidents, now and… 128 members │
        │ ▸ #incidents @1  2 │                                                         │
        │   #general      12 │                                                         │
        │   #random    ┌ Members ───────────────────────────────────────┐              │
        │   #release mu│ >                                              │              │
        │ Direct       │ ▸ alice                                    you │              │
        │   bob        │   carol                                 online │              │
        │   carol •    │   bob                                          │              │
        │              │   dave                                         │              │
        │              │                                                │              │
        │              │                                                │              │
        │              │                                                │───────────── │
        │              │                                                │ate is at 2 % │
        │              │                                                │              │
        │              │                                                │              │
        │              │                                                │───────────── │
        │              │                                                │ the EU side? │
        │              │                                                │out last      │
        │              └──────── Enter opens the direct chat · Esc back ┘              │
        │                    │ 14:05 frank    p99 is flat again                        │
        │                    │                                                         │
        │                    │ > press i to write                                      │
        └ redis ● kafka ● db ● · lag 0 ───────────── ? help · n next unread · / search ┘
        """)
    #expect(
      members(40, 10)
        == """
        ┌ Members ─────────────────────────────┐
        │ >                                    │
        │ ▸ alice                          you │
        │   carol                       online │
        │   bob                                │
        │   dave                               │
        │                                      │
        │                                      │
        │                                      │
        └──────────────────────────── Esc back ┘
        """)
  }

  @Test("an edited and a deleted message")
  func changed() {
    func changed(_ width: Int, _ height: Int) -> String {
      var world = World.scene(Size(width: width, height: height))
      let messages = world.server.messages[Sample.incidents] ?? []
      world.post(.heard(.notice(.changed(messages[messages.count - 1].edited("p99 is flat")))))
      world.post(.heard(.notice(.changed(messages[messages.count - 2].deleted))))
      return world.draw().canvas.text
    }
    #expect(
      changed(80, 24)
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
        │                    │                                                         │
        │                    │                                                         │
        │                    │ ─────────────────── Mon 23 Nov 2026 ─────────────────── │
        │                    │ 14:01 carol    Rolling back api-3, error rate is at 2 % │
        │                    │ 14:02 carol    Do not deploy                            │
        │                    │ 14:03 dave     Back to normal here                      │
        │                    │ ──────────────────── new messages ───────────────────── │
        │                    │ 14:04          message of erin deleted                  │
        │                    │ 14:05 frank    p99 is flat (edited)                     │
        │                    │                                                         │
        │                    │ > press i to write                                      │
        └ redis ● kafka ● db ● · lag 0 · reading… ── ? help · n next unread · / search ┘
        """)
    #expect(
      changed(40, 10)
        == """
        ┌ dogear ─ alice ───── 16 unread · 3 @ ┐
        │ #incidents   Production incid… @1  2 │
        │ 14:02 carol: Do not deploy           │
        │ 14:03 dave: Back to normal here      │
        │ ─────────── new messages ─────────── │
        │   message of erin deleted            │
        │ 14:05 frank: p99 is flat (edited)    │
        │                                      │
        │ > press i to write                   │
        └ redis ● kafka ● db ● · lag 0 · read… ┘
        """)
  }
}
