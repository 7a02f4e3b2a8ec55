import Foundation

/// How many members each channel has: the k-th about 1/k^s as many as the first, as Zipf found of words and others of
/// cities, and of channels.
public struct ChannelSizes: Sendable, Equatable {
  /// The sizes, largest first.
  public let sizes: [Int]

  /// Chooses sizes that sum up to about `memberships`.
  ///
  /// None has more members than there are users, and none fewer than two if there are as many: what the largest cannot
  /// hold goes to the others.
  public init(users: Int, channels: Int, exponent: Double, memberships: Int) {
    let shares = (1...max(1, channels)).map { pow(Double($0), -exponent) }
    let bounds = min(2, users)...users
    func size(_ share: Double, _ factor: Double) -> Int {
      let wanted = (share * factor).rounded()
      return wanted >= Double(bounds.upperBound) ? bounds.upperBound : max(bounds.lowerBound, Int(wanted))
    }
    var low = 0.0
    // With this factor even the smallest channel has everyone.
    var high = Double(users) / (shares.last ?? 1) * 2
    for _ in 0..<60 {
      let factor = (low + high) / 2
      let sum = shares.reduce(0) { $0 + size($1, factor) }
      if sum < memberships { low = factor } else { high = factor }
    }
    sizes = shares.map { size($0, high) }
  }
}
