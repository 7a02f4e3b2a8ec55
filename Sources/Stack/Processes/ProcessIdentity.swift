import Glibc

/// A process, told apart from any later one that gets the same number.
public struct ProcessIdentity: Sendable, Codable, Equatable {
  /// The process number.
  public let pid: Int32
  /// When it started, in clock ticks since boot (`/proc/PID/stat`, field 22).
  public let startTicks: UInt64
  /// Which boot of the machine that was (`/proc/sys/kernel/random/boot_id`).
  public let bootID: String

  init(pid: Int32, startTicks: UInt64, bootID: String = ProcessIdentity.currentBoot) {
    self.pid = pid
    self.startTicks = startTicks
    self.bootID = bootID
  }

  /// This process.
  public static var current: ProcessIdentity {
    let pid = getpid()
    return ProcessIdentity(pid: pid, startTicks: ProcessTable.stat(of: pid)?.startTicks ?? 0)
  }

  /// Whether that very process still runs.
  public var isAlive: Bool {
    guard bootID == ProcessIdentity.currentBoot, let now = ProcessTable.stat(of: pid) else { return false }
    return now.startTicks == startTicks && !now.isZombie
  }

  private static var currentBoot: String {
    FileText.read("/proc/sys/kernel/random/boot_id")?.split(separator: "\n").first.map(String.init) ?? ""
  }
}
