import Foundation

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
