import Crowd
import Foundation

extension SplitMix {
  /// The time between two events of a Poisson process: exponential, so that they do not know of one another.
  mutating func gap(mean: Duration) -> Duration {
    mean * -log(1 - Double.random(in: 0..<1, using: &self))
  }

  /// True in this share of all cases.
  mutating func chance(_ share: Double) -> Bool {
    Double.random(in: 0..<1, using: &self) < share
  }
}

extension Duration {
  /// The mean time between events of so many a second; `nil` if there are none.
  static func between(perSecond rate: Double) -> Duration? {
    rate > 0 ? .seconds(1 / rate) : nil
  }
}
