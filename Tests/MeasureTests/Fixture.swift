import Foundation
import Measure

extension Report {
  /// A small report that is the same on every machine.
  static func fixture(_ title: String = "A run") -> Report {
    Report(
      title: title, command: "dogear simulate --seed 1", startedAt: "2026-11-25T05:00:00Z", seconds: 60,
      machine: [Fact("processor", "Some CPU, 2 cores")], settings: [Fact("seed", 1)])
  }
}

extension Histogram {
  init(milliseconds: [Int64]) {
    self.init()
    for value in milliseconds { record(.milliseconds(value)) }
  }
}

/// A folder that lasts as long as a test.
final class Folder {
  private let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "dogear-measure-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  func path(_ name: String) -> String { url.appending(path: name).path }

  func text(_ name: String) throws -> String { try String(contentsOfFile: path(name), encoding: .utf8) }
}
