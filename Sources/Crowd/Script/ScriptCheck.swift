import ChatModel

/// Whether a scene can be played in a world.
struct ScriptCheck {
  private let world: World
  private let users: Set<UserID>
  private let members: [ChannelID: Set<UserID>]

  init(world: World) {
    self.world = world
    users = Set(world.users)
    members = Dictionary(uniqueKeysWithValues: world.channels.map { ($0.id, Set($0.members)) })
  }

  func check(_ scene: Scene) throws(ConversationError) {
    for place in scene.places {
      try checkCast(of: scene, at: place)
    }
    for turn in scene.turns {
      try checkText(of: turn, in: scene)
    }
  }

  private func checkCast(of scene: Scene, at place: Scene.Place) throws(ConversationError) {
    guard case .channel(let id) = place else {
      if scene.roles.count > 1 {
        throw ConversationError(
          file: scene.file, line: scene.line, .tooManyRoles(scene.roles.count, channel: "direct"))
      }
      for turn in scene.turns {
        if case .named(let user) = turn.speaker {
          throw ConversationError(
            file: scene.file, line: turn.line, .notAMember(user.rawValue, channel: "a direct chat"))
        }
      }
      return
    }
    guard let channel = world.channel(id), let members = members[id] else {
      throw ConversationError(file: scene.file, line: scene.line, .unknownChannel(id.rawValue))
    }
    if scene.roles.count > channel.cast.count {
      throw ConversationError(
        file: scene.file, line: scene.line, .tooManyRoles(scene.roles.count, channel: id.rawValue))
    }
    for turn in scene.turns {
      if turn.speaker == .me { throw ConversationError(file: scene.file, line: turn.line, .meSpeaks) }
      if case .named(let user) = turn.speaker, !members.contains(user) {
        throw ConversationError(
          file: scene.file, line: turn.line, .notAMember(user.rawValue, channel: id.rawValue))
      }
    }
  }

  private func checkText(of turn: Scene.Turn, in scene: Scene) throws(ConversationError) {
    for case .word(let name) in turn.text.pieces where scene.words[name] == nil {
      throw ConversationError(file: scene.file, line: turn.line, .unknownWords(name))
    }
    let longest = turn.text.filled { _ in String(repeating: "x", count: Script.mostGapBytes) }
    if longest.utf8.count > EventFormat.mostBodyBytes {
      throw ConversationError(file: scene.file, line: turn.line, .tooLong(bytes: longest.utf8.count))
    }
    // A role stands for a user who exists; so does, here, the demo user.
    let spoken = turn.text.filled { _ in world.me.rawValue }
    for user in Mentions(in: spoken).users.sorted() where !users.contains(user) {
      throw ConversationError(file: scene.file, line: turn.line, .unknownMention(user.rawValue))
    }
  }
}
