/// What the counters of a bucket were built as: in which form, among how many buckets, and in which run of Redis.
///
/// Of servers that keep counters in different forms, as during an upgrade, one must yield, or each would throw away what the
/// other built: the one of the lower version or, of the same version, with fewer buckets.
struct CounterBuild: Equatable {
  /// The form of keys and values, and the functions that go with it.
  static let currentVersion = 5

  let version: Int
  let buckets: Int
  /// Redis's `run_id`, which is another after every start.
  let run: String

  init(version: Int = Self.currentVersion, buckets: Int, run: String) {
    self.version = version
    self.buckets = buckets
    self.run = run
  }

  /// Reads `5/16/<run>`, or `nil` if it is anything else.
  init?(_ text: String) {
    let parts = text.split(separator: "/", maxSplits: 2)
    guard parts.count == 3, let version = Int(parts[0]), let buckets = Int(parts[1]) else { return nil }
    self.init(version: version, buckets: buckets, run: String(parts[2]))
  }

  /// `5/16/<run>`, as the functions compare it.
  var text: String { "\(version)/\(buckets)/\(run)" }

  /// Whether this build stands, so that `other` has to yield: what was built in another run is lost anyway.
  func stands(against other: CounterBuild) -> Bool {
    run == other.run && (version, buckets) > (other.version, other.buckets)
  }
}
