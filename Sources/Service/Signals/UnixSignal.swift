import Glibc

/// A signal of the operating system.
public struct UnixSignal: Hashable, Sendable, CustomStringConvertible {
  /// The signal's number.
  public let rawValue: Int32
  /// The name, such as `SIGTERM`.
  public let description: String

  private init(_ rawValue: Int32, _ name: String) {
    self.rawValue = rawValue
    description = name
  }

  /// The terminal went away, or a daemon should reopen its files.
  public static let sighup = UnixSignal(SIGHUP, "SIGHUP")
  /// Ctrl-C.
  public static let sigint = UnixSignal(SIGINT, "SIGINT")
  /// Ctrl-backslash.
  public static let sigquit = UnixSignal(SIGQUIT, "SIGQUIT")
  /// The polite request to end.
  public static let sigterm = UnixSignal(SIGTERM, "SIGTERM")
  /// Free for the program's use.
  public static let sigusr1 = UnixSignal(SIGUSR1, "SIGUSR1")
  /// Free for the program's use.
  public static let sigusr2 = UnixSignal(SIGUSR2, "SIGUSR2")
  /// The terminal changed its size.
  public static let sigwinch = UnixSignal(SIGWINCH, "SIGWINCH")
  /// The program goes on after a stop.
  public static let sigcont = UnixSignal(SIGCONT, "SIGCONT")
  /// A write to a connection whose reader has gone.
  public static let sigpipe = UnixSignal(SIGPIPE, "SIGPIPE")

  /// A write to a file that has reached its limit.
  public static let sigxfsz = UnixSignal(SIGXFSZ, "SIGXFSZ")

  /// Makes the process ignore the signal, for `sigpipe` and `sigxfsz`: the write then reports an error instead.
  public func ignore() {
    _ = signal(rawValue, SIG_IGN)
  }

  /// Ends the process as if the signal had no handler, so that the parent sees which signal it was.
  func raiseWithDefaultAction() -> Never {
    _ = signal(rawValue, SIG_DFL)
    // The threads of the concurrency pool block all signals.
    var set = sigset_t()
    sigemptyset(&set)
    sigaddset(&set, rawValue)
    pthread_sigmask(SIG_UNBLOCK, &set, nil)
    raise(rawValue)
    // Only for signals whose default is not to end the process; 128 + n is what shells report for the others.
    exit(128 + rawValue)
  }
}
