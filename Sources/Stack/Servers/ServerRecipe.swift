/// What differs between the servers: everything but the life of their processes.
protocol ServerRecipe: Sendable {
  var part: StackPart { get }
  /// The server's name and version, as far as known.
  var title: String { get }
  /// Where clients reach it.
  var endpoint: String { get }
  /// The log's words that say that a port was already taken.
  var portTaken: String { get }
  /// How to ask it to end, gentlest first, and how long each request is given.
  var partings: [Parting] { get }

  /// Makes everything that must exist before the server's first start.
  nonisolated(nonsending) mutating func prepare(_ site: Site) async throws(StackError)
  /// Chooses other ports than before.
  mutating func choosePorts() throws(StackError)
  /// The command that runs the server in the foreground.
  func command(_ site: Site) throws(StackError) -> Command
  /// Whether the server does its work yet.
  nonisolated(nonsending) func isReady(_ site: Site) async -> Bool
}

/// A request to end.
struct Parting: Sendable, Equatable {
  let signal: Int32
  /// The signal's name for `kill -s`.
  let name: String
  let patience: Duration
}
