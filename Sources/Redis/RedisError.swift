import Lanes

/// What went wrong between this process and a Redis server, and what was being attempted.
public struct RedisError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What a program can decide by.
  public enum Code: Sendable, Hashable {
    /// No connection could be made: nothing was sent.
    case unreachable
    /// The server did not answer in time. Whether the commands ran is unknown.
    case timedOut
    /// The connection broke. Whether the commands ran is unknown.
    case connectionLost
    /// The server refused; the prefix is the first word of its error: `ERR`, `NOSCRIPT`, `LOADING`, `NOAUTH`
    /// …
    case server(String)
    /// The server sent what is not the Redis protocol, or a reply over the limit.
    case protocolViolation
    /// The URL of an endpoint cannot be read.
    case badURL
    /// The command has no name. Nothing was sent.
    case emptyCommand
    /// The connection was closed by its owner.
    case closed
  }

  /// What a program can decide by.
  public let code: Code
  /// What happened, and what to do where that is known.
  public let message: String
  /// What was attempted: a command or a connection, with no values and no passwords.
  public let attempted: String

  /// Creates an error.
  public init(_ code: Code, _ message: String, attempted: String) {
    self.code = code
    self.message = message
    self.attempted = attempted
  }

  /// A line for the log and for a terminal.
  public var description: String { "\(attempted): \(message)".printable }

  /// The same error, with what was attempted known better by the caller.
  func during(_ attempted: String) -> RedisError {
    RedisError(code, message, attempted: attempted)
  }

  static func badURL(_ message: String) -> RedisError {
    RedisError(.badURL, message, attempted: "reading the URL of a Redis server")
  }

  static func server(_ text: String, attempted: String) -> RedisError {
    let word = text.prefix { $0 != " " }
    let isPrefix = !word.isEmpty && word.utf8.allSatisfy { (0x41...0x5A).contains($0) }
    return RedisError(.server(isPrefix ? String(word) : "ERR"), text, attempted: attempted)
  }
}
