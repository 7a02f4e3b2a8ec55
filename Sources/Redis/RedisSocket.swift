import CHiredis
import Glibc
import Lanes

/// One connection: hiredis formats and parses, `poll(2)` waits.
///
/// The descriptor never blocks, so a peer that stops reading or writing costs at most the caller's deadline.
/// hiredis writes with `write(2)`, so the thread that opens a socket, and only uses it there, has SIGPIPE
/// blocked. Not thread-safe: its owner is an actor on a lane.
final class RedisSocket {
  /// The server, for errors.
  let endpoint: RedisEndpoint
  /// Owned; freed in `deinit`, which closes the descriptor.
  private let context: UnsafeMutablePointer<redisContext>
  /// Owned; the reader refers to it until the context is freed.
  private let functions: UnsafeMutablePointer<redisReplyObjectFunctions>
  private let replyLimit: Int
  /// Bytes read that belong to no complete reply yet.
  private var unfinished = 0

  /// The longest array that is read; so many elements take at least 64 MiB on the wire.
  ///
  /// An array announces its length before any element comes, and hiredis at once allocates eight bytes for
  /// each.
  private static let mostElements: Int32 = 1 << 24

  /// Takes over a context that has no error.
  init(owning context: UnsafeMutablePointer<redisContext>, endpoint: RedisEndpoint, replyLimit: Int) {
    self.context = context
    self.endpoint = endpoint
    self.replyLimit = replyLimit
    functions = .allocate(capacity: 1)
    if let reader = context.pointee.reader, let original = reader.pointee.fn {
      functions.initialize(to: original.pointee)
      functions.pointee.createArray = { task, elements in
        guard let task, elements <= RedisSocket.mostElements else { return nil }
        let original = task.pointee.privdata?.assumingMemoryBound(to: redisReplyObjectFunctions.self)
        return original?.pointee.createArray(task, elements)
      }
      reader.pointee.privdata = UnsafeMutableRawPointer(original)
      reader.pointee.fn = functions
    }
  }

  deinit {
    redisFree(context)
    functions.deallocate()
  }

  /// What a wait ended with; all false at the deadline or on a signal.
  struct Readiness {
    var isReadable = false
    var isWritable = false
    var isWoken = false
  }

  /// Waits until bytes have come, the peer is gone, or the deadline.
  /// - Parameters:
  ///   - writing: Wait for room to write, too.
  ///   - wake: Return also when this pipe is woken; the pipe is drained then.
  func wait(
    until deadline: ContinuousClock.Instant, writing: Bool, wake: WakePipe? = nil
  ) throws(RedisError) -> Readiness {
    let interest = Int16(POLLIN) | (writing ? Int16(POLLOUT) : 0)
    var polled = [pollfd(fd: context.pointee.fd, events: interest, revents: 0)]
    if let wake { polled.append(pollfd(fd: wake.readEnd, events: Int16(POLLIN), revents: 0)) }
    guard poll(&polled, nfds_t(polled.count), deadline.pollTimeout) >= 0 || errno == EINTR else {
      throw failure(.connectionLost, "cannot wait for the server: \(String(cString: strerror(errno)))")
    }
    let isWoken = polled.count > 1 && polled[1].revents != 0
    if isWoken { wake?.drain() }
    return Readiness(
      isReadable: polled[0].revents & ~Int16(POLLOUT) != 0,
      isWritable: polled[0].revents & Int16(POLLOUT) != 0,
      isWoken: isWoken)
  }

  /// Puts a command into the buffer of what is to be written.
  func append(_ command: RedisCommand) throws(RedisError) {
    guard !command.isEmpty else { throw failure(.emptyCommand, "a command needs at least a name") }
    let status = command.withArguments { pointers, lengths in
      redisAppendCommandArgv(context, Int32(command.count), pointers, lengths)
    }
    guard status == REDIS_OK else { throw failure() }
  }

  /// Writes what the kernel takes.
  /// - Returns: Whether nothing is left to write.
  func flush() throws(RedisError) -> Bool {
    var isDone: Int32 = 0
    guard redisBufferWrite(context, &isDone) == REDIS_OK else { throw failure() }
    return isDone != 0
  }

  /// Reads what has come, at most 16 KiB.
  func fill() throws(RedisError) {
    let before = buffered
    guard redisBufferRead(context) == REDIS_OK else { throw failure() }
    unfinished += buffered - before
  }

  /// Takes the next complete reply out of what was read.
  func nextReply() throws(RedisError) -> RedisValue? {
    var raw: UnsafeMutableRawPointer?
    guard redisGetReplyFromReader(context, &raw) == REDIS_OK else { throw failure() }
    guard let raw else {
      guard unfinished <= replyLimit else {
        throw failure(.protocolViolation, "a reply is longer than the limit of \(replyLimit) bytes")
      }
      return nil
    }
    defer { freeReplyObject(raw) }
    unfinished = buffered
    return RedisValue(raw.assumingMemoryBound(to: redisReply.self).pointee)
  }

  /// Whether the peer has neither gone nor sent anything unasked.
  var isQuiet: Bool {
    guard buffered == 0, let ready = try? wait(until: .now, writing: false) else { return false }
    return !ready.isReadable
  }

  /// The error that the kernel has noted for a connection in progress.
  var pendingError: Int32 {
    var code: Int32 = 0
    var size = socklen_t(MemoryLayout<Int32>.size)
    return getsockopt(context.pointee.fd, SOL_SOCKET, SO_ERROR, &code, &size) == 0 ? code : errno
  }

  /// An error about this connection.
  func failure(_ code: RedisError.Code, _ message: String) -> RedisError {
    RedisError(code, message, attempted: "talking to \(endpoint)")
  }

  /// How many bytes were read and not yet taken as replies.
  var buffered: Int {
    context.pointee.reader.map { Int($0.pointee.len - $0.pointee.pos) } ?? 0
  }

  /// What hiredis has noted.
  private func failure() -> RedisError {
    let text = context.pointee.message
    return switch context.pointee.err {
    case REDIS_ERR_PROTOCOL: failure(.protocolViolation, text)
    case REDIS_ERR_OOM: failure(.protocolViolation, "a reply announces more than memory or the limit allows")
    default: failure(.connectionLost, "\(text); try again")
    }
  }
}

extension redisContext {
  /// The text of the error, if there is one.
  var message: String {
    withUnsafeBytes(of: errstr) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
  }
}
