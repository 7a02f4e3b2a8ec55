import ChatModel

/// What one run leaves to the next, apart from receipts: what was being written, what was not sent, how the list is
/// arranged.
public struct Keepsake: Sendable, Equatable, Codable {
  /// A message that Kafka does not have.
  struct Unsent: Sendable, Equatable, Codable {
    let id: String
    let channel: String
    let body: String
  }

  /// The texts by channel.
  var drafts: [String: String] = [:]
  /// In the order of writing.
  var unsent: [Unsent] = []
  var arrangement = ListArrangement()

  /// Nothing to keep.
  public init() {}

  /// Whether there is nothing to keep.
  public var isEmpty: Bool { self == Keepsake() }
}
