import Foundation
import Service
import Synchronization

/// A file of what must outlive a run of the client, one for each process and system.
///
/// No terminal of a user overwrites what another has kept, and what belongs to a throwaway stack does not reach
/// the next one. What was left by processes that have ended is taken over by the next to start.
///
/// Which system it is, is known only when the database answers: nothing is saved before that.
final class StateFile: Sendable {
  private struct State {
    /// The system, once it is known.
    var identity: String?
    var own: LockedFile?
    /// What others have left, until one's own file has it.
    var adopted: [LockedFile] = []
    var hasFailed = false
  }

  private let kind: Kind
  private let failed: @Sendable (String) -> Void
  private let state = Mutex(State())

  /// - Parameter failed: Told why it cannot be written, once until it can.
  init(_ kind: Kind, failed: @escaping @Sendable (String) -> Void) {
    self.kind = kind
    self.failed = failed
  }

  /// Takes over what earlier runs have left for a system.
  /// - Parameter identity: What no other system has.
  /// - Returns: All of it; empty if there is nothing.
  func open(_ identity: String) -> String {
    state.withLock { state in
      state.identity = identity
      let text = kind.join(adopt(identity, &state))
      write(text, identity, &state)
      return text
    }
  }

  /// Replaces the content; an empty one removes the file.
  func save(_ text: String) {
    state.withLock { state in
      if let identity = state.identity { write(text, identity, &state) }
    }
  }

  /// Reads what others have left, the earliest first; of those that still run, only what they share.
  private func adopt(_ identity: String, _ state: inout State) -> [String] {
    let files = FileManager.default
    guard let folder = try? StateFolder.file(""), let names = try? files.contentsOfDirectory(atPath: folder)
    else { return [] }
    let paths = names.filter { kind.includes($0, of: identity) }.map { folder + $0 }
    let dated = paths.map { path -> (path: String, date: Date) in
      let date = (try? files.attributesOfItem(atPath: path))?[.modificationDate] as? Date
      return (path, date ?? .distantPast)
    }
    var texts: [String] = []
    for (path, _) in dated.sorted(by: { $0.date < $1.date }) {
      // Before it is read: who has the lock may be about to write.
      let file = try? LockedFile(path)
      guard let data = files.contents(atPath: path) else { continue }
      let text = String(decoding: data, as: UTF8.self)
      texts.append(file == nil ? kind.shared(text) : text)
      if let file { state.adopted.append(file) }
    }
    return texts
  }

  private func write(_ text: String, _ identity: String, _ state: inout State) {
    do {
      if text.isEmpty {
        try state.own?.remove()
        state.own = nil
      } else {
        let own = try state.own ?? LockedFile(StateFolder.file(kind.newName(of: identity)))
        state.own = own
        try own.write(text)
      }
      for file in state.adopted { try file.remove() }
      state.adopted = []
      state.hasFailed = false
    } catch {
      let path = state.own?.path ?? kind.start + identity
      Logger(label: "chat").error(
        "what is not sent yet could not be kept", metadata: ["path": "\(path)", "error": "\(error)"])
      if !state.hasFailed { failed("\(path) cannot be written") }
      state.hasFailed = true
    }
  }
}
