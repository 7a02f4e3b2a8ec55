import Dispatch
import Glibc

/// A program to run, and what it reads and writes.
struct Command: Sendable, Equatable {
  /// The program's path and its arguments.
  var arguments: [String]
  var environment: [String: String]
  /// The working directory.
  var directory: String
  /// The file that is its standard input.
  var input = "/dev/null"
  /// The file to which standard output and error are appended.
  var log: String

  /// The same command behind a gate: a shell that waits for a line on descriptor 3 and then becomes the
  /// program, under the same pid.
  ///
  /// If the line never comes because the one who would send it has died, the program never runs.
  var gated: Command {
    var gated = self
    gated.arguments = ["/bin/sh", "-c", #"read -r go <&3 && exec "$@" 3<&-"#, "sh"] + arguments
    return gated
  }
}

/// How a process ended.
enum ProcessEnd: Sendable, Equatable, CustomStringConvertible {
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

/// The system's words for an `errno`; `strerror` itself shares one buffer between threads.
func errorText(_ code: Int32) -> String {
  var buffer = [CChar](repeating: 0, count: 128)
  guard strerror_r(code, &buffer, buffer.count) == 0 else { return "error \(code)" }
  return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
}

/// Waiting for something that cannot notify: another process's state, a server's first answer.
enum Patience {
  /// Checks `condition` every `interval` until it holds, for at most `limit`.
  /// - Returns: Whether it held in time. Cancelling the task does not cut it short: a stop must be waited for even
  ///   when what was started has been cancelled.
  nonisolated(nonsending) static func wait(
    atMost limit: Duration, every interval: Duration = .milliseconds(10), until condition: () async -> Bool
  ) async -> Bool {
    let deadline = ContinuousClock.now + limit
    while await !condition() {
      guard ContinuousClock.now < deadline else { return false }
      await rest(interval)
    }
    return true
  }

  /// Suspends for a while, cancelled or not.
  nonisolated(nonsending) static func rest(_ duration: Duration) async {
    await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
      let (seconds, attoseconds) = duration.components
      let nanoseconds = Int(seconds) * 1_000_000_000 + Int(attoseconds / 1_000_000_000)
      DispatchQueue.global().asyncAfter(deadline: .now() + .nanoseconds(nanoseconds)) {
        continuation.resume()
      }
    }
  }
}
