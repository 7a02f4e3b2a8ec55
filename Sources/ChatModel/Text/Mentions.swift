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
  /// They are the names that a screen shows as such: not in code, not in a link, and not after a letter or a number of any
  /// script, as in `mail@example`.
  public init(in body: String) {
    self.init()
    guard body.utf8.contains(UInt8(ascii: "@")) else { return }
    let text = BodyText(body)
    for block in BodyBlocks(text) where block.kind != .code {
      for line in block.lines {
        var scanner = InlineScanner(text, line)
        for token in scanner.scan() {
          switch token.kind {
          case .everyone: everyone = true
          case .user(let user): if users.count < Self.mostUsers { users.insert(user) }
          default: break
          }
        }
      }
    }
  }
}
