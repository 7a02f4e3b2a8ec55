extension PostgresError {
  /// Whether the same transaction, run again from its start, may well succeed.
  ///
  /// True for a serialization failure (40001) and for the victim of a deadlock (40P01).
  public var isRetriable: Bool {
    sqlState == "40001" || sqlState == "40P01"
  }

  /// Whether the server could not be reached, went away, is starting or stopping, or has no connection to spare.
  ///
  /// Besides a lost connection: class 08, 57P01 to 57P03 and 53300. Not among them is 08P01, which the server also says of
  /// a malformed value while the connection stands; nor is a refused login (class 28, or a database that does not
  /// exist), as waiting does not help.
  public var isConnectionFailure: Bool {
    guard let sqlState else { return connectionLost }
    return connectionLost || (sqlState.hasPrefix("08") && sqlState != "08P01")
      || ["57P01", "57P02", "57P03", "53300"].contains(sqlState)
  }
}
