import Dispatch
import Foundation
import Synchronization

/// A serial executor that owns one thread, for actors whose work blocks.
///
/// The C libraries below the drivers wait inside their calls. Swift's cooperative pool has one thread a core, so one
/// such wait could stop the whole program; an actor with its own lane waits alone:
///
///     actor Connection {
///       private let lane = Lane(name: "redis")
///       nonisolated var unownedExecutor: UnownedSerialExecutor { lane.asUnownedSerialExecutor() }
///     }
///
/// The thread starts with the lane and ends after the last job once the lane is gone.
public final class Lane: SerialExecutor {
  private let queue = JobQueue()

  /// Starts the thread.
  /// - Parameter name: The thread's name within Foundation; on Linux it does not reach the kernel's list of threads.
  public init(name: String) {
    let queue = queue
    let thread = Thread { queue.run() }
    thread.name = name
    thread.start()
  }

  deinit {
    queue.put(nil)
  }

  /// Runs `job` after all jobs enqueued before it.
  public func enqueue(_ job: consuming ExecutorJob) {
    queue.put(JobQueue.Entry(job: UnownedJob(job), executor: asUnownedSerialExecutor()))
  }

  /// The reference that an actor returns as its `unownedExecutor`.
  public func asUnownedSerialExecutor() -> UnownedSerialExecutor {
    UnownedSerialExecutor(ordinary: self)
  }
}

/// What the thread holds: it must outlive the lane by the jobs still queued, so it never references the lane.
private final class JobQueue: Sendable {
  struct Entry {
    let job: UnownedJob
    let executor: UnownedSerialExecutor
  }

  /// `nil` asks the thread to end.
  private let entries = Mutex<[Entry?]>([])
  private let filled = DispatchSemaphore(value: 0)

  func put(_ entry: Entry?) {
    entries.withLock { $0.append(entry) }
    filled.signal()
  }

  /// Runs entries in order until the one that asks to end.
  ///
  /// One wake-up drains all that has come.
  func run() {
    while true {
      filled.wait()
      let batch = entries.withLock { waiting in
        defer { waiting.removeAll(keepingCapacity: true) }
        return waiting
      }
      for entry in batch {
        guard let entry else { return }
        entry.job.runSynchronously(on: entry.executor)
      }
    }
  }
}
