import ChatClient
import Foundation

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
