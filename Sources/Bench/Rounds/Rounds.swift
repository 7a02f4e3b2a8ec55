/// What was measured of several things in turn, round by round: what the machine does meanwhile, it does to all of them.
public struct Rounds<Thing: Hashable & Sendable>: Sendable {
  private var values: [Thing: [Double]] = [:]

  /// Creates a collection without values.
  public init() {}

  /// Notes what a thing was in its next round.
  public mutating func note(_ value: Double, of thing: Thing) {
    values[thing, default: []].append(value)
  }

  /// The value in the middle of all rounds; `nil` if there was none.
  public func median(of thing: Thing) -> Double? {
    Self.median(values[thing] ?? [])
  }

  /// How many times as much `thing` was as `other`: the ratio of the round in the middle, not that of the medians, since
  /// only values of one round were measured under the same conditions.
  public func ratio(of thing: Thing, to other: Thing) -> Double? {
    let pairs = zip(values[thing] ?? [], values[other] ?? [])
    return Self.median(pairs.filter { $1 > 0 }.map { $0 / $1 })
  }

  private static func median(_ values: [Double]) -> Double? {
    let sorted = values.sorted()
    guard !sorted.isEmpty else { return nil }
    let middle = sorted.count / 2
    return sorted.count.isMultiple(of: 2) ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
  }
}

extension Array {
  /// The elements beginning with another one in each round, so that none is always behind the same one.
  public func turned(by round: Int) -> [Element] {
    guard !isEmpty else { return self }
    let start = round % count
    return Array(self[start...] + self[..<start])
  }
}
