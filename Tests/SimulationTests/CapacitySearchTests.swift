import Simulation
import Testing

@Suite struct CapacitySearchTests {
  /// Searches where every load up to `limit` holds.
  private func search(limit: Int, first: Int, most: Int) -> (search: CapacitySearch, tried: [Int]) {
    var search = CapacitySearch(first: first, most: most)
    var tried: [Int] = []
    while let load = search.next, tried.count < 100 {
      tried.append(load)
      search.tried(holds: load <= limit)
    }
    return (search, tried)
  }

  @Test func itDoublesUntilItFailsAndThenHalvesTheDistance() {
    let (search, tried) = search(limit: 5_000, first: 1_000, most: 50_000)
    #expect(Array(tried.prefix(4)) == [1_000, 2_000, 4_000, 8_000])
    #expect(search.held <= 5_000 && search.held > 4_500)
    #expect(!search.isExhausted)
  }

  @Test func nothingHolds() {
    let (search, tried) = search(limit: 0, first: 1_000, most: 50_000)
    #expect(search.held == 0 && tried.last == 1)
  }

  @Test func everythingHolds() {
    let (search, tried) = search(limit: .max, first: 1_000, most: 3_000)
    #expect(tried == [1_000, 2_000, 3_000] && search.held == 3_000 && search.isExhausted)
  }

  @Test(arguments: [1, 2, 3, 17, 999, 1_000, 1_001, 49_999])
  func itEndsCloseToTheLimitFromBelow(limit: Int) {
    let (search, tried) = search(limit: limit, first: 1_000, most: 50_000)
    #expect(search.held <= limit && tried.count < 30)
    #expect(limit - search.held <= max(1, limit / 15 + 1))
  }
}
