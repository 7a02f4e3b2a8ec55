/// A thread at one moment, from `/proc/PID/task/TID/status`; see proc(5).
public struct ThreadSample: Sendable, Equatable {
  /// The thread's number; that of the first thread is the process's.
  public let id: Int32
  /// The name that `top -H` shows, at most 15 bytes.
  public let name: String
  /// How often the thread has been switched to another one since it started, by its own wish or not.
  public let switches: Int

  /// Creates a sample.
  public init(id: Int32, name: String, switches: Int) {
    self.id = id
    self.name = name
    self.switches = switches
  }

  /// Reads the text of the file; `nil` if a line is missing.
  public init?(status: String) {
    let fields = StatusFields(status)
    guard let id = fields.number("Pid").flatMap({ Int32(exactly: $0) }), let name = fields["Name"],
      let voluntary = fields.number("voluntary_ctxt_switches"),
      let forced = fields.number("nonvoluntary_ctxt_switches")
    else { return nil }
    self.init(id: id, name: name, switches: voluntary &+ forced)
  }
}
