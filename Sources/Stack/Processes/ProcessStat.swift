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
