import ChatServer
import Doubles

extension Flow {
  /// Takes steps until all that is in the log is done.
  mutating func workOff(_ source: MemorySource) async throws {
    while !(source.isAtEnd && isAtRest) { _ = try await step() }
  }
}
