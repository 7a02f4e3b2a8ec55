import Arguments

/// `dogear env`: the endpoints as shell assignments.
struct Env: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print the running stack's endpoints as shell assignments.",
    examples: [
      CommandExample(
        "eval \"$(dogear env)\"", "Set DATABASE_URL, REDIS_URL and KAFKA_BROKERS in this shell."),
      CommandExample("psql \"$DATABASE_URL\"", "Then look into the database, for instance."),
    ])

  @OptionGroup var connection: ConnectionOptions

  func run() async throws {
    let endpoints = try connection.resolve()
    print("export DATABASE_URL=\(quoted(endpoints.databaseURL))")
    print("export REDIS_URL=\(quoted(endpoints.redisURL))")
    print("export KAFKA_BROKERS=\(quoted(endpoints.kafkaBrokers))")
  }

  /// In single quotes, as every POSIX shell reads it.
  private func quoted(_ text: String) -> String {
    "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: #"'\''"#) + "'"
  }
}
