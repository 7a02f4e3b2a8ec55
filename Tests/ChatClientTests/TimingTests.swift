import ChatModel
import Testing

@testable import ChatClient

@Suite struct RefreshTests {
  @Test("one read at a time, and what was wanted meanwhile follows")
  func oneAtATime() {
    var refresh = Refresh(pace: Pace(interval: .milliseconds(33), burst: 1))
    #expect(refresh.start(at: .zero) == false)
    refresh.want()
    #expect(refresh.start(at: .zero) == true)
    refresh.want()
    #expect(refresh.deadline == nil)
    #expect(refresh.start(at: .seconds(1)) == false)
    refresh.finished()
    #expect(refresh.deadline == .milliseconds(33))
    #expect(refresh.start(at: .seconds(1)) == true)
  }
}

@Suite struct RetryTimerTests {
  @Test("waits grow to half a minute, and end with a success")
  func growth() {
    var timer = RetryTimer()
    var now: Duration = .zero
    var waits: [Duration] = []
    for _ in 0..<7 {
      timer.failed(at: now)
      timer.failed(at: now)
      let next = timer.notBefore ?? .zero
      waits.append(next - now)
      #expect(!timer.allows(next - .milliseconds(1)))
      #expect(timer.allows(next))
      now = next
    }
    #expect(waits == [1, 2, 4, 8, 16, 30, 30].map { .seconds($0) })
    timer.succeeded()
    timer.failed(at: now)
    #expect(timer.notBefore == now + .seconds(1))
  }
}

@Suite struct LocalTimeTests {
  @Test(
    "moments read as people of the place read them",
    arguments: [
      (0, 0, "00:00", "Thu 1 Jan 1970"), (0, -3_600, "23:00", "Wed 31 Dec 1969"),
      (1_795_442_400, 0, "14:00", "Mon 23 Nov 2026"), (1_795_442_400, 36_000, "00:00", "Tue 24 Nov 2026"),
      (951_782_400, 0, "00:00", "Tue 29 Feb 2000"), (4_107_542_399, 0, "23:59", "Sun 28 Feb 2100"),
      (4_107_542_400, 0, "00:00", "Mon 1 Mar 2100"),
    ])
  func civil(seconds: Int64, offset: Int, time: String, date: String) {
    let local = LocalTime(Timestamp(milliseconds: seconds * 1_000), utcOffset: offset)
    #expect(local.time == time)
    #expect(local.date == date)
  }
}
