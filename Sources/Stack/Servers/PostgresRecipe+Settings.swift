import Foundation

extension PostgresRecipe {
  /// The settings of the server, with the plan's own on top.
  static func settings(_ plan: StackPlan, sockets: String, isKept: Bool) -> [String: String] {
    let careful = plan.fsync || isKept
    var settings = [
      "listen_addresses": "",
      "port": "5432",
      "unix_socket_directories": "\"\(sockets)\"",
      "max_connections": "\(plan.postgresConnections)",
      "synchronous_commit": "on",
      "fsync": careful ? "on" : "off",
      "full_page_writes": careful ? "on" : "off",
      // Files in the data folder instead of /dev/shm, where a killed server would leave them behind.
      "dynamic_shared_memory_type": "mmap",
      "cluster_name": "dogear",
      "timezone": "UTC",
      "log_timezone": "UTC",
    ]
    settings.merge(plan.postgresSettings) { $1 }
    return settings
  }

  /// "PostgreSQL 15" from "postgres (PostgreSQL) 15.14 (Debian …)".
  static func title(fromVersion text: String) -> String {
    let words = text.split(whereSeparator: \.isWhitespace)
    guard let name = words.firstIndex(of: "(PostgreSQL)"), name + 1 < words.count else { return "PostgreSQL" }
    return "PostgreSQL \(words[name + 1].prefix { $0.isNumber })"
  }

  /// Percent-encodes what a URI's query may not hold (RFC 3986, section 2.3: all but the unreserved characters), save
  /// the slash, which libpq takes as it is.
  static func escaped(_ path: String) -> String {
    path.addingPercentEncoding(withAllowedCharacters: unreserved) ?? path
  }

  private static let unreserved = CharacterSet(
    charactersIn: "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/")
}
