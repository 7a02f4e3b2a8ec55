extension KeyMap {
  /// No keys, but the words that say in sentences what they do elsewhere.
  static let linear: KeyMap = {
    var map = KeyMap([])
    for verb in LinearVerb.allCases {
      if let action = verb.action { map.words[action] = "/\(verb.rawValue)" }
    }
    return map
  }()
}
