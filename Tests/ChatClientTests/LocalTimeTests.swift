import ChatModel
import Testing

@testable import ChatClient

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
