import Glibc

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
