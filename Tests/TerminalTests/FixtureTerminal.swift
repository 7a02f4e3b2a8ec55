import Bench
import Glibc
import Lanes
import Testing

/// The fixture on a terminal of its own.
actor FixtureTerminal {
  struct Failure: Error {
    let what: String
    let output: String
  }

  private let lane = Lane(name: "pty")
  nonisolated var unownedExecutor: UnownedSerialExecutor { lane.asUnownedSerialExecutor() }

  nonisolated let process: pid_t
  private let terminal: Pseudoterminal
  private var output: [UInt8] = []

  /// Starts the fixture, or a shell command in which `$0` is the fixture.
  init(shell: String? = nil, environment: [String: String] = [:]) throws {
    let path = try Self.fixture
    let variables = [
      "TERM": "xterm-256color", "LANG": "C.UTF-8", "PATH": "/bin:/usr/bin", "SWIFT_BACKTRACE": "enable=no",
    ]
    terminal = try Pseudoterminal(
      shell.map { ["/bin/sh", "-mc", $0, path] } ?? [path],
      environment: variables.merging(environment) { $1 },
      columns: 80, rows: 24)
    process = terminal.process
  }

  /// Types.
  func type(_ text: String) { terminal.write(Array(text.utf8)) }

  /// Sends a signal to the program.
  func signal(_ number: Int32) { kill(process, number) }

  /// Changes the size of the window.
  func resize(columns: UInt16, rows: UInt16) { terminal.resize(columns: columns, rows: rows) }

  /// Whether the terminal is as a shell expects it.
  var isCooked: Bool { terminal.isCooked }

  /// What is sent until a text has come, that text included; waits at most 20 s for more.
  @discardableResult
  func read(until text: String) throws -> String {
    let wanted = Array(text.utf8)
    while true {
      if let range = output.firstRange(of: wanted) {
        defer { output.removeSubrange(..<range.upperBound) }
        return String(decoding: output[..<range.upperBound], as: UTF8.self)
      }
      try receive("before '\(text)'")
    }
  }

  /// All that is sent until the program ends, and its status as `waitpid` gives it.
  func readToEnd() throws -> (output: String, status: Int32) {
    while true {
      do {
        try receive("before the end")
      } catch ProbeError.ended(_, let status) {
        return (String(decoding: output, as: UTF8.self), status)
      }
    }
  }

  /// Closes the window.
  /// - Returns: The program's status.
  func hangUp() -> Int32 {
    terminal.hangUp()
    return terminal.end(patience: .seconds(20))
  }

  /// Takes what is there.
  private func receive(_ when: String) throws {
    let deadline = ContinuousClock.now + .seconds(20)
    while ContinuousClock.now < deadline {
      guard let bytes = try terminal.read(within: .seconds(20)) else { continue }
      output += bytes
      return
    }
    throw Failure(what: "nothing came \(when)", output: String(decoding: output, as: UTF8.self))
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
