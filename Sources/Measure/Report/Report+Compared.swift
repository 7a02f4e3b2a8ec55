extension Report {
  /// This report with the other's values beside its figures, and the other's series and histograms drawn with its own.
  ///
  /// Verdicts are those of this report; where machine or settings differ, both are said.
  public func compared(with other: Report) -> Report {
    var compared = self
    compared.machine = Self.beside(machine, other.machine)
    compared.settings = Self.beside(settings, other.settings)
    compared.settings.append(Fact("other", "\(other.title), \(other.moment), \(other.command)"))
    for index in compared.figures.indices {
      compared.figures[index].other = other.figure(figures[index].name)
        .flatMap { $0.unit == figures[index].unit ? $0.value : nil }
    }
    compared.series = Self.alternating(
      series, other.series.map { Series(name: $0.name + Self.suffix, unit: $0.unit, points: $0.points) },
      by: \.name)
    compared.histograms = Self.alternating(
      histograms,
      other.histograms.map { NamedHistogram(name: $0.name + Self.suffix, histogram: $0.histogram) },
      by: \.name)
    return compared
  }

  /// What the names of the other's series and histograms end with.
  static let suffix = " (other)"

  private static func beside(_ own: [Fact], _ other: [Fact]) -> [Fact] {
    own.map { fact in
      guard let same = other.first(where: { $0.name == fact.name }), same.value != fact.value else {
        return fact
      }
      return Fact(name: fact.name, value: "\(fact.value); other: \(same.value)")
    }
  }

  /// Each with the other's of the same name behind it; what only the other has comes last.
  private static func alternating<Part>(
    _ own: [Part], _ other: [Part], by name: KeyPath<Part, String>
  ) -> [Part] {
    let names = Set(own.map { $0[keyPath: name] + suffix })
    let pairs = own.flatMap { part in
      [part] + other.filter { $0[keyPath: name] == part[keyPath: name] + suffix }
    }
    return pairs + other.filter { !names.contains($0[keyPath: name]) }
  }
}
