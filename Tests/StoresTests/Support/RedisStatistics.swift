import Redis

/// What Redis counted since the last reset.
struct RedisStatistics {
  var calls: [String: Int] = [:]
  var reads = 0

  init(_ connection: RedisConnection) async throws {
    let text = try await connection.send(["INFO", "commandstats", "stats"]).string ?? ""
    for line in text.split(whereSeparator: \.isNewline) {
      if let match = line.wholeMatch(of: /cmdstat_([^:]+):calls=(\d+),.*/) {
        calls[String(match.1)] = Int(match.2)
      } else if let match = line.wholeMatch(of: /total_reads_processed:(\d+)/) {
        reads = Int(match.1) ?? .max
      }
    }
  }
}
