/// A process at one moment.
public struct ProcessSample: Sendable, Equatable {
  /// Processor time so far, in user and in kernel mode, in clock ticks.
  public let ticks: Int
  /// Resident memory in KiB.
  public let resident: Int
  /// All threads.
  public let threads: [ThreadSample]

  /// Creates a sample.
  public init(ticks: Int, resident: Int, threads: [ThreadSample]) {
    self.ticks = ticks
    self.resident = resident
    self.threads = threads
  }

  /// Reads the texts of `/proc/PID/stat`, `/proc/PID/status` and of each thread's `status`; see proc(5).
  ///
  /// A thread whose text cannot be read has just ended. `nil` if the process has: it has no memory then.
  public init?(stat: String, status: String, threads: [String]) {
    // The command's name, in parentheses, may itself hold spaces and parentheses. utime and stime are fields 14
    // and 15, the state behind the name is field 3.
    guard let close = stat.lastIndex(of: ")"), let resident = StatusFields(status).number("VmRSS") else {
      return nil
    }
    let fields = stat[stat.index(after: close)...].split(separator: " ")
    guard fields.count > 12, let user = Int(fields[11]), let system = Int(fields[12]) else { return nil }
    self.init(
      ticks: user &+ system, resident: resident, threads: threads.compactMap { ThreadSample(status: $0) })
  }
}
