extension Logger {
  /// Named values of a line.
  public typealias Metadata = [String: MetadataValue]

  /// A value in the metadata: a text, or something described only when the line is written.
  public enum MetadataValue: Sendable, ExpressibleByStringInterpolation, CustomStringConvertible {
    /// A text.
    case string(String)
    /// Something that has a description.
    case stringConvertible(any CustomStringConvertible & Sendable)

    /// Creates a text.
    public init(stringLiteral value: String) {
      self = .string(value)
    }

    /// The text.
    public var description: String {
      switch self {
      case .string(let text): text
      case .stringConvertible(let value): value.description
      }
    }
  }

  /// The phrase of a line.
  public struct Message: Sendable, ExpressibleByStringInterpolation, CustomStringConvertible {
    /// The text.
    public let description: String

    /// Creates a message.
    public init(stringLiteral value: String) {
      description = value
    }
  }
}
