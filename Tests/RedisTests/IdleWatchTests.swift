import Testing

@testable import Redis

@Suite("The watch for dead peers")
struct IdleWatchTests {
  private let start = ContinuousClock.now
  private let watch: IdleWatch

  init() {
    watch = IdleWatch(idle: .seconds(30), timeout: .seconds(5), now: start)
  }

  @Test("a silent peer is asked, and dead if it does not answer")
  func silentPeer() {
    var watch = watch
    #expect(watch.verdict(at: start + .seconds(29)) == .wait)
    #expect(watch.verdict(at: start + .seconds(30)) == .ask)
    watch.asked(at: start + .seconds(30))
    watch.asked(at: start + .seconds(34))
    #expect(watch.verdict(at: start + .seconds(34)) == .wait)
    #expect(watch.verdict(at: start + .seconds(35)) == .dead)
  }

  @Test("any byte is a sign of life")
  func signOfLife() {
    var watch = watch
    watch.asked(at: start + .seconds(30))
    watch.heard(at: start + .seconds(31))
    #expect(watch.deadline == start + .seconds(61))
  }
}
