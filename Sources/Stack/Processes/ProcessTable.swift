import Glibc

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

/// The fields of `/proc/PID/stat` that tell who a process is; see proc(5).
struct ProcessStat: Sendable, Equatable {
  let pid: Int32
  let state: Character
  let parent: Int32
  let group: Int32
  let session: Int32
  /// When the process started, in clock ticks since boot.
  ///
  /// With the pid it names a process for good.
  let startTicks: UInt64

  /// Reads one line.
  ///
  /// The command name stands in parentheses and may itself hold spaces and parentheses.
  init?(parsing line: String) {
    guard let open = line.firstIndex(of: "("), let close = line.lastIndex(of: ")"), open < close else {
      return nil
    }
    let fields = line[line.index(after: close)...].split(separator: " ")
    guard fields.count > 19, let state = fields[0].first,
      let pid = Int32(line[..<open].filter { $0 != " " }), let parent = Int32(fields[1]),
      let group = Int32(fields[2]), let session = Int32(fields[3]), let startTicks = UInt64(fields[19])
    else { return nil }
    self.pid = pid
    self.state = state
    self.parent = parent
    self.group = group
    self.session = session
    self.startTicks = startTicks
  }

  /// Whether the process has ended and only waits to be reaped.
  var isZombie: Bool { state == "Z" || state == "X" }
}

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
