extension Duration {
  /// How long one service may take to end, and again after it was cancelled.
  ///
  /// A batch in flight takes a fraction of a second; a commit to a broker that is gone would wait for a minute.
  static let shutdownPatience: Duration = .seconds(3)
}
