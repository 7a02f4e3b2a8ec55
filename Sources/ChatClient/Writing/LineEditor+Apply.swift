import Canvas

extension LineEditor {
  /// Does what a key says.
  /// - Parameter width: The columns in which the text is shown, for moves by rows.
  /// - Returns: False for a move by rows that found no row.
  @discardableResult
  mutating func apply(_ edit: Action.Edit, width: Int) -> Bool {
    switch edit {
    case .left: moveLeft()
    case .right: moveRight()
    case .wordLeft: moveWordLeft()
    case .wordRight: moveWordRight()
    case .up: return moveUp(width: width)
    case .down: return moveDown(width: width)
    case .lineStart: moveToLineStart()
    case .lineEnd: moveToLineEnd()
    case .deleteBackward: deleteBackward()
    case .deleteForward: deleteForward()
    case .deleteWordBackward: deleteWordBackward()
    case .deleteWordForward: deleteWordForward()
    case .killToEnd: killToEnd()
    case .killToStart: killToStart()
    case .yank: yank()
    case .newline: insert("\n")
    }
    return true
  }
}
