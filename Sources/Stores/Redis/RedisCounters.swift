import ChatModel
import Redis

/// The ports that Redis stands behind: the counters, in buckets, by the functions of `Assets/functions.lua`.
///
/// Every call that reads and writes is one function, every batch one pipeline. All calls name the *build* they expect:
/// the version of the counters, the number of buckets, and the run of the server. A Redis that was emptied, or that
/// restarted with old data, has other builds, so nothing is written to it and nothing read from it until it is rebuilt.
public actor RedisCounters {
  /// The buckets there are.
  public nonisolated let buckets: [Bucket]
  private let connection: RedisConnection
  private let library: String?
  private var session: (generation: Int, build: String)?

  /// Creates counters over a connection.
  /// - Parameters:
  ///   - connection: Used by nothing else while a call is under way.
  ///   - library: The functions' source, for a server, which loads them; `nil` for a client, which waits for one.
  ///   - bucketCount: The same in all programs; see `Bucket.usualCount`.
  public init(_ connection: RedisConnection, library: String?, bucketCount: Int = Bucket.usualCount) {
    self.connection = connection
    self.library = library
    buckets = Bucket.all(bucketCount)
  }

  /// The bucket of a user.
  nonisolated func bucket(of user: UserID) -> Bucket {
    Bucket(of: user, among: buckets.count)
  }

  /// Calls functions, one a bucket or many, in one round trip.
  ///
  /// If the connection turns out to be a new one, the server may be another: everything is sent again with the build of
  /// that server, which is safe since every function may be repeated.
  /// - Throws: `CountersNotBuilt` naming the buckets that refused, after all others were served.
  func call(_ calls: [FunctionCall]) async throws -> [RedisValue] {
    while true {
      let current = try await currentSession()
      let replies = try await connection.pipeline(calls.map { $0.command(build: current.build) })
      guard await connection.generation() == current.generation else {
        session = nil
        continue
      }
      return try await checked(replies, of: calls)
    }
  }

  private func checked(_ replies: [RedisValue], of calls: [FunctionCall]) async throws -> [RedisValue] {
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
    guard refused.isEmpty else { throw CountersNotBuilt(buckets: refused) }
    return replies
  }

  /// The build that the present server should have, asked for once a connection.
  private func currentSession() async throws -> (generation: Int, build: String) {
    let generation = await connection.generation()
    if let session, session.generation == generation { return session }
    var commands: [RedisCommand] = [["INFO", "server"]]
    if let library { commands.append(["FUNCTION", "LOAD", "REPLACE", library]) }
    let replies = try await connection.pipeline(commands)
    for reply in replies {
      _ = try reply.checked("prepare the counters")
    }
    let run = Self.field("run_id", of: replies.first?.string ?? "")
    let fresh = (await connection.generation(), "1/\(buckets.count)/\(run)")
    session = fresh
    return fresh
  }

  private static func field(_ name: String, of info: String) -> String {
    let line = info.split(whereSeparator: \.isNewline).first { $0.hasPrefix(name + ":") }
    return line.map { String($0.dropFirst(name.count + 1)) } ?? ""
  }

  /// Sends commands that are no functions.
  func send(_ commands: [RedisCommand]) async throws -> [RedisValue] {
    let replies = try await connection.pipeline(commands)
    for (command, reply) in zip(commands, replies) {
      _ = try reply.checked("\(command)")
    }
    return replies
  }

  /// The build that a bucket must have to be written and read.
  func expectedBuild() async throws -> String {
    try await currentSession().build
  }
}

/// A call of one function on one bucket.
struct FunctionCall {
  let name: String
  let bucket: Bucket
  /// Whether the function is told the build that the bucket must have.
  var namesBuild = true
  var arguments: [String] = []

  func command(build: String) -> RedisCommand {
    var words = ["FCALL", "dogear_1_" + name, "1", CounterKeys.tag(bucket)]
    if namesBuild { words.append(build) }
    return RedisCommand(words + arguments)
  }
}
