import ChatModel

extension ClientState {
  /// Asks for the names that can be completed, once for each conversation.
  mutating func loadMembers() -> [ClientEffect] {
    guard let conversation, conversation.members == nil else { return [] }
    self.conversation?.take(members: [])
    return [.loadMembers(conversation.channel)]
  }

  mutating func complete(at now: Duration) {
    let people = conversation?.people ?? []
    let channels = list.order.complete.filter { !$0.isDirect }
    let me = user
    let isFirst = !composer.editor.text.contains(where: \.isWhitespace)
    let isDone = composer.complete { sign in
      switch sign {
      case "@": people.filter { $0 != me }.map { "@\($0)" } + ["@channel"]
      case "#": channels.map { "#\($0)" }
      case "/": isFirst ? ChannelCommand.Verb.names : []
      default: []
      }
    }
    if !isDone {
      say("nothing to complete: begin with @ for a name, # for a channel or / for a command", at: now)
    }
  }
}
