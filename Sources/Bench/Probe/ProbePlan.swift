import Glibc

/// What to run, and what to do with it.
public struct ProbePlan: Sendable, Equatable {
  /// What the report calls the program.
  public var name: String
  /// The absolute path of the program, and its arguments.
  public var arguments: [String]
  /// All that is in its environment.
  public var environment: [String: String]
  /// The width of its terminal.
  public var columns: UInt16 = 200
  /// The height of its terminal.
  public var rows: UInt16 = 50
  /// What to type before anything is measured, each part once the output of the one before rests.
  public var setup: [String] = []
  /// The keys to press in turn.
  public var keys: [ProbeKey] = [.tilde, .backspace]
  /// How many keys to press, in the quiet and again in the flood.
  public var presses = 300
  /// How long nothing is done.
  public var idle: Duration = .seconds(10)
  /// How long the output rests before the start counts as over.
  public var settle: Duration = .seconds(3)
  /// The time from the rest of the output to the next key.
  public var gap: Duration = .milliseconds(50)
  /// How long output rests when it rests.
  public var quiet: Duration = .milliseconds(30)
  /// How long a key is waited for.
  public var patience: Duration = .seconds(5)
  /// How long the rest, and the flood, go on before they are measured: what was before them has its effects.
  public var warmUp: Duration = .seconds(1)

  /// Creates a plan with the usual numbers.
  public init(name: String, arguments: [String], environment: [String: String]) {
    self.name = name
    self.arguments = arguments
    self.environment = environment
  }
}

/// Messages that a program has to cope with while it is measured.
public protocol ProbeLoad: Sendable {
  /// Starts to send.
  func begin() async throws

  /// How many messages have reached the program, or where it gets them from.
  func arrived() async throws -> Int

  /// Stops to send.
  func end() async
}

/// A key to press.
public struct ProbeKey: Sendable, Equatable {
  /// What the keyboard sends.
  public let bytes: [UInt8]
  /// The byte that the key shows as, if nothing else on the screen does; `nil` for keys that show as none.
  public let echo: UInt8?

  /// Creates a key.
  public init(bytes: [UInt8], echo: UInt8? = nil) {
    self.bytes = bytes
    self.echo = echo
  }

  /// A letter that is rare in messages and in escape sequences, so that its echo stands out.
  public static let tilde = ProbeKey(bytes: [UInt8(ascii: "~")], echo: UInt8(ascii: "~"))
  /// Takes a letter away; what programs write then differs.
  public static let backspace = ProbeKey(bytes: [0x7F])
}

/// Why a program could not be measured.
public enum ProbeError: Error, Equatable, CustomStringConvertible {
  /// The system gave no pseudo-terminal; holds `errno`.
  case noTerminal(code: Int32)
  /// The program could not be started; holds `errno`.
  case cannotRun(program: String, code: Int32)
  /// The program ended while it was measured; holds what `waitpid(2)` said.
  case ended(program: String, status: Int32)
  /// The program showed nothing at all.
  case silent(program: String)
  /// The toy server could not listen; holds `errno`.
  case cannotListen(code: Int32)

  /// A sentence for the user.
  public var description: String {
    switch self {
    case .noTerminal(let code): "cannot open a pseudo-terminal: \(Self.text(code))"
    case .cannotRun(let program, let code): "cannot run \(program): \(Self.text(code))"
    case .ended(let program, let status):
      // The low seven bits are the signal, the next eight the exit status.
      status & 0x7F == 0
        ? "\(program) ended while it was measured, with status \(status >> 8 & 0xFF)"
        : "\(program) ended while it was measured, by signal \(status & 0x7F)"
    case .silent(let program): "\(program) showed nothing on its terminal"
    case .cannotListen(let code): "cannot listen on 127.0.0.1: \(Self.text(code))"
    }
  }

  private static func text(_ code: Int32) -> String {
    String(cString: strerror(code))
  }
}
