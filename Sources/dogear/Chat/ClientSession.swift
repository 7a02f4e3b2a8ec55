/// A client between its services and whoever uses it.
protocol ClientSession {
  /// Runs until the user quits, or there is nobody left to use it.
  mutating func run()

  /// Takes in what is still under way after the end.
  /// - Returns: Whether nothing is.
  mutating func settle() -> Bool

  /// - Throws: What was not done of what was asked for.
  mutating func finish() throws
}

extension ClientSession {
  /// Runs from the first event to the last acknowledgement.
  ///
  /// The acknowledgements of the last receipts, and a reader of the output, are waited for two seconds at the end; what is
  /// missing then is spooled.
  /// - Parameter atEnd: Called when nothing more is shown.
  mutating func runToEnd(
    _ backend: ChatBackend, isolation: isolated (any Actor)? = #isolation, atEnd: () -> Void = {}
  ) async throws {
    backend.start()
    run()
    atEnd()
    let deadline = ContinuousClock.now + .seconds(2)
    while !settle(), ContinuousClock.now < deadline {
      try? await Task.sleep(for: .milliseconds(10))
    }
    await backend.close()
    try finish()
  }
}
