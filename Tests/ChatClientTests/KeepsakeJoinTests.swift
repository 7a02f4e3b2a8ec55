import Testing

@testable import ChatClient

/// What several terminals have left, taken up by one.
@Suite struct KeepsakeJoinTests {
  @Test("of all that was written nothing is lost; of one channel or message the latest counts")
  func join() {
    var early = Keepsake()
    early.drafts = ["general": "old", "incidents": "kept"]
    early.unsent = [
      .init(id: "a-1", channel: "general", body: "one"), .init(id: "a-2", channel: "general", body: "two"),
    ]
    early.arrangement = ListArrangement(sort: .name, folded: [.direct])
    var late = Keepsake()
    late.drafts = ["general": "new", "incidents": "", "random": "more"]
    late.unsent = [
      .init(id: "b-1", channel: "random", body: "three"),
      .init(id: "a-1", channel: "general", body: "one", accepted: true),
    ]
    let both = Keepsake(joining: [early, late])
    #expect(both.drafts == ["general": "new", "incidents": "kept", "random": "more"])
    #expect(both.unsent.map(\.id) == ["a-1", "a-2", "b-1"])
    #expect(both.unsent.map(\.accepted) == [true, nil, nil])
    #expect(both.arrangement == early.arrangement, "an arrangement that nobody has chosen replaces none")
    #expect(Keepsake(joining: []).isEmpty)
    #expect(Keepsake(joining: [early]) == early)
  }

  @Test("a terminal that still runs shares how its list is arranged, and nothing that it would send itself")
  func shared() {
    var keepsake = Keepsake()
    keepsake.drafts = ["general": "mine"]
    keepsake.unsent = [.init(id: "a-1", channel: "general", body: "mine")]
    #expect(keepsake.shared.isEmpty)
    keepsake.arrangement.sort = .recency
    #expect(keepsake.shared.arrangement == keepsake.arrangement)
  }
}
