import Doubles
import TestSupport
import Testing

@testable import Simulation

@Suite struct TimerHeapTests {
  @Test(arguments: [1, 2, 3, 4] as [UInt64])
  func itKnowsWhoIsDueFirstHoweverTimersAreSet(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    var heap = TimerHeap(count: 20)
    var expected: [Int: Duration] = [:]
    for _ in 0..<3_000 {
      let id = Int.random(in: 0..<20, using: &random)
      let time = random.oneIn(4) ? nil : Duration.milliseconds(Int.random(in: 0..<50, using: &random))
      heap.set(id, at: time)
      expected[id] = time
      #expect(heap.first?.time == expected.values.min(), "seed \(seed)")
      if let first = heap.first { #expect(expected[first.id] == first.time, "seed \(seed)") }
    }
  }
}
