import Glibc
import Lanes
import Testing

/// A program on a terminal of its own, whose keyboard and screen are bytes.
actor Pseudoterminal {
  struct Failure: Error {
    let what: String
    let output: String
  }

  private let lane = Lane(name: "pty")
  nonisolated var unownedExecutor: UnownedSerialExecutor { lane.asUnownedSerialExecutor() }

  private let master: Int32
  let process: pid_t
  private var output: [UInt8] = []
  private var isReaped = false

  /// Starts the fixture, or a shell command in which `$0` is the fixture.
  init(shell: String? = nil, environment: [String: String] = [:]) throws {
    let path = try Self.fixture
    master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    // What posix_openpt's companions do on Linux, which Swift's Glibc does not show: TIOCSPTLCK and TIOCGPTN.
    var locked: Int32 = 0
    var number: Int32 = 0
    guard master >= 0, ioctl(master, 0x4004_5431, &locked) == 0, ioctl(master, 0x8004_5430, &number) == 0
    else { throw Failure(what: "no pseudo-terminal", output: "") }
    var size = winsize(ws_row: 24, ws_col: 80, ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(master, UInt(TIOCSWINSZ), &size)
    let arguments = shell.map { ["/bin/sh", "-mc", $0, path] } ?? [path]
    var variables = [
      "TERM": "xterm-256color", "LANG": "C.UTF-8", "PATH": "/bin:/usr/bin", "SWIFT_BACKTRACE": "enable=no",
    ]
    variables.merge(environment) { $1 }
    process = try Self.spawn(arguments, variables.map { "\($0)=\($1)" }, terminal: "/dev/pts/\(number)")
  }

  deinit {
    if !isReaped {
      kill(process, SIGKILL)
      waitpid(process, nil, 0)
    }
    close(master)
  }

  /// Types.
  func type(_ text: String) {
    _ = Array(text.utf8).withUnsafeBytes { write(master, $0.baseAddress, $0.count) }
  }

  /// Sends a signal to the program.
  func signal(_ number: Int32) { kill(process, number) }

  /// Changes the size of the window.
  func resize(columns: UInt16, rows: UInt16) {
    var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(master, UInt(TIOCSWINSZ), &size)
  }

  /// Whether lines are edited and typed characters shown by the terminal itself, as a shell expects.
  var isCooked: Bool {
    var modes = termios()
    tcgetattr(master, &modes)
    return modes.c_lflag & tcflag_t(ICANON) != 0 && modes.c_lflag & tcflag_t(ECHO) != 0
  }

  /// What is sent until a text has come, that text included; waits at most 20 s.
  @discardableResult
  func read(until text: String) throws -> String {
    let wanted = Array(text.utf8)
    while true {
      if let range = output.firstRange(of: wanted) {
        defer { output.removeSubrange(..<range.upperBound) }
        return String(decoding: output[..<range.upperBound], as: UTF8.self)
      }
      guard try receive() else { throw failure("the program ended before '\(text)'") }
    }
  }

  /// All that is sent until the program ends, and its status as `waitpid` gives it.
  func readToEnd() throws -> (output: String, status: Int32) {
    while try receive() {}
    var status: Int32 = 0
    waitpid(process, &status, 0)
    isReaped = true
    return (String(decoding: output, as: UTF8.self), status)
  }

  /// Closes the window: the terminal hangs up.
  func hangUp() -> Int32 {
    // The descriptor stays, and is closed with the actor.
    let null = open("/dev/null", O_RDWR)
    dup2(null, master)
    close(null)
    var status: Int32 = 0
    waitpid(process, &status, 0)
    isReaped = true
    return status
  }

  /// Takes what is there; false at the end.
  private func receive() throws -> Bool {
    var ready = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    guard poll(&ready, 1, 20_000) == 1 else { throw failure("nothing came") }
    var bytes = [UInt8](repeating: 0, count: 65_536)
    let count = Glibc.read(master, &bytes, bytes.count)
    guard count > 0 else { return false }
    output += bytes.prefix(count)
    return true
  }

  private func failure(_ what: String) -> Failure {
    Failure(what: what, output: String(decoding: output, as: UTF8.self))
  }

  private static func spawn(
    _ arguments: [String], _ environment: [String], terminal: String
  ) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    // The first terminal that a session's leader opens becomes the session's own.
    posix_spawn_file_actions_addopen(&actions, 0, terminal, O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&actions, 0, 1)
    posix_spawn_file_actions_adddup2(&actions, 0, 2)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var defaults = sigset_t()
    sigfillset(&defaults)
    posix_spawnattr_setsigdefault(&attributes, &defaults)
    // Threads of the test runner block signals, and a child inherits that.
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    // POSIX_SPAWN_SETSID of glibc 2.26, which its headers hide from Swift.
    posix_spawnattr_setflags(&attributes, Int16(0x80 | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
    var process: pid_t = 0
    let argv = arguments.map { strdup($0) } + [nil]
    let envp = environment.map { strdup($0) } + [nil]
    defer { (argv + envp).forEach { free($0) } }
    guard posix_spawn(&process, arguments[0], &actions, &attributes, argv, envp) == 0 else {
      throw Failure(what: "cannot start \(arguments[0])", output: "")
    }
    return process
  }

  /// The fixture lies beside the program that runs the tests.
  private static var fixture: String {
    get throws {
      var path = [CChar](repeating: 0, count: Int(PATH_MAX))
      let count = readlink("/proc/self/exe", &path, path.count)
      let own = String(decoding: path.prefix(max(0, count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
      let folder = try #require(own.lastIndex(of: "/"))
      return own[...folder] + "TerminalFixture"
    }
  }
}
