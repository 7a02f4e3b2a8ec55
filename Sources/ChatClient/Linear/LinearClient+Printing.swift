import ChatModel

extension LinearClient {
  /// Takes the lines that are to be printed now.
  ///
  /// Nothing is lost if they are not taken for a while: what others do adds up to a line or to pages.
  public mutating func page(at now: ClientTime) -> LinearPage {
    var lines = said
    said = []
    guard !state.isQuitting else { return LinearPage(lines, visible) }
    lines += health.lines(state.health, utcOffset: state.utcOffset)
    lines += messages(at: now)
    let followed = reader?.isPaused == true ? nil : state.conversation?.channel
    if isConnected { lines += badges.lines(state.list, followed: followed, at: now.monotonic) }
    return LinearPage(lines, visible)
  }

  private mutating func messages(at now: ClientTime) -> [String] {
    guard let conversation = state.conversation, var reader else { return [] }
    let items = reader.read(conversation, isAttended: isAttended, at: now.monotonic)
    let sought = reader.seek(conversation)
    self.reader = reader
    let lines = items.flatMap { words(for: $0) }
    steer()
    if let sought { state.go(to: .exact(Anchor(seq: sought, line: 0))) }
    return lines
  }

  /// What the state keeps of the channel, and loads, goes by where the user is in it.
  private mutating func steer() {
    guard let conversation = state.conversation, let reader, let block = reader.block else { return }
    switch conversation.position {
    case .at: if reader.isAtEnd && conversation.isComplete { state.conversation?.position = .newest }
    case .newest:
      if !reader.isAtEnd { state.conversation?.position = .at(Anchor(seq: block.lowerBound, line: 0)) }
    case .waiting, .opening: break
    }
  }

  private mutating func words(for item: LinearReader.Item) -> [String] {
    switch item {
    case .message(let message): return words(for: message)
    case .divider: return ["-- new messages --"]
    case .empty: return ["no messages yet"]
    case .more(let count): return ["-- \(Wording.count(Int(count), "more message")): /more --"]
    case .missing(let count): return ["-- \(Wording.count(Int(count), "message")) missing --"]
    case .oldest: return ["nothing comes before"]
    }
  }

  private mutating func words(for message: Message) -> [String] {
    if sends.takeEcho(message) { return [] }
    let time = LocalTime(message.sentAt, utcOffset: state.utcOffset)
    let rule = time.day == day ? [] : ["-- \(time.date) --"]
    day = time.day
    return rule + [format.message(message, isFound: message.seq == state.conversation?.found)]
  }
}
