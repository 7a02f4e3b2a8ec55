import Testing

@testable import ChatClient

@Suite struct PaceTests {
  private func times(_ pace: Pace, wanted: [Int]) -> [Int] {
    var pace = pace
    return wanted.map { wanted in
      let now = max(.milliseconds(wanted), pace.due)
      pace.take(at: now)
      return Int(now / .milliseconds(1))
    }
  }

  @Test("a burst comes at once, then one every interval")
  func burst() {
    let pace = Pace(interval: .milliseconds(10), burst: 3)
    #expect(times(pace, wanted: [5, 5, 5, 5, 5, 5]) == [5, 5, 5, 15, 25, 35])
    #expect(times(pace, wanted: [5, 6, 7, 8, 100, 101, 102, 103]) == [5, 6, 7, 15, 100, 101, 102, 110])
  }

  @Test("a burst of one is a fixed spacing")
  func spacing() {
    #expect(times(Pace(interval: .milliseconds(10), burst: 1), wanted: [0, 1, 2, 25]) == [0, 10, 20, 30])
  }

  @Test("what is done before it is due holds up the next one by no more than an interval")
  func early() {
    var pace = Pace(interval: .milliseconds(10), burst: 3)
    for _ in 0..<100 { pace.take(at: .milliseconds(50)) }
    #expect(pace.due == .milliseconds(60))
  }

  @Test("in the long run there are no more than the rate allows", arguments: [1, 2, 5])
  func rate(burst: Int) {
    let interval = 10
    let done = times(Pace(interval: .milliseconds(interval), burst: burst), wanted: Array(0..<1_000))
    for count in stride(from: burst, to: done.count, by: 97) {
      #expect(done[count] - done[0] >= (count - burst + 1) * interval)
    }
  }
}
