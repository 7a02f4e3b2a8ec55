/// The form of names that users and channels are known by.
///
/// A handle is its own key, in PostgreSQL, in Redis and in the events: it never changes, needs no look-up to be
/// read by a person, and cannot smuggle anything into a key or a terminal.
enum Handle {
  /// Whether `text` is 1…`most` bytes of lower-case ASCII letters, digits, `-`, `_` and, if allowed, `.`, beginning
  /// and ending with a letter or a digit.
  static func isValid(_ text: String, most: Int, allowingDots: Bool) -> Bool {
    let bytes = text.utf8
    guard let first = bytes.first, let last = bytes.last, bytes.count <= most else { return false }
    guard isAlphanumeric(first), isAlphanumeric(last) else { return false }
    return bytes.allSatisfy { isInner($0) || (allowingDots && $0 == UInt8(ascii: ".")) }
  }

  /// Whether there are only characters of handles in `text`, whatever its form.
  static func isPlain(_ text: String) -> Bool {
    text.utf8.allSatisfy { isInner($0) || $0 == UInt8(ascii: ".") }
  }

  static func isAlphanumeric(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
    default: false
    }
  }

  static func isInner(_ byte: UInt8) -> Bool {
    isAlphanumeric(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
  }
}

/// The immutable handle of a user, such as `alice`.
public struct UserID: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// The handle itself: 1…32 bytes of `a-z 0-9 - _`, beginning and ending with a letter or a digit.
  public let rawValue: String

  /// Which names there can be, for people.
  public static let rule = "1 to 32 of a-z, 0-9, '-' and '_', with a letter or a digit at both ends"

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

/// The immutable handle of a channel, such as `incidents`, or `dm.alice.bob` for a direct chat.
public struct ChannelID: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// The handle itself: 1…72 bytes of `a-z 0-9 - _ .`, beginning and ending with a letter or a digit.
  public let rawValue: String

  /// Which names there can be, for people.
  public static let rule = "1 to 72 of a-z, 0-9, '-', '_' and '.', with a letter or a digit at both ends"

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

/// A user in a channel: the key of memberships, read positions, counters and snapshots.
public struct UserChannel: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// Who.
  public let user: UserID
  /// Where.
  public let channel: ChannelID

  /// Creates a key.
  public init(_ user: UserID, _ channel: ChannelID) {
    self.user = user
    self.channel = channel
  }

  /// `alice in incidents`.
  public var description: String { "\(user) in \(channel)" }

  /// Orders by user, then channel: the order in which every writer locks rows, so that no two can deadlock.
  public static func < (left: UserChannel, right: UserChannel) -> Bool {
    (left.user, left.channel) < (right.user, right.channel)
  }
}
