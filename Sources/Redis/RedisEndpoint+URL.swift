extension RedisEndpoint: CustomStringConvertible {
  /// Reads `redis://[[user]:password@]host[:port][/database]` or
  /// `unix://[[user]:password@]/path[?db=database]`.
  ///
  /// IPv6 addresses stand in brackets; user, password, host and path may be percent-encoded, and an `@`, `/`
  /// or `:` in a password must be.
  /// - Throws: `RedisError` with the code `badURL`, whose message never repeats the URL, for it
  ///   may hold a password.
  public init(url: String) throws(RedisError) {
    guard let colon = url.firstRange(of: "://") else {
      throw .badURL("it does not start with redis:// or unix://")
    }
    let rest = url[colon.upperBound...]
    switch url[..<colon.lowerBound].lowercased() {
    case "redis": try self.init(tcp: rest)
    case "unix": try self.init(unix: rest)
    case "rediss": throw .badURL("TLS is not supported by this driver; use redis://")
    default: throw .badURL("its scheme is neither redis nor unix")
    }
  }

  /// The URL that reads back as this endpoint, password included.
  ///
  /// The user is always written before a password, for redis-cli 7 takes an empty one literally.
  public var url: String {
    let user = password.map {
      PercentCoding.encode(username ?? "default") + ":" + PercentCoding.encode($0) + "@"
    }
    return url(credentials: user ?? "")
  }

  /// The URL with the password, if any, replaced by `***`.
  public var description: String {
    url(credentials: password == nil ? "" : PercentCoding.encode(username ?? "default") + ":***@")
  }

  private func url(credentials: String) -> String {
    switch address {
    case .tcp(let host, let port):
      let encoded = PercentCoding.encode(host, keeping: ":")
      let shown = host.contains(":") ? "[\(encoded)]" : encoded
      return "redis://\(credentials)\(shown):\(port)" + (database == 0 ? "" : "/\(database)")
    case .unix(let path):
      let shown = PercentCoding.encode(path, keeping: "/")
      return "unix://\(credentials)\(shown)" + (database == 0 ? "" : "?db=\(database)")
    }
  }

  private init(tcp rest: Substring) throws(RedisError) {
    let slash = rest.firstIndex(of: "/") ?? rest.endIndex
    let (credentials, place) = try Self.splitCredentials(rest[..<slash])
    let (host, port) = try Self.splitPort(place)
    let path = rest[slash...].dropFirst()
    self.init(
      .tcp(host: try Self.decoded(host, "host"), port: port),
      database: path.isEmpty ? 0 : try Self.number(path, "database", in: 0...Int(Int32.max)),
      username: credentials?.user, password: credentials?.password)
  }

  private init(unix rest: Substring) throws(RedisError) {
    guard let slash = rest.firstIndex(of: "/") else { throw .badURL("the path of a socket starts with /") }
    let (credentials, place) = try Self.splitCredentials(rest[..<slash])
    guard place.isEmpty else {
      throw .badURL("the path of a socket starts with /, as in unix:///run/redis.sock")
    }
    let query = rest.firstIndex(of: "?") ?? rest.endIndex
    var database = 0
    if query < rest.endIndex {
      guard rest[query...].hasPrefix("?db=") else { throw .badURL("only db=N may follow the question mark") }
      database = try Self.number(rest[query...].dropFirst(4), "database", in: 0...Int(Int32.max))
    }
    let path = try Self.decoded(rest[slash..<query], "path")
    self.init(
      .unix(path: path), database: database, username: credentials?.user, password: credentials?.password)
  }

  private static func splitCredentials(
    _ authority: Substring
  ) throws(RedisError) -> (credentials: (user: String, password: String)?, place: Substring) {
    guard let at = authority.firstIndex(of: "@") else { return (nil, authority) }
    let place = authority[authority.index(after: at)...]
    let userinfo = authority[..<at]
    guard !place.contains("@"), let colon = userinfo.firstIndex(of: ":") else {
      throw .badURL("before the host there is user:password@ or :password@, percent-encoded")
    }
    let user = try decoded(userinfo[..<colon], "user")
    return ((user, try decoded(userinfo[userinfo.index(after: colon)...], "password")), place)
  }

  private static func splitPort(_ place: Substring) throws(RedisError) -> (host: Substring, port: Int) {
    var host = place
    var port: Substring?
    if place.hasPrefix("[") {
      guard let bracket = place.firstIndex(of: "]") else {
        throw .badURL("the bracket around the host is open")
      }
      host = place[..<bracket].dropFirst()
      let after = place[place.index(after: bracket)...]
      guard after.isEmpty || after.hasPrefix(":") else { throw .badURL("only :port may follow the host") }
      port = after.isEmpty ? nil : after.dropFirst()
    } else if let colon = place.firstIndex(of: ":") {
      host = place[..<colon]
      port = place[place.index(after: colon)...]
    }
    guard !host.isEmpty else { throw .badURL("it names no host") }
    guard let port else { return (host, 6379) }
    return (host, try number(port, "port", in: 1...65535))
  }

  private static func number(
    _ text: Substring, _ what: String, in range: ClosedRange<Int>
  ) throws(RedisError) -> Int {
    guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(text), range.contains(number)
    else {
      throw .badURL("the \(what) is not a number from \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }

  private static func decoded(_ text: Substring, _ what: String) throws(RedisError) -> String {
    guard let decoded = PercentCoding.decode(text) else {
      throw .badURL("the \(what) is not percent-encoded UTF-8")
    }
    return decoded
  }
}
