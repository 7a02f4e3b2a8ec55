import Glibc
import Synchronization

/// A small process of its own session that cleans up after us however we end.
///
/// It blocks on a socket whose other end only we hold. When that closes (we let go, crash, or are killed) it ends the
/// servers that still run, removes what was to be removed, and ends. A regular stop takes the same way, so the way is
/// walked every day and not only after a disaster.
final class Watchdog: Sendable {
  private let state: Mutex<State>

  private struct State {
    var socket: Descriptor?
    var process: ChildProcess
    /// A file that stays locked until everything is cleaned up.
    var lock: Descriptor?
    /// Everything said so far, for a successor.
    var ledger: [String] = []
  }

  /// Starts the process.
  /// - Parameter lock: A locked file; the lock ends when everything is cleaned up, by us or, if we are killed, by the watchdog.
  init(lock: Descriptor?) throws(StackError) {
    let (socket, process) = try Watchdog.start(inheriting: lock)
    state = Mutex(State(socket: socket, process: process, lock: lock))
  }

  /// The watchdog's own process number.
  var pid: Int32 { state.withLock { $0.process.pid } }

  /// Watches over a process.
  ///
  /// The kernel keeps what is written even if we die right after.
  func add(_ process: ProcessStat, parting signal: String) {
    say("add \(process.pid) \(process.startTicks) \(signal)")
  }

  func forget(_ process: ProcessStat) {
    say("forget \(process.pid) \(process.startTicks)")
  }

  /// The shared memory segment named in this `postmaster.pid` goes, should the file be left at the end.
  func removeSegment(namedIn path: String) {
    say("segment \(path)")
  }

  /// The file goes as soon as we are gone, if it is ours: before a successor can have put its own there.
  func unpublish(_ path: String) {
    say("unpublish \(path)")
  }

  /// The file or folder goes at the end, if it is ours.
  func remove(_ path: String) {
    say("remove \(path)")
  }

  /// Lets go, and waits until everything is cleaned up: at once if the servers have ended, some seconds otherwise.
  func finish() async {
    defer { unlock() }
    if await close() == .exited(0) { return }
    guard (try? startSuccessor()) != nil else { return }
    _ = await close()
  }

  /// Closing alone would not do: a child that is being started has our descriptors until it becomes another program.
  private func unlock() {
    state.withLock { state in
      if let lock = state.lock { _ = flock(lock.number, LOCK_UN) }
      state.lock = nil
    }
  }

  /// Somebody killed the watchdog: another one, told the same, does its work.
  private func startSuccessor() throws(StackError) {
    let (socket, process) = try Watchdog.start(inheriting: state.withLock { $0.lock })
    state.withLock { state in
      for line in state.ledger { socket.send(line) }
      state.socket = socket
      state.process = process
    }
  }

  private func close() async -> ProcessEnd {
    let process = state.withLock { state in
      state.socket = nil
      return state.process
    }
    return await process.ended()
  }

  private func say(_ words: String) {
    let line = words + "\n"
    state.withLock { state in
      state.ledger.append(line)
      state.socket?.send(line)
    }
  }

  private static func start(
    inheriting lock: Descriptor?
  ) throws(StackError) -> (socket: Descriptor, process: ChildProcess) {
    let ends = try Descriptor.pair()
    let command = Command(
      arguments: ["/bin/sh", "-c", WatchdogScript.text, "dogear-watchdog"],
      environment: ["PATH": "/usr/bin:/bin:/usr/sbin:/sbin", "LC_ALL": "C"], directory: "/", log: "/dev/null")
    let pid = try Spawn.start(command, inheriting: [ends.theirs] + (lock.map { [$0] } ?? []))
    return (ends.ours, try ChildProcess(pid, nil))
  }
}
