import Glibc

/// What a process did between two moments.
public struct ProcessFigures: Sendable, Equatable, Encodable {
  /// What one thread did.
  public struct Thread: Sendable, Equatable, Encodable {
    /// The thread's number.
    public let id: Int32
    /// The name that `top -H` shows.
    public let name: String
    /// Context switches a second: about how often it woke up.
    public let switchesPerSecond: Double
  }

  /// Resident memory at the end, in MiB.
  public let residentMiB: Double
  /// Processor time, in hundredths of one core.
  public let cpuPercent: Double
  /// The threads that there were at the end, the busiest first.
  public let threads: [Thread]

  /// Context switches a second of all threads.
  public let switchesPerSecond: Double

  /// Compares two samples of one process.
  ///
  /// What a thread did that ended in between is missing; one that began counts from its start.
  /// - Parameters:
  ///   - duration: The time between the samples, more than zero.
  ///   - ticksPerSecond: The unit of processor time; the kernel's own if not given.
  public init(
    from before: ProcessSample, to after: ProcessSample, over duration: Duration,
    ticksPerSecond: Int = sysconf(Int32(_SC_CLK_TCK))
  ) {
    let seconds = duration.inSeconds
    let earlier = Dictionary(before.threads.map { ($0.id, $0.switches) }) { first, _ in first }
    let threads = after.threads.map { thread in
      // A number may have gone to another thread meanwhile.
      let known = earlier[thread.id] ?? 0
      let switches = thread.switches >= known ? thread.switches - known : thread.switches
      return Thread(id: thread.id, name: thread.name, switchesPerSecond: Double(switches) / seconds)
    }
    self.threads = threads.sorted { ($1.switchesPerSecond, $0.id) < ($0.switchesPerSecond, $1.id) }
    switchesPerSecond = threads.reduce(0) { $0 + $1.switchesPerSecond }
    residentMiB = Double(after.resident) / 1_024
    cpuPercent = Double(after.ticks - before.ticks) / Double(ticksPerSecond) / seconds * 100
  }
}
