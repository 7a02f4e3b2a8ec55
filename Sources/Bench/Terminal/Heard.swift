/// What a program wrote to its terminal in a while.
struct Heard {
  /// When the first bytes came.
  private(set) var first: ContinuousClock.Instant?
  /// When the last bytes came.
  private(set) var last: ContinuousClock.Instant?
  /// When the byte that was looked for came first.
  private(set) var echo: ContinuousClock.Instant?

  /// Notes output.
  mutating func note(_ output: ArraySlice<UInt8>, at time: ContinuousClock.Instant, echo wanted: UInt8?) {
    first = first ?? time
    last = time
    if echo == nil, let wanted, output.contains(wanted) { echo = time }
  }
}
