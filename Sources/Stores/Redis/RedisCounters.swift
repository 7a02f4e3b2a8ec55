import ChatModel
import Redis

/// The ports that Redis stands behind: the counters, in buckets, by the functions of `Assets/functions.lua`.
///
/// Every call that reads and writes is one function, every batch one pipeline. All calls that depend on it name the *build*
/// they expect: the version of the counters, the number of buckets, and the run of the server. A Redis that was emptied, or
/// that restarted with old data, has other builds, so nothing is written to it and nothing read from it until it is rebuilt.
public actor RedisCounters {
  /// The buckets there are.
  public nonisolated let buckets: [Bucket]
  private let connection: RedisConnection
  private let library: String?
  private let version: Int
  private var session: (generation: Int, build: CounterBuild)?

  /// Creates counters over a connection.
  /// - Parameters:
  ///   - connection: Used by nothing else while a call is under way.
  ///   - library: The functions' source, for a server, which loads them; `nil` for a client, which waits for one.
  ///   - bucketCount: The same in all programs; see `Bucket.usualCount`.
  public init(_ connection: RedisConnection, library: String?, bucketCount: Int = Bucket.usualCount) {
    self.init(
      connection, library: library, bucketCount: bucketCount, version: CounterBuild.currentVersion)
  }

  /// As another version of this program would.
  init(_ connection: RedisConnection, library: String?, bucketCount: Int, version: Int) {
    self.connection = connection
    self.library = library
    self.version = version
    buckets = Bucket.all(bucketCount)
  }

  /// The bucket of a user.
  nonisolated func bucket(of user: UserID) -> Bucket {
    Bucket(of: user, among: buckets.count)
  }

  /// Calls functions, one a bucket or many, in one round trip.
  /// - Throws: `CountersNotBuilt` naming the buckets that refused, after all others were served.
  func call(_ calls: [FunctionCall]) async throws -> [RedisValue] {
    let (replies, refused) = try await attempt(calls)
    guard refused.isEmpty else { throw CountersNotBuilt(buckets: refused) }
    return replies
  }

  /// As `call`, for callers that have more to do in the buckets that did not refuse.
  func attempt(_ calls: [FunctionCall]) async throws -> ([RedisValue], refused: Set<Bucket>) {
    guard !calls.isEmpty else { return ([], []) }
    let (replies, _) = try await exchange { build in calls.map { $0.command(build: build.text) } }
    return (replies, try refusals(replies, of: calls))
  }

  /// Sends commands that depend on the build which the present server should have, in one round trip.
  ///
  /// If the connection turns out to be a new one, the server may be another: everything is sent again with the build of
  /// that server, which is safe since every function may be repeated.
  func exchange(_ commands: (CounterBuild) -> [RedisCommand]) async throws -> (
    [RedisValue], build: CounterBuild
  ) {
    while true {
      let current = try await currentSession()
      let (replies, generation) = try await connection.exchange(commands(current.build))
      if generation == current.generation { return (replies, current.build) }
      session = nil
    }
  }

  private func refusals(_ replies: [RedisValue], of calls: [FunctionCall]) throws -> Set<Bucket> {
    var refused: Set<Bucket> = []
    for (call, reply) in zip(calls, replies) {
      guard case .error(let message) = reply else { continue }
      let isUnloaded = message.hasPrefix("ERR Function not found")
      if isUnloaded { session = nil }
      guard isUnloaded || message.hasPrefix("UNBUILT") else {
        _ = try reply.checked("\(call.name) of \(call.bucket)")
        continue
      }
      refused.insert(call.bucket)
    }
    return refused
  }

  /// The build that the present server should have, asked for once a connection.
  private func currentSession() async throws -> (generation: Int, build: CounterBuild) {
    if let session { return session }
    var commands: [RedisCommand] = [["INFO", "server"]]
    if let library { commands.append(["FUNCTION", "LOAD", "REPLACE", library]) }
    let (replies, generation) = try await connection.exchange(commands)
    for reply in replies {
      _ = try reply.checked("prepare the counters")
    }
    let run = RedisInfo(replies.first?.string ?? "")["run_id"] ?? ""
    let fresh = (generation, CounterBuild(version: version, buckets: buckets.count, run: run))
    session = fresh
    return fresh
  }

  /// Sends commands that are no functions.
  func send(_ commands: [RedisCommand]) async throws -> [RedisValue] {
    let replies = try await connection.pipeline(commands)
    for (command, reply) in zip(commands, replies) {
      _ = try reply.checked("\(command)")
    }
    return replies
  }
}

/// A call of one function on one bucket: the words of the command, as they are written.
struct FunctionCall {
  let name: String
  let bucket: Bucket
  /// Whether the function is told the build that the bucket must have.
  let namesBuild: Bool
  private(set) var arguments: RedisCommand

  init(_ name: String, _ bucket: Bucket, namesBuild: Bool = true, _ arguments: [String] = []) {
    self.name = name
    self.bucket = bucket
    self.namesBuild = namesBuild
    self.arguments = RedisCommand(arguments)
  }

  mutating func append(_ word: String) { arguments.append(word) }
  mutating func append(_ number: some BinaryInteger) { arguments.append(number) }

  func command(build: String) -> RedisCommand {
    var words: RedisCommand = [
      "FCALL", "dogear_\(CounterBuild.currentVersion)_" + name, "1", CounterKeys.tag(bucket),
    ]
    if namesBuild { words.append(build) }
    words.append(arguments)
    return words
  }
}
