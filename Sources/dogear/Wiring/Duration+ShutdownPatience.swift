extension Duration {
  /// How long one service may take to end, and again after it was cancelled.
  ///
  /// A batch in flight takes a fraction of a second; a commit to a broker that is gone would wait for a minute.
  static let shutdownPatience: Duration = .seconds(3)
  /// How long what is measured may take to come to rest and be looked at, before it is broken off without a verdict.
  static let verdictPatience: Duration = .seconds(600)
}
