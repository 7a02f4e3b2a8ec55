extension Stack {
  /// Whether a part that this stack started has a living process.
  public func isRunning(_ part: StackPart) async -> Bool {
    await pid(part) != nil
  }

  /// The process number of a part, or `nil` if it does not run or is not ours.
  public func pid(_ part: StackPart) async -> Int32? {
    guard let server = try? server(part) else { return nil }
    return await server.pid
  }

  /// Ends a part and all its processes with SIGKILL, and returns when they are gone.
  /// - Throws: `StackError` with code `notRunning` if this stack did not start the part.
  public func kill(_ part: StackPart) async throws(StackError) {
    await (try server(part)).kill()
  }

  /// Starts a part again on the same ports and data, after stopping it if it runs, and returns when it answers.
  public func restart(_ part: StackPart) async throws(StackError) {
    try await (try server(part)).startAgain()
  }

  /// Freezes a part with SIGSTOP: connections stay open and nothing answers.
  /// - Throws: `StackError` with code `notRunning` if this stack did not start the part.
  public func pause(_ part: StackPart) async throws(StackError) {
    await (try server(part)).pause()
  }

  /// Lets a frozen part go on.
  /// - Throws: `StackError` with code `notRunning` if this stack did not start the part.
  public func resume(_ part: StackPart) async throws(StackError) {
    await (try server(part)).resume()
  }
}
