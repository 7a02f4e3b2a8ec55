/// The immutable handle of a channel, such as `incidents`, or `dm.alice.bob` for a direct chat.
public struct ChannelID: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// The handle itself: 1…72 bytes of `a-z 0-9 - _ .`, beginning and ending with a letter or a digit.
  public let rawValue: String

  private static let directPrefix = "dm."

  /// Creates an id, or `nil` if `text` is not a handle.
  public init?(_ text: String) {
    guard Handle.isValid(text, most: 72, allowingDots: true) else { return nil }
    rawValue = text
  }

  /// Takes a handle that was checked before it was stored.
  public init(stored text: String) {
    rawValue = text
  }

  /// The direct chat of two users, the same whoever asks.
  public init(directBetween one: UserID, and other: UserID) {
    let pair = [one, other].sorted()
    rawValue = Self.directPrefix + "\(pair[0]).\(pair[1])"
  }

  /// Whether this is a direct chat: every message in it is a mention.
  public var isDirect: Bool { rawValue.hasPrefix(Self.directPrefix) }

  /// The other side of a direct chat, or `nil` if this is none of `user`'s.
  public func peer(of user: UserID) -> UserID? {
    guard isDirect else { return nil }
    let names = rawValue.dropFirst(Self.directPrefix.count).split(separator: ".").map {
      UserID(stored: String($0))
    }
    guard names.count == 2, names.contains(user) else { return nil }
    return names[0] == user ? names[1] : names[0]
  }

  /// The handle.
  public var description: String { rawValue }

  /// Orders by bytes, as PostgreSQL's "C" collation does: the order in which rows are locked.
  public static func < (left: ChannelID, right: ChannelID) -> Bool {
    left.rawValue < right.rawValue
  }
}
