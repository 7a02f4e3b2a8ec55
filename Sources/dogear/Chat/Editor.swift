import Foundation
import Glibc

/// The user's editor, on the terminal of the client.
enum Editor {
  /// What came of it.
  enum Outcome {
    case text(String)
    case problem(String)
  }

  /// Lets the user change a text with `$VISUAL`, else `$EDITOR`, else vi; returns when the editor ends.
  static func edit(_ text: String) -> Outcome {
    let file = FileManager.default.temporaryDirectory.appending(path: "dogear-\(UUID().uuidString).txt")
    defer { try? FileManager.default.removeItem(at: file) }
    let path = file.path(percentEncoded: false)
    guard
      FileManager.default.createFile(
        atPath: path, contents: Data(text.utf8), attributes: [.posixPermissions: 0o600])
    else { return .problem("\(path) cannot be written") }
    // The variable may hold a command with options: only a shell can read it.
    setenv("DOGEAR_DRAFT", path, 1)
    defer { unsetenv("DOGEAR_DRAFT") }
    let status = system("${VISUAL:-${EDITOR:-vi}} \"$DOGEAR_DRAFT\"")
    guard status == 0 else {
      return .problem("it ended with status \(status >> 8 & 0xFF); the text is as it was")
    }
    guard let result = try? String(contentsOf: file, encoding: .utf8) else {
      return .problem("\(path) holds no UTF-8 text")
    }
    return .text(result)
  }
}
