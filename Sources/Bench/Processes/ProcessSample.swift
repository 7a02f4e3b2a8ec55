import Foundation
import Glibc

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

extension ProcessSample {
  /// Looks at a process of this machine; `nil` if there is none with this number.
  public init?(of process: Int32) {
    let folder = "/proc/\(process)"
    let threads = (try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/task")) ?? []
    guard let stat = Self.text("\(folder)/stat"), let status = Self.text("\(folder)/status") else {
      return nil
    }
    self.init(
      stat: stat, status: status, threads: threads.compactMap { Self.text("\(folder)/task/\($0)/status") })
  }

  private static func text(_ path: String) -> String? {
    FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
  }
}

/// The lines `Name:<tab>value` of a `status` file.
struct StatusFields {
  private let values: [Substring: Substring]

  init(_ text: String) {
    let lines = text.split(separator: "\n").map { $0.split(separator: ":", maxSplits: 1) }
    values = Dictionary(lines.filter { $0.count == 2 }.map { ($0[0], $0[1]) }) { first, _ in first }
  }

  /// The value without the blanks around it.
  subscript(name: String) -> String? {
    values[name[...]].map { value in
      let text = value.drop(while: \.isWhitespace)
      return String(text.reversed().drop(while: \.isWhitespace).reversed())
    }
  }

  /// The number that a value begins with: `VmRSS:    1234 kB` is 1234.
  func number(_ name: String) -> Int? {
    self[name]?.split(separator: " ").first.flatMap { Int($0) }
  }
}

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

/// Processor time of this process.
public enum ProcessorTime {
  /// In user and in kernel mode, of all threads, so far.
  public static var own: Duration {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
  }
}
