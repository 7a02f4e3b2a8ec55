/// What the server says of itself to the status line of every client.
public struct ServerStatus: Hashable, Sendable {
  /// Receipts accepted by Kafka and not yet in PostgreSQL.
  public var lag: Int64
  /// How old the oldest of them is, in milliseconds; 0 without lag.
  public var lagMilliseconds: Int64

  /// Creates a status.
  public init(lag: Int64 = 0, lagMilliseconds: Int64 = 0) {
    self.lag = lag
    self.lagMilliseconds = lagMilliseconds
  }
}
