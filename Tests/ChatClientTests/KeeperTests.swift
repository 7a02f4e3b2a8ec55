import Testing

@testable import ChatClient

@Suite struct KeeperTests {
  private func keepsake(_ text: String) -> Keepsake {
    var keepsake = Keepsake()
    keepsake.drafts["general"] = text
    return keepsake
  }

  @Test("nothing is due before the last run's was read, not even at the end")
  func early() {
    var keeper = Keeper()
    keeper.touch()
    #expect(!keeper.isDue(at: .seconds(9)))
    #expect(keeper.take(keepsake("x"), at: .seconds(9), atOnce: true) == nil)
    #expect(keeper.deadline == nil)
  }

  @Test("it is composed only after something was touched, and when its time has come")
  func due() {
    var keeper = Keeper()
    keeper.loaded(Keepsake())
    #expect(keeper.isDue(at: .zero), "what was read may have been cut")
    #expect(keeper.take(Keepsake(), at: .zero, atOnce: false) == nil)
    #expect(!keeper.isDue(at: .seconds(9)))
    keeper.touch()
    #expect(keeper.isDue(at: .seconds(10)))
    #expect(keeper.take(keepsake("a"), at: .seconds(10), atOnce: false) == nil)
    #expect(!keeper.isDue(at: .milliseconds(10_999)))
    #expect(keeper.deadline == .seconds(11))
    #expect(keeper.isDue(at: .seconds(11)))
    #expect(keeper.take(keepsake("b"), at: .seconds(11), atOnce: false) == keepsake("b"))
    #expect(keeper.deadline == nil)
  }

  @Test("what comes and goes within the second is not written")
  func comesAndGoes() {
    var keeper = Keeper()
    keeper.loaded(keepsake("a"))
    #expect(keeper.take(keepsake("b"), at: .zero, atOnce: false) == nil)
    #expect(keeper.take(keepsake("a"), at: .milliseconds(900), atOnce: false) == nil)
    #expect(keeper.deadline == nil)
    #expect(keeper.take(keepsake("a"), at: .seconds(2), atOnce: true) == nil)
  }
}
