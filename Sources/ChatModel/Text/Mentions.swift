/// Whom a message addresses: `@alice` names a user, `@channel` everyone.
public struct Mentions: Hashable, Sendable {
  /// The users named.
  ///
  /// Whether they exist or are members is for the fan-out to see.
  public var users: Set<UserID>
  /// Whether everyone is addressed.
  public var everyone: Bool

  /// How many users one message can name; the rest are ignored, so that a message cannot be a weapon.
  public static let mostUsers = 50

  /// Creates a set of mentions.
  public init(users: Set<UserID> = [], everyone: Bool = false) {
    self.users = users
    self.everyone = everyone
  }

  /// Finds the mentions in a message's text, in linear time.
  ///
  /// An `@` begins a mention unless a letter or number of any script stands before it (so `mail@example` is none, and
  /// one after an emoji is one). Handles are lower-case; `@Alice` at the start of a sentence means `alice` as well.
  public init(in body: String) {
    self.init()
    var rest = body.utf8[...]
    while let sign = rest.firstIndex(of: UInt8(ascii: "@")) {
      rest = rest[body.utf8.index(after: sign)...]
      let base = body.unicodeScalars[..<sign].last { !$0.joinsPrevious }
      if base?.isPartOfWord != true { add(Self.handle(at: rest)) }
    }
  }

  private mutating func add(_ handle: String) {
    if handle == "channel" {
      everyone = true
    } else if users.count < Self.mostUsers, let user = UserID(handle) {
      users.insert(user)
    }
  }

  /// The longest handle that `bytes` begins with, in lower case, without trailing punctuation.
  private static func handle(at bytes: Substring.UTF8View) -> String {
    var word = bytes.prefix(33).map { $0 >= 65 && $0 <= 90 ? $0 + 32 : $0 }.prefix { Handle.isInner($0) }
    while let last = word.last, !Handle.isAlphanumeric(last) {
      word.removeLast()
    }
    return String(decoding: word, as: UTF8.self)
  }
}
