import Testing

@testable import Bench

@Suite struct ProcessFiguresTests {
  private func sample(_ ticks: Int, _ resident: Int, _ threads: [(Int32, String, Int)]) -> ProcessSample {
    ProcessSample(
      ticks: ticks, resident: resident,
      threads: threads.map { ThreadSample(id: $0.0, name: $0.1, switches: $0.2) })
  }

  @Test("rates are differences over time, the busiest thread first") func rates() {
    let figures = ProcessFigures(
      from: sample(100, 1_024, [(1, "main", 10), (2, "net", 50)]),
      to: sample(150, 2_048, [(1, "main", 20), (2, "net", 90)]), over: .seconds(10), ticksPerSecond: 100)
    #expect(figures.cpuPercent == 5)
    #expect(figures.residentMiB == 2)
    #expect(figures.switchesPerSecond == 5)
    #expect(figures.threads.map(\.name) == ["net", "main"])
    #expect(figures.threads.map(\.switchesPerSecond) == [4, 1])
  }

  @Test("a thread that began counts from its start, one that ended does not count")
  func changes() {
    let figures = ProcessFigures(
      from: sample(0, 0, [(1, "main", 10), (2, "gone", 500), (3, "old", 70)]),
      to: sample(0, 0, [(1, "main", 10), (3, "new", 4), (4, "new", 6)]), over: .seconds(2),
      ticksPerSecond: 100)
    #expect(figures.threads.map(\.id) == [4, 3, 1])
    #expect(figures.threads.map(\.switchesPerSecond) == [3, 2, 0])
    #expect(figures.switchesPerSecond == 5)
  }
}
