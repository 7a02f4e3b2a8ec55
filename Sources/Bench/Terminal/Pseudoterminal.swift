import CSystem
import Glibc

/// A program on a terminal of its own, whose keyboard and screen are bytes.
///
/// The program ends with this object, or, should this process be killed, because its terminal hangs up.
package final class Pseudoterminal {
  private static let most = 65_536

  /// The program's.
  package let process: pid_t
  private let program: String
  private let master: Int32
  private var buffer = [UInt8](repeating: 0, count: most)
  private var status: Int32?

  /// Starts a program.
  /// - Parameter arguments: The program's absolute path and its arguments.
  package init(
    _ arguments: [String], environment: [String: String], columns: UInt16, rows: UInt16
  ) throws(ProbeError) {
    program = arguments.first ?? ""
    master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC)
    guard master >= 0 else { throw .noTerminal(code: errno) }
    do throws(ProbeError) {
      var path = [CChar](repeating: 0, count: 128)
      guard grantpt(master) == 0, unlockpt(master) == 0, ptsname_r(master, &path, path.count) == 0 else {
        throw .noTerminal(code: errno)
      }
      Self.resize(master, columns: columns, rows: rows)
      process = try Self.spawn(arguments, environment.map { "\($0.key)=\($0.value)" }, terminal: path)
    } catch {
      Glibc.close(master)
      throw error
    }
  }

  deinit {
    end()
    Glibc.close(master)
  }

  /// Changes the size of the window.
  package func resize(columns: UInt16, rows: UInt16) {
    Self.resize(master, columns: columns, rows: rows)
  }

  private static func resize(_ master: Int32, columns: UInt16, rows: UInt16) {
    var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(master, UInt(TIOCSWINSZ), &size)
  }

  /// Whether lines are edited and typed characters shown by the terminal itself, as a shell expects.
  package var isCooked: Bool {
    var modes = termios()
    tcgetattr(master, &modes)
    return modes.c_lflag & tcflag_t(ICANON) != 0 && modes.c_lflag & tcflag_t(ECHO) != 0
  }

  /// Closes the window: the terminal hangs up.
  package func hangUp() {
    // The descriptor stays, and is closed with the object.
    let null = open("/dev/null", O_RDWR | O_CLOEXEC)
    dup2(null, master)
    Glibc.close(null)
  }

  /// Presses keys.
  package func write(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(master, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      // A program that has ended is found out by reading.
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }

  /// Waits for output, at most so long; blocks its thread.
  /// - Returns: Up to 64 KiB, or `nil` if nothing came in time.
  /// - Throws: `ProbeError.ended` once the program has.
  package func read(within limit: Duration) throws(ProbeError) -> ArraySlice<UInt8>? {
    var ready = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    let milliseconds = Int32(clamping: Int(limit.inMilliseconds.rounded(.up)))
    guard poll(&ready, 1, milliseconds) > 0 else { return nil }
    let count = Glibc.read(master, &buffer, buffer.count)
    if count < 0, errno == EINTR { return nil }
    guard count > 0 else { throw .ended(program: program, status: end(patience: .seconds(1))) }
    return buffer[..<count]
  }

  /// Ends the program, and all that it has started in its session's first group.
  /// - Parameter patience: How long it may take to end by itself.
  /// - Returns: How it ended, as `waitpid(2)` says it.
  @discardableResult
  package func end(patience: Duration = .zero) -> Int32 {
    if let status { return status }
    var result: Int32 = 0
    let deadline = ContinuousClock.now + patience
    while waitpid(process, &result, WNOHANG) == 0 {
      if ContinuousClock.now >= deadline { kill(-process, SIGKILL) }
      usleep(1_000)
    }
    status = result
    return result
  }

  private static func spawn(
    _ arguments: [String], _ environment: [String], terminal: [CChar]
  ) throws(ProbeError) -> pid_t {
    var actions = posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    // The first terminal that a session's leader opens becomes the session's own.
    posix_spawn_file_actions_addopen(&actions, 0, terminal, O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&actions, 0, 1)
    posix_spawn_file_actions_adddup2(&actions, 0, 2)
    posix_spawn_file_actions_addclosefrom_np(&actions, 3)
    // Blocked and ignored signals would be inherited: Swift's threads block some, and we ignore SIGPIPE.
    var none = sigset_t()
    var all = sigset_t()
    sigemptyset(&none)
    sigfillset(&all)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &all)
    let flags = csystem_spawn_setsid | Int16(POSIX_SPAWN_SETSIGDEF) | Int16(POSIX_SPAWN_SETSIGMASK)
    posix_spawnattr_setflags(&attributes, flags)
    let words = arguments.map { strdup($0) } + [nil]
    let variables = environment.map { strdup($0) } + [nil]
    defer { for word in words + variables { free(word) } }
    var process: pid_t = 0
    let failure = posix_spawn(&process, arguments.first ?? "", &actions, &attributes, words, variables)
    guard failure == 0 else { throw .cannotRun(program: arguments.first ?? "", code: failure) }
    return process
  }
}
