import Glibc

/// Why the screen cannot be used.
public enum TerminalError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Input or output is a file or a pipe.
  case notATerminal
  /// The terminal is unknown, or cannot move its cursor; holds the value of `TERM`.
  case unusable(name: String)
  /// The process has no descriptors left; holds `errno`.
  case noPipe(code: Int32)

  /// A sentence for the user.
  public var description: String {
    switch self {
    case .notATerminal:
      "cannot show the screen: input or output is not a terminal; run it in one, without redirection"
    case .unusable(let name):
      "cannot show the screen on a terminal of type '\(name)'; set TERM to what it is, such as xterm-256color"
    case .noPipe(let code):
      "cannot open a pipe for signals (errno \(code)); raise the limit of open files (ulimit -n)"
    }
  }
}

/// Reads the process's environment without Foundation.
enum Environment {
  /// Those of the variables that are set.
  static func read(_ names: [String]) -> [String: String] {
    var values: [String: String] = [:]
    for name in names {
      if let value = getenv(name) { values[name] = String(cString: value) }
    }
    return values
  }
}
