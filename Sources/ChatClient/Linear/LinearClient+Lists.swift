import Canvas
import ChatModel

extension LinearClient {
  /// The most channels of a list.
  private static let mostChannels = 200
  /// The most results that are printed.
  private static let mostResults = 20
  /// The most characters of words that are searched for.
  private static let mostWords = 128

  /// A line for each channel: those with mentions first, then those with unread messages.
  var channelLines: [String] {
    let list = state.list
    let entries = list.order.complete.compactMap { list[$0] }
    let ranked = entries.enumerated().sorted { left, right in
      let tiers = [left, right].map {
        ChannelRank.Tier($0.element.call)
      }
      return (tiers[0], left.offset) < (tiers[1], right.offset)
    }
    let lines = ranked.prefix(Self.mostChannels).map { line(for: $0.element) }
    let others = entries.count - lines.count
    if entries.isEmpty { return ["you are not a member of any channel"] }
    return lines + (others > 0 ? ["and \(Wording.count(others, "more channel"))"] : [])
  }

  private func line(for entry: ChannelEntry) -> String {
    let badge = LinearFormat.badge(state.list.badge(entry.id), isDirect: entry.id.isDirect)
    let facts = [
      entry.remote == nil ? "not known yet" : badge, entry.info.attention.mark,
      entry.id == state.conversation?.channel ? "open" : nil,
    ]
    return "\(entry.name(for: state.user)): \(facts.compactMap(\.self).joined(separator: "; "))"
  }

  /// Who is online of those with whom there is a direct chat, and who is writing in the open channel.
  var presenceLines: [String] {
    let peers = state.list.order.complete.compactMap { $0.peer(of: state.user) }.sorted()
    let online = peers.filter(state.presence.isOnline).map(\.rawValue)
    let writing = state.conversation.map { state.presence.typing(in: $0.channel).map(\.rawValue) } ?? []
    return [
      online.isEmpty
        ? "nobody you chat with directly is online" : "online: \(online.joined(separator: ", "))",
      writing.isEmpty ? nil : "writing here: \(writing.joined(separator: ", "))",
    ].compactMap(\.self)
  }

  mutating func search(_ words: String, everywhere: Bool) -> [ClientEffect] {
    let query = SearchQuery(
      words: Sanitizer.line(words, limit: Self.mostWords),
      channel: everywhere ? nil : state.conversation?.channel)
    search = query
    return [.search(query)]
  }

  /// Says what was found.
  mutating func take(_ messages: [Message]) {
    search = nil
    results = messages.map(\.sanitized)
    guard !results.isEmpty else { return say("nothing found") }
    say("\(results.count) found, the newest first; /goto N goes to one")
    for (index, message) in results.prefix(Self.mostResults).enumerated() {
      let name = state.list[message.channel]?.name(for: state.user) ?? "#\(message.channel)"
      say("\(index + 1): \(format.result(message, in: name))")
    }
    let others = results.count - Self.mostResults
    if others > 0 { say("and \(others) more; more words find fewer") }
  }
}
