/// Messages that a program has to cope with while it is measured.
public protocol ProbeLoad: Sendable {
  /// Starts to send.
  func begin() async throws

  /// How many messages have reached the program, or where it gets them from.
  func arrived() async throws -> Int

  /// Stops to send.
  func end() async
}
