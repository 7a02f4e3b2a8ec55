/// The immutable handle of a user, such as `alice`.
public struct UserID: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// The handle itself: 1…32 bytes of `a-z 0-9 - _`, beginning and ending with a letter or a digit.
  public let rawValue: String

  /// The words after `@` that address everyone in a channel, so no user may have them.
  static let reserved: Set<String> = ["channel"]

  /// Creates an id, or `nil` if `text` is not a handle or is reserved.
  public init?(_ text: String) {
    guard Handle.isValid(text, most: 32, allowingDots: false), !Self.reserved.contains(text) else {
      return nil
    }
    rawValue = text
  }

  /// Takes a handle that was checked before it was stored.
  public init(stored text: String) {
    rawValue = text
  }

  /// The handle.
  public var description: String { rawValue }

  /// Orders by bytes, as PostgreSQL's "C" collation does.
  public static func < (left: UserID, right: UserID) -> Bool {
    left.rawValue < right.rawValue
  }
}
