import Foundation

extension Report {
  /// This report and others as one: of processes that loaded the same system, and began together.
  ///
  /// Histograms of the same name are merged, and their figures taken from the merged one. Of other figures and series
  /// rates and counts are added, shares are averaged, and of anything else the greatest stays. A verdict holds if it
  /// holds in all; requirements are checked anew. Tables of the same content stay one.
  public func joined(with others: [Report]) -> Report {
    let all = [self] + others
    var joined = self
    joined.command = Self.grouped(all, by: \.command).map { $0[0].command }.joined(separator: " & ")
    joined.startedAt = all.map(\.startedAt).min() ?? startedAt
    joined.seconds = all.map(\.seconds).max() ?? seconds
    joined.machine = Self.union(all.map(\.machine))
    joined.settings = Self.union(all.map(\.settings))
    joined.histograms = Self.grouped(all.flatMap(\.histograms), by: \.name).map { same in
      same.dropFirst().reduce(into: same[0]) { $0.histogram.merge($1.histogram) }
    }
    joined.figures = Self.grouped(all.flatMap(\.figures), by: \.name).map { joined.joinedFigure($0) }
    joined.series = Self.grouped(all.flatMap(\.series), by: \.name).map(Self.joinedSeries)
    joined.tables = all.flatMap(\.tables).reduce(into: []) { tables, table in
      if !tables.contains(table) { tables.append(table) }
    }
    joined.verdicts = Self.grouped(all.flatMap(\.verdicts), by: \.name).flatMap { joined.joinedVerdicts($0) }
    return joined
  }

  private func joinedFigure(_ same: [Figure]) -> Figure {
    var figure = same[0]
    figure.other = nil
    if let part = figure.histogramPart, let histogram = histogram(part.histogram) {
      let value = part.figure.value(in: histogram)
      figure.value = part.figure == .count ? value : TimeUnit(rawValue: figure.unit)?.of(value) ?? value
    } else {
      figure.value = Joining(unit: figure.unit)(same.map(\.value))
    }
    return figure
  }

  private func joinedVerdicts(_ same: [Verdict]) -> [Verdict] {
    if same[0].isRequirement, let requirement = try? Requirement(same[0].name) {
      return [requirement.check(self)]
    }
    // Each process has looked at something else; what it found to be wrong comes first.
    let distinct = Self.grouped(same, by: \.sentence).map { $0[0] }
    return distinct.filter { !$0.holds } + distinct.filter(\.holds)
  }

  /// The facts by name, with all values that differ.
  private static func union(_ facts: [[Fact]]) -> [Fact] {
    grouped(facts.flatMap(\.self), by: \.name).map { same in
      Fact(name: same[0].name, value: grouped(same, by: \.value).map { $0[0].value }.joined(separator: "; "))
    }
  }

  /// At the times of the one with the most points, each of the others gives its value nearest in time.
  private static func joinedSeries(_ same: [Series]) -> Series {
    guard same.count > 1, let finest = same.max(by: { $0.points.count < $1.points.count }) else {
      return same[0]
    }
    let join = Joining(unit: finest.unit)
    var nearest = Array(repeating: 0, count: same.count)
    let points = finest.points.map { point in
      let values = same.indices.compactMap { index -> Double? in
        let points = same[index].points
        func distance(_ place: Int) -> Double { abs(points[place].seconds - point.seconds) }
        guard !points.isEmpty else { return nil }
        while nearest[index] + 1 < points.count, distance(nearest[index] + 1) <= distance(nearest[index]) {
          nearest[index] += 1
        }
        // Before it began and after it ended it has none.
        return distance(nearest[index]) <= same[index].meanGap ? points[nearest[index]].value : nil
      }
      return Series.Point(seconds: point.seconds, value: join(values))
    }
    return Series(name: finest.name, unit: finest.unit, points: points)
  }

  /// In the order in which each key first occurs.
  private static func grouped<Element>(
    _ elements: [Element], by key: KeyPath<Element, String>
  ) -> [[Element]] {
    var places: [String: Int] = [:]
    return elements.reduce(into: []) { groups, element in
      if let place = places[element[keyPath: key]] {
        groups[place].append(element)
      } else {
        places[element[keyPath: key]] = groups.count
        groups.append([element])
      }
    }
  }
}

extension Series {
  /// The seconds from one point to the next; 0 for a single one.
  fileprivate var meanGap: Double {
    guard let first = points.first, let last = points.last, points.count > 1 else { return 0 }
    return (last.seconds - first.seconds) / Double(points.count - 1)
  }
}

/// How the values of several processes become one.
private enum Joining {
  case sum, mean, greatest

  init(unit: String) {
    self = unit.isEmpty || unit.hasSuffix("/s") ? .sum : unit == "%" ? .mean : .greatest
  }

  func callAsFunction(_ values: [Double]) -> Double {
    switch self {
    case .sum: values.reduce(0, +)
    case .mean: values.isEmpty ? 0 : values.reduce(0, +) / Double(values.count)
    case .greatest: values.max() ?? 0
    }
  }
}
