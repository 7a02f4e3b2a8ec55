/// How a process ended.
enum ExitStatus: Sendable, Equatable, CustomStringConvertible {
  case exited(Int32)
  case signalled(Int32)

  /// Decodes what `waitpid(2)` stored; the macros that do it in C are not imported.
  init(waitStatus: Int32) {
    let signal = waitStatus & 0x7f
    self = signal == 0 ? .exited((waitStatus >> 8) & 0xff) : .signalled(signal)
  }

  var description: String {
    switch self {
    case .exited(let code): "exited with status \(code)"
    case .signalled(let signal): "was killed by signal \(signal)"
    }
  }
}
