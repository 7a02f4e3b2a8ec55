import Foundation
import Simulation

/// Reads what comes to a server's log, also when `LogFile` has set the file aside meanwhile.
struct LogTail {
  let path: String
  /// Up to where its lines are read.
  private var offset: UInt64 = 0

  init(_ path: String) {
    self.path = path
  }

  /// Reads the lines that have come since.
  mutating func read(into news: inout ServerNews) {
    let size = (try? FileHandle(forReadingAtPath: path)?.seekToEnd()) ?? offset
    if size < offset {
      _ = Self.read("\(path).1", from: offset, into: &news)
      offset = 0
    }
    offset += Self.read(path, from: offset, into: &news)
  }

  /// - Returns: How many bytes the lines are.
  private static func read(_ path: String, from offset: UInt64, into news: inout ServerNews) -> UInt64 {
    guard let file = FileHandle(forReadingAtPath: path) else { return 0 }
    defer { try? file.close() }
    guard (try? file.seek(toOffset: offset)) != nil, let data = try? file.readToEnd() else { return 0 }
    return UInt64(news.read([UInt8](data)))
  }
}
