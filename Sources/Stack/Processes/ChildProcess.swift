import Foundation
import Synchronization

/// A process that we started, from its gate to its grave.
///
/// A thread of its own waits for its end, so nothing in Swift's pool blocks. Signals are sent under the same lock that
/// reaps it: a number that the kernel may already have given to somebody else is never signalled.
final class ChildProcess: Sendable {
  /// Who it is; also the number of its process group and session.
  let identity: ProcessStat
  private let state = Mutex(State())

  private struct State {
    var status: ProcessEnd?
    var waiters: [CheckedContinuation<ProcessEnd, Never>] = []
  }

  var pid: Int32 { identity.pid }
  /// How it ended, or `nil` while it runs.
  var status: ProcessEnd? { state.withLock { $0.status } }
  var isRunning: Bool { status == nil }

  /// Starts `command` under the eyes of `watchdog`, which knows it before it can do anything.
  /// - Parameter parting: The signal by which the watchdog asks it to end, such as `TERM`.
  static func launch(_ command: Command, watchdog: Watchdog, parting: String) throws(StackError)
    -> ChildProcess
  {
    let gate = try Descriptor.pair()
    let pid = try Spawn.start(command.gated, inheriting: [gate.theirs])
    let child = try ChildProcess(pid, watchdog)
    watchdog.add(child.identity, parting: parting)
    gate.ours.send("go\n")
    return child
  }

  /// Takes charge of a process that was just spawned and not yet waited for.
  ///
  /// Its thread does not keep the watchdog alive: letting go of the watchdog is what ends forgotten servers.
  init(_ pid: pid_t, _ watchdog: Watchdog?) throws(StackError) {
    guard let identity = ProcessTable.stat(of: pid) else {
      throw .system("cannot read /proc/\(pid)/stat, is /proc mounted?", errno: errno)
    }
    self.identity = identity
    let thread = Thread { [weak watchdog] in
      self.reap { watchdog?.forget(self.identity) }
    }
    thread.stackSize = 256 << 10
    thread.start()
  }

  /// Sends a signal to the process, or to its whole group; nothing if it has ended.
  func signal(_ number: Int32, wholeGroup: Bool = false) {
    state.withLock { state in
      guard state.status == nil else { return }
      _ = Glibc.kill(wholeGroup ? -pid : pid, number)
    }
  }

  /// Suspends until the process has ended.
  func ended() async -> ProcessEnd {
    await withCheckedContinuation { continuation in
      let status: ProcessEnd? = state.withLock { state in
        if state.status == nil { state.waiters.append(continuation) }
        return state.status
      }
      if let status { continuation.resume(returning: status) }
    }
  }

  /// Blocks its thread until the process ends; ends what is left of its group while the unreaped leader still reserves
  /// the group's number.
  private func reap(_ forget: () -> Void) {
    var info = siginfo_t()
    while waitid(P_PID, id_t(pid), &info, Int32(WEXITED | WNOWAIT)) != 0, errno == EINTR {}
    let (status, waiters) = state.withLock { state in
      _ = Glibc.kill(-pid, SIGKILL)
      var waitStatus: Int32 = 0
      while waitpid(pid, &waitStatus, 0) < 0, errno == EINTR {}
      let status = ProcessEnd(waitStatus: waitStatus)
      state.status = status
      defer { state.waiters = [] }
      return (status, state.waiters)
    }
    forget()
    for waiter in waiters { waiter.resume(returning: status) }
  }
}
