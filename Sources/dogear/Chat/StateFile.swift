import ChatClient
import ChatModel
import Foundation
import Service
import Synchronization

/// A file of what must outlive a run of the client, one for each user and system: what belongs to a throwaway stack must
/// not reach the next one.
///
/// Which system it is, is known only when the database answers; what is saved before that is written then.
final class StateFile: Sendable {
  private struct State {
    var path: String?
    var latest: String?
    var hasFailed = false
  }

  private let name: @Sendable (String) -> String
  private let failed: @Sendable (String) -> Void
  private let state = Mutex(State())

  /// - Parameters:
  ///   - name: The file's name for the identity of a system.
  ///   - failed: Told why it cannot be written, once until it can.
  init(_ name: @escaping @Sendable (String) -> String, failed: @escaping @Sendable (String) -> Void) {
    self.name = name
    self.failed = failed
  }

  /// The name of the file for the receipts that are not sent yet.
  static func spool(of user: UserID, _ identity: String) -> String { "receipts-\(user)-\(identity).spool" }

  /// Finds the file of a system.
  /// - Parameter identity: What no other system has.
  /// - Returns: What the last run left in it; nil if nothing, or if this one has written to it already.
  func open(_ identity: String) -> String? {
    state.withLock { state in
      guard let path = try? StateFolder.file(name(identity)) else { return nil }
      state.path = path
      if let latest = state.latest {
        write(latest, path, &state)
        return nil
      }
      return try? String(contentsOfFile: path, encoding: .utf8)
    }
  }

  /// Replaces the content; an empty one removes the file.
  func save(_ text: String) {
    state.withLock { state in
      state.latest = text
      if let path = state.path { write(text, path, &state) }
    }
  }

  private func write(_ text: String, _ path: String, _ state: inout State) {
    do {
      if text.isEmpty {
        if FileManager.default.fileExists(atPath: path) { try FileManager.default.removeItem(atPath: path) }
      } else {
        try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
      }
      state.hasFailed = false
    } catch {
      Logger(label: "chat").error(
        "what is not sent yet could not be kept", metadata: ["path": "\(path)", "error": "\(error)"])
      if !state.hasFailed { failed("\(path) cannot be written") }
      state.hasFailed = true
    }
  }
}

extension Keepsake {
  /// Reads what `json` has written; anything else counts as nothing.
  init(json text: String) {
    self = (try? JSONDecoder().decode(Keepsake.self, from: Data(text.utf8))) ?? Keepsake()
  }

  /// The content of its file; empty for nothing.
  var json: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    guard !isEmpty, let data = try? encoder.encode(self) else { return "" }
    return String(decoding: data, as: UTF8.self) + "\n"
  }
}
