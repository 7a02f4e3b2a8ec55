import Bench
import Synchronization
import Testing

@Suite("Micro-benchmarks")
struct MicroBenchmarkTests {
  @Test("fastest and median are of the rounds, in any order")
  func figures() {
    let figures = MicroFigures(name: "x", nanoseconds: [5, 1, 3])
    #expect(figures.minimum == 1)
    #expect(figures.median == 3)
    #expect(MicroFigures(name: "x", nanoseconds: []).median == 0)
  }

  @Test("every round calls the body as often, and a time is for one operation")
  func rounds() {
    let calls = Mutex(0)
    let figures = MicroBenchmark("count", operations: 10) {
      calls.withLock {
        $0 += 1; return $0
      }
    }
    .run(rounds: 3, length: .milliseconds(1))
    #expect(figures.name == "count")
    #expect(figures.minimum > 0)
    #expect(figures.minimum <= figures.median)
    #expect(calls.withLock { $0 } > 4)
  }
}
