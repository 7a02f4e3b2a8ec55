import Foundation
import Measure

extension Report {
  /// A small report that is the same on every machine.
  static func fixture(_ title: String = "A run") -> Report {
    Report(
      title: title, command: "dogear simulate --seed 1", startedAt: "2026-11-25T05:00:00Z", seconds: 60,
      machine: [Fact("processor", "Some CPU, 2 cores")], settings: [Fact("seed", 1)])
  }
}

extension Histogram {
  init(milliseconds: [Int64]) {
    self.init()
    for value in milliseconds { record(.milliseconds(value)) }
  }
}
