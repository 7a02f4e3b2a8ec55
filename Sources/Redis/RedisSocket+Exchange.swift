extension RedisSocket {
  /// Commands are formatted in portions of this many bytes, so that a long pipeline is never in memory twice.
  private static let portion = 64 << 10

  /// Writes all commands and reads a reply for each.
  ///
  /// Reading and writing alternate as the kernel allows, so a pipeline of any length cannot jam: replies are
  /// taken while commands still wait to be written.
  /// - Parameter timeout: The longest wait for one more reply, or for one more portion to be written.
  /// - Throws: `timedOut`, `connectionLost`, `protocolViolation` or `emptyCommand`; do not use
  ///   this socket afterwards.
  func exchange(_ commands: [RedisCommand], timeout: Duration) throws(RedisError) -> [RedisValue] {
    do throws(RedisError) {
      return try exchangeAll(commands, timeout: timeout)
    } catch {
      let rest = commands.count > 1 ? " and \(commands.count - 1) more" : ""
      throw error.during("\(commands.first?.description ?? "nothing")\(rest) at \(endpoint)")
    }
  }

  private func exchangeAll(_ commands: [RedisCommand], timeout: Duration) throws(RedisError) -> [RedisValue] {
    guard buffered == 0 else { throw failure(.protocolViolation, "the server sent a reply to no command") }
    var replies: [RedisValue] = []
    replies.reserveCapacity(commands.count)
    var unsent = commands[...]
    var isWriting = false
    var deadline = ContinuousClock.now + timeout
    while replies.count < commands.count {
      if !isWriting, !unsent.isEmpty {
        try appendPortion(of: &unsent)
        isWriting = true
      }
      let ready = try wait(until: deadline, writing: isWriting)
      let before = replies.count
      if ready.isReadable {
        try fill()
        while replies.count < commands.count, let reply = try nextReply() { replies.append(reply) }
      }
      if ready.isWritable { isWriting = try !flush() }
      let now = ContinuousClock.now
      if replies.count > before || (ready.isWritable && !isWriting) {
        deadline = now + timeout
      } else if now >= deadline {
        throw failure(.timedOut, "no answer within \(timeout); try again, or allow more time")
      }
    }
    return replies
  }

  private func appendPortion(of commands: inout ArraySlice<RedisCommand>) throws(RedisError) {
    var size = 0
    while size < Self.portion, let command = commands.popFirst() {
      try append(command)
      size += command.wireSize
    }
  }
}
