import FoundationEssentials
import Glibc

extension StackFile {
  /// Where stack files may lie, best first.
  ///
  /// All are searched: another terminal may lack `XDG_RUNTIME_DIR`.
  static func folders(_ environment: [String: String]) -> [String] {
    let state =
      absolute(environment["XDG_STATE_HOME"]) ?? absolute(environment["HOME"]).map { "\($0)/.local/state" }
    return [absolute(environment["XDG_RUNTIME_DIR"]), state].compactMap(\.self).map { "\($0)/dogear/stacks" }
  }

  /// Whether `name` can be a file's name and a flag's value.
  static func isName(_ name: String) -> Bool {
    !name.isEmpty && name.utf8.count <= 64 && !name.hasPrefix(".") && !name.hasPrefix("-")
      && name.unicodeScalars.allSatisfy {
        $0.isASCII && ($0.properties.isAlphabetic || "0123456789-_.".unicodeScalars.contains($0))
      }
  }

  /// What the file says, or `nil` if it cannot be read or understood.
  static func read(_ path: String) -> RunningStack? {
    guard let text = FileText.read(path) else { return nil }
    let decoder = JSONDecoder()
    decoder.dateDecodingStrategy = .iso8601
    return try? decoder.decode(RunningStack.self, from: Data(text.utf8))
  }

  /// Writes a new file next to it and renames it into place, so that nobody ever reads half a file.
  func replace() throws(StackFileError) {
    let encoder = JSONEncoder()
    encoder.dateEncodingStrategy = .iso8601
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let new = "\(path).\(getpid()).new"
    do {
      let text = String(decoding: try encoder.encode(stack), as: UTF8.self) + "\n"
      unlink(new)
      try FileText.write(text, to: new)
    } catch {
      throw .cannotWrite(path: path, reason: "\(error)")
    }
    guard rename(new, path) == 0 else {
      let code = errno
      unlink(new)
      throw .cannotWrite(path: path, reason: errorText(code))
    }
  }

  /// Creates the folder and those above it that are missing, private to the user; false if that cannot be.
  static func makeFolder(_ path: String) -> Bool {
    var folder = ""
    for name in path.split(separator: "/") {
      folder += "/\(name)"
      mkdir(folder, 0o700)
    }
    return access(path, W_OK | X_OK) == 0
  }

  private static func absolute(_ path: String?) -> String? {
    path.flatMap { $0.hasPrefix("/") ? $0 : nil }
  }
}
