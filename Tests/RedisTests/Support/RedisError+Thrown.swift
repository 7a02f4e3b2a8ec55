import Redis

/// The `RedisError` that `body` throws, or `nil`.
func redisError(
  isolation: isolated (any Actor)? = #isolation, _ body: () async throws -> Void
) async -> RedisError? {
  do {
    try await body()
    return nil
  } catch {
    return error as? RedisError
  }
}
