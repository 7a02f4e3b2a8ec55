import Bench
import Testing

@Suite struct BadgeLogTests {
  @Test("badges are read from the first column of a screen")
  func reading() {
    let screen = """
      ┌ dogear ─ alice ────────────────────────────── 62 unread · 4 @ ┐
      │ Channels              │ #general   Everyone      1000 members │
      │   #books        @1  3 │                   machine what to do  │
      │ ▸ #general         37 │ 22:37 tomasz      and 99              │
      │   #backend          · │ 22:37 olivia      #kafka 5            │
      │ Direct                │                                       │
      │   carol             1 │ > press i to write                    │
      └ redis ● kafka ● db ● ───────────────────────────── ? help ────┘
      """
    #expect(BadgeLog.badges(in: screen) == ["books": 3, "general": 37, "backend": 0])
  }

  @Test("a badge counts from when it was first shown")
  func first() {
    var log = BadgeLog()
    let start = ContinuousClock.now
    for (index, count) in [0, 2, 2, 3, 1].enumerated() { log.note(["a": count], at: start + .seconds(index)) }
    #expect(log.current("a") == 1)
    #expect(log.first("a", atLeast: 1) == start + .seconds(1))
    #expect(log.first("a", atLeast: 3) == start + .seconds(3))
    #expect(log.first("a", atLeast: 4) == nil)
    #expect(log.first("b", atMost: 9) == nil)
  }
}
