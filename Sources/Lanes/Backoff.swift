/// How long to wait before the next try: doubling from a first delay to a bound, each with full jitter.
///
/// Full jitter (a uniform choice between zero and the bound) spreads the retries of many clients best; see Marc
/// Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog, 2015. A floor of half the first delay keeps a
/// lone client from spinning.
public struct Backoff: Sendable {
  /// The bound of the first delay.
  public let first: Duration
  /// The bound that no delay exceeds.
  public let most: Duration
  private var tries = 0

  /// Creates a policy that has not failed yet.
  public init(first: Duration = .milliseconds(50), most: Duration = .seconds(5)) {
    self.first = first
    self.most = most
  }

  /// The delay before the next try; each call counts one failure.
  public mutating func next(using random: inout some RandomNumberGenerator) -> Duration {
    let bound = min(most, first * (1 << min(tries, 20)))
    tries += 1
    let floor = first / 2
    return max(floor, bound * Double.random(in: 0...1, using: &random))
  }

  /// The delay before the next try, from the system's random numbers.
  public mutating func next() -> Duration {
    var random = SystemRandomNumberGenerator()
    return next(using: &random)
  }

  /// Starts over after a success.
  public mutating func succeeded() {
    tries = 0
  }
}
