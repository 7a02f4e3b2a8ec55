import Foundation
import Glibc

extension Process {
  /// Starts the process so that it can be signalled.
  ///
  /// A child inherits the signals that are blocked in the thread that starts it, and the threads of Swift's pool, with
  /// those that they start, block all: it would neither hear SIGTERM nor its own alarm.
  func runListening() throws {
    var none = sigset_t()
    var before = sigset_t()
    sigemptyset(&none)
    pthread_sigmask(SIG_SETMASK, &none, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    try run()
  }
}
