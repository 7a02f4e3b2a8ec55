import ChatClient
import ChatModel
import Foundation
import Service
import Synchronization

/// The file of receipts that Kafka has not acknowledged, one for each user and system: those of a throwaway stack must
/// not be sent to the next one.
final class SpoolFile: Sendable {
  private struct State {
    var path: String?
    var latest: Spool?
  }

  private let user: UserID
  private let state = Mutex(State())

  init(user: UserID) {
    self.user = user
  }

  /// Finds the file of a system.
  /// - Parameter identity: What no other system has.
  /// - Returns: What the last run left in it, unless this one has written to it already.
  func open(_ identity: String) -> Spool? {
    state.withLock { state in
      guard let path = try? StateFolder.file("receipts-\(user)-\(identity).spool") else { return nil }
      state.path = path
      if let latest = state.latest {
        write(latest, path)
        return nil
      }
      return (try? String(contentsOfFile: path, encoding: .utf8)).map { Spool(text: $0) }
    }
  }

  /// Replaces the file; an empty spool removes it.
  func save(_ spool: Spool) {
    state.withLock { state in
      state.latest = spool
      if let path = state.path { write(spool, path) }
    }
  }

  private func write(_ spool: Spool, _ path: String) {
    do {
      if spool.isEmpty {
        if FileManager.default.fileExists(atPath: path) { try FileManager.default.removeItem(atPath: path) }
      } else {
        try Data(spool.text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
      }
    } catch {
      Logger(label: "spool").error(
        "unsent receipts could not be kept", metadata: ["path": "\(path)", "error": "\(error)"])
    }
  }
}
