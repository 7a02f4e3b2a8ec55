import Canvas

extension Key {
  /// A key that types a character.
  static func plain(_ character: Character) -> Key { Key(.character(character)) }

  static func control(_ character: Character) -> Key { Key(.character(character), .control) }

  static func alt(_ character: Character) -> Key { Key(.character(character), .alt) }
}
