import Testing

@testable import ChatClient

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
