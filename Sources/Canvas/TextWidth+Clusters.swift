extension TextWidth {
  /// Calls `body` with each cluster of the reduced text until it returns false.
  static func forEachCluster(in text: String, _ body: (Cluster) -> Bool) {
    let bytes = text.utf8
    var index = bytes.startIndex
    while index < bytes.endIndex {
      let next = bytes.index(after: index)
      // Two ASCII bytes have a grapheme boundary between them, unless they are CR and LF.
      if isPlain(bytes[index]), next == bytes.endIndex || bytes[next] < 0x80 {
        guard body(Cluster(Unicode.Scalar(bytes[index]), width: 1)) else { return }
        index = next
      } else {
        guard forEachCluster(of: text[index], body) else { return }
        index = text.index(after: index)
      }
    }
  }

  /// Calls `body` with each cluster of a grapheme until it returns false; returns whether it never did.
  @discardableResult
  static func forEachCluster(of character: Character, _ body: (Cluster) -> Bool) -> Bool {
    var reducer = GraphemeReducer()
    for scalar in character.unicodeScalars {
      switch reducer.add(scalar) {
      case .more: continue
      case .complete(let cluster): guard body(cluster) else { return false }
      case .end: return reducer.pending.map(body) ?? true
      }
    }
    return reducer.pending.map(body) ?? true
  }

  private static func isPlain(_ byte: UInt8) -> Bool { byte >= 0x20 && byte < 0x7F }
}
