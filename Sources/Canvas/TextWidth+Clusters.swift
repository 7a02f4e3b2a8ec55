extension TextWidth {
  /// Calls `body` with each cluster of the reduced text until it returns false.
  static func forEachCluster(in text: String, _ body: (Cluster) -> Bool) {
    TextScanner.scan(text) { scanner in
      while let piece = scanner.next() {
        guard forEachCluster(of: piece, body) else { return }
      }
    }
  }

  private static func forEachCluster(of piece: TextScanner.Piece, _ body: (Cluster) -> Bool) -> Bool {
    switch piece {
    case .ascii(let bytes): bytes.allSatisfy { body(Cluster(Unicode.Scalar($0), width: 1)) }
    case .letter(let cluster): body(cluster)
    case .other(let character): forEachCluster(of: character, body)
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

  /// The columns of a piece.
  static func width(_ piece: TextScanner.Piece) -> Int {
    switch piece {
    case .ascii(let bytes): bytes.count
    case .letter(let cluster): cluster.width
    case .other(let character): width(character)
    }
  }
}
