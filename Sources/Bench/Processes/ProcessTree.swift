import Foundation

/// All processes of the machine at one moment, by who started whom: a server's work is done by its children, too.
public struct ProcessTree: Sendable {
  private struct Entry {
    let parent: Int32
    /// Its own processor time, and that of its ended children, in clock ticks.
    let ticks: Int
  }

  private let entries: [Int32: Entry]

  /// Reads the texts of `/proc/PID/stat`; see proc(5).
  public init(stats: [String]) {
    let read = stats.compactMap { text -> (Int32, Entry)? in
      // The command's name, in parentheses, may itself hold spaces and parentheses.
      guard let open = text.firstIndex(of: "("), let close = text.lastIndex(of: ")"),
        let pid = Int32(text[..<open].filter { !$0.isWhitespace })
      else { return nil }
      let fields = text[text.index(after: close)...].split(separator: " ")
      // ppid is field 4; utime, stime, cutime and cstime are 14 to 17, the state behind the name is 3.
      let times = fields.dropFirst(11).prefix(4).compactMap { Int($0) }
      guard times.count == 4, let parent = Int32(fields[1]) else { return nil }
      return (pid, Entry(parent: parent, ticks: times.reduce(0, &+)))
    }
    entries = Dictionary(read) { first, _ in first }
  }

  /// Looks at this machine.
  public static func now() -> ProcessTree {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return ProcessTree(
      stats: names.filter { Int32($0) != nil }.compactMap { name in
        FileManager.default.contents(atPath: "/proc/\(name)/stat").map { String(decoding: $0, as: UTF8.self) }
      })
  }

  /// The processor time in clock ticks of a process and of all that descend from it, ended ones included once they have
  /// been waited for; 0 if there is no such process.
  /// - Parameter others: Descendants that are told apart: they and theirs are left out.
  public func ticks(of root: Int32, without others: Set<Int32> = []) -> Int {
    var children: [Int32: [Int32]] = [:]
    for (pid, entry) in entries { children[entry.parent, default: []].append(pid) }
    var sum = 0
    var open = [root]
    var seen = others.subtracting([root])
    while let pid = open.popLast() {
      guard let entry = entries[pid], seen.insert(pid).inserted else { continue }
      sum += entry.ticks
      open += children[pid] ?? []
    }
    return sum
  }
}
