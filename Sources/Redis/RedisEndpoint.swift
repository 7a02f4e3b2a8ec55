/// Where a Redis server listens, and as whom to log in.
///
/// The description never shows the password; `url` does.
public struct RedisEndpoint: Sendable, Hashable {
  /// How the server is reached.
  public enum Address: Sendable, Hashable {
    /// A host name or a numeric address (IPv6 without brackets), and a port in 1...65535.
    case tcp(host: String, port: Int)
    /// The path of a unix socket, at most 107 bytes on Linux.
    case unix(path: String)
  }

  /// How the server is reached.
  public let address: Address
  /// The number given to SELECT; 0 is the default database.
  public let database: Int
  /// The ACL user; `nil` is the user `default`.
  public let username: String?
  /// The password given to AUTH; `nil` sends no AUTH.
  public let password: String?

  /// An endpoint over TCP.
  ///
  /// - Parameter username: An empty name and `default` both mean `nil`. A user without a
  ///   password logs in with an empty one, and an empty password without a user means none.
  public init(
    host: String, port: Int = 6379, database: Int = 0, username: String? = nil, password: String? = nil
  ) {
    self.init(.tcp(host: host, port: port), database: database, username: username, password: password)
  }

  /// An endpoint over a unix socket.
  public init(socket path: String, database: Int = 0, username: String? = nil, password: String? = nil) {
    self.init(.unix(path: path), database: database, username: username, password: password)
  }

  init(_ address: Address, database: Int, username: String?, password: String?) {
    let user = username == "" || username == "default" ? nil : username
    self.address = address
    self.database = database
    self.username = user
    self.password = user == nil && password == "" ? nil : (password ?? user.map { _ in "" })
  }

  /// What a new connection sends first: AUTH, SELECT and the connection's name.
  func handshake(name: String) -> [RedisCommand] {
    var commands: [RedisCommand] = []
    if let password { commands.append(RedisCommand(["AUTH"] + (username.map { [$0] } ?? []) + [password])) }
    if database != 0 { commands.append(["SELECT", String(database)]) }
    commands.append(["CLIENT", "SETNAME", Self.permitted(name)])
    return commands
  }

  /// Redis takes only printable ASCII without blanks as a connection's name.
  private static func permitted(_ name: String) -> String {
    String(decoding: name.utf8.map { (0x21...0x7E).contains($0) ? $0 : UInt8(ascii: "-") }, as: UTF8.self)
  }
}
