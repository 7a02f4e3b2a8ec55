import ChatModel

/// A scene with its roles cast and its words chosen, in one channel.
struct Performance: Sendable {
  let scene: Scene
  let channel: ChannelID
  private let roles: [Character: UserID]
  private let words: [String: String]
  private let me: UserID

  /// Casts `scene` from `available`, those who come first in it first; `nil` if they are too few.
  init?(
    of scene: Scene, in channel: ChannelID, available: [UserID], me: UserID, using random: inout SplitMix
  ) {
    let names = scene.roles
    guard available.count >= names.count else { return nil }
    self.scene = scene
    self.channel = channel
    self.me = me
    roles = Dictionary(uniqueKeysWithValues: zip(names, available))
    var words: [String: String] = [:]
    for name in scene.wordsUsed {
      words[name] = scene.words[name]?.randomElement(using: &random)
    }
    self.words = words
  }

  func author(of turn: Int) -> UserID {
    switch scene.turns[turn].speaker {
    case .named(let user): user
    case .role(let role): user(in: role)
    case .me: me
    }
  }

  func body(of turn: Int) -> String {
    scene.turns[turn].text.filled { piece in
      switch piece {
      case .text(let text): text
      case .me: me.rawValue
      case .role(let role): user(in: role).rawValue
      case .word(let name): words[name] ?? name
      }
    }
  }

  /// Whether this turn addresses the demo user.
  func calls(in turn: Int) -> Bool {
    scene.turns[turn].text.pieces.contains(.me)
  }

  /// All roles are cast, see `init`.
  private func user(in role: Character) -> UserID {
    roles[role] ?? me
  }
}
