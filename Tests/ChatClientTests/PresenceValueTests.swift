import ChatModel
import Testing

@testable import ChatClient

/// The small clocks behind presence and alerts.
@Suite struct PresenceValueTests {
  @Test(
    "typing is told at the first key, then after three seconds, and at once in another channel or after sending"
  )
  func pulse() {
    var pulse = TypingPulse()
    #expect(pulse.typed(in: Sample.general, at: .zero) == true)
    #expect(pulse.typed(in: Sample.general, at: .milliseconds(2_999)) == false)
    #expect(pulse.typed(in: Sample.general, at: .seconds(3)) == true)
    #expect(pulse.typed(in: Sample.random, at: .seconds(4)) == true)
    #expect(pulse.typed(in: Sample.random, at: .seconds(5)) == false)
    pulse.stop()
    #expect(pulse.typed(in: Sample.random, at: .seconds(5)) == true)
  }

  @Test("a heartbeat is due at once, then every twenty seconds, and never while it is stopped")
  func heartbeat() {
    var heartbeat = Heartbeat()
    #expect(heartbeat.isDue(at: .seconds(99)) == false)
    heartbeat.begin(at: .seconds(1))
    #expect(heartbeat.isDue(at: .seconds(1)) == true)
    heartbeat.begin(at: .seconds(2))
    #expect(heartbeat.isDue(at: .milliseconds(20_999)) == false)
    #expect(heartbeat.isDue(at: .seconds(21)) == true)
    #expect(heartbeat.deadline == .seconds(41))
    heartbeat.stop()
    #expect(heartbeat.deadline == nil)
    #expect(heartbeat.isDue(at: .seconds(99)) == false)
  }

  @Test("an alert a second, counted from the last one that was given")
  func alerts() {
    var pace = AlertPace()
    let times = [0, 500, 999, 1_000, 1_500, 2_500].filter { pace.allows(at: .milliseconds($0)) }
    #expect(times == [0, 1_000, 2_500])
  }

  @Test("who writes and who is online is forgotten in time, each by themselves")
  func board() {
    var board = PresenceBoard()
    #expect(board.deadline == nil)
    board.hear(Sample.bob, isOnline: true, at: .zero)
    board.hearTyping(UserChannel(Sample.bob, Sample.general), at: .seconds(1))
    board.hearTyping(UserChannel(UserID(stored: "carol"), Sample.random), at: .seconds(2))
    #expect(board.deadline == .seconds(7))
    board.settle(at: .milliseconds(6_999))
    #expect(board.isTyping(in: Sample.general))
    board.settle(at: .seconds(7))
    #expect(!board.isTyping(in: Sample.general))
    #expect(board.typing(in: Sample.random).map(\.rawValue) == ["carol"])
    board.settle(at: .seconds(59))
    #expect(board.isOnline(Sample.bob))
    board.hear(Sample.bob, isOnline: true, at: .seconds(59))
    board.settle(at: .seconds(118))
    #expect(board.isOnline(Sample.bob), "it was heard again")
    board.hear(Sample.bob, isOnline: false, at: .seconds(118))
    #expect(!board.isOnline(Sample.bob))
    #expect(board.deadline == nil)
  }

  @Test("of a crowd that writes, thirty-two are kept, and those can go on")
  func crowd() {
    var board = PresenceBoard()
    let people = (0..<100).map { UserChannel(UserID(stored: "user-\($0)"), Sample.general) }
    for person in people { board.hearTyping(person, at: .zero) }
    let kept = board.typing(in: Sample.general)
    #expect(kept.count == PresenceBoard.mostTyping)
    board.hearTyping(UserChannel(kept[0], Sample.general), at: .seconds(5))
    board.settle(at: .seconds(6))
    #expect(board.typing(in: Sample.general) == [kept[0]])
  }
}
