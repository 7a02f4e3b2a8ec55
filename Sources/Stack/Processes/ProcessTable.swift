/// Looks into `/proc`.
enum ProcessTable {
  /// What the kernel says about `pid`, or `nil` if there is no such process.
  static func stat(of pid: Int32) -> ProcessStat? {
    FileText.read("/proc/\(pid)/stat").flatMap { ProcessStat(parsing: $0) }
  }

  /// The processes that belong to the server `leader`: its children, its group and its session.
  ///
  /// PostgreSQL's children lead sessions of their own, so the group alone would miss them. O(processes).
  static func members(of leader: Int32) -> [ProcessStat] {
    everyone().filter {
      $0.pid != leader && ($0.parent == leader || $0.group == leader || $0.session == leader)
    }
  }

  /// Whether that very process, not a later one with the same pid, is alive.
  static func isAlive(_ process: ProcessStat) -> Bool {
    guard let now = stat(of: process.pid) else { return false }
    return now.startTicks == process.startTicks && !now.isZombie
  }

  private static func everyone() -> [ProcessStat] {
    FolderListing.names(in: "/proc").compactMap { Int32($0) }.compactMap { stat(of: $0) }
  }
}
