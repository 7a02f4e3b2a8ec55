import ChatClient
import ChatModel
import Foundation

extension StateFile {
  /// What files are called and hold: `receipts-alice-7412.3w5e112.spool` is a process's for system 7412.
  ///
  /// There is no dot in the handle of a user, so no name can be taken for that of another's file.
  struct Kind: Sendable {
    /// What is before the system's identity.
    let start: String
    let ending: String
    /// Joins what several files hold, the earliest first.
    let join: @Sendable ([String]) -> String
    /// What a process may have of another's file.
    let shared: @Sendable (String) -> String

    /// Whether a name is of a file of this kind.
    ///
    /// Earlier versions had one for all processes, such as `receipts-alice-7412.spool`.
    /// - Parameter identity: The system; nil for any.
    func includes(_ name: String, of identity: String? = nil) -> Bool {
      name.hasPrefix(identity.map { "\(start)\($0)." } ?? start) && name.hasSuffix(ending)
    }

    /// A name that no other file will ever have.
    func newName(of identity: String) -> String {
      "\(start)\(identity).\(String(UInt64.random(in: .min ... .max), radix: 36))\(ending)"
    }
  }
}

extension StateFile.Kind {
  /// The receipts that are not sent yet.
  static func receipts(of user: UserID) -> Self {
    Self(
      start: "receipts-\(user)-", ending: ".spool", join: { Spool(text: $0.joined(separator: "\n")).text },
      shared: { _ in "" })
  }

  /// What is being written, what is not sent, and how the list is arranged.
  static func drafts(of user: UserID) -> Self {
    Self(
      start: "drafts-\(user)-", ending: ".json",
      join: { texts in Keepsake(joining: texts.map { Keepsake(json: $0) }).json },
      shared: { Keepsake(json: $0).shared.json })
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
