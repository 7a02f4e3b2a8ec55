/// Client ids for messages: unique for ever if the session is.
public struct IDSource: Sendable, Equatable {
  private let session: String
  private var count = 0

  /// Creates a source.
  /// - Parameter session: Something no other run will ever use, such as 128 random bits in hexadecimal; at most 40 bytes.
  public init(session: String) {
    self.session = session
  }

  mutating func next() -> String {
    count += 1
    return "\(session)-\(count)"
  }
}
