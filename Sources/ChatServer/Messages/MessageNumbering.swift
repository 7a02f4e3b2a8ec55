import ChatModel

/// Decides which number each message of a batch gets.
public enum MessageNumbering {
  /// Numbers the batch densely above the heads in `facts`, in the order of the batch.
  ///
  /// A client id that is stored already, or stands earlier in the batch, is a repeat of that message: it keeps the
  /// number it has. Linear in the batch.
  public static func plan(_ batch: [IncomingMessage], _ facts: NumberingFacts) -> NumberingPlan {
    var plan = NumberingPlan()
    var heads = facts.heads
    var known = facts.stored
    for (index, incoming) in batch.enumerated() {
      let event = incoming.event
      do {
        try check(event, facts)
      } catch {
        plan.rejected[index] = error
        continue
      }
      if let stored = known[event.id] {
        if stored.channel == event.channel, stored.author == event.author {
          plan.repeated.append(stored)
        } else {
          plan.rejected[index] = .clientIDTaken(event.id)
        }
        continue
      }
      let seq = (heads[event.channel] ?? 0) + 1
      let message = Message(
        channel: event.channel, seq: seq, id: event.id, author: event.author, sentAt: incoming.sentAt,
        body: event.body)
      heads[event.channel] = seq
      known[event.id] = message
      plan.accepted.append(message)
    }
    return plan
  }

  private static func check(_ event: MessageEvent, _ facts: NumberingFacts) throws(Rejection) {
    guard facts.heads[event.channel] != nil else { throw .unknownChannel(event.channel.rawValue) }
    guard facts.users.contains(event.author) else { throw .unknownUser(event.author.rawValue) }
    let key = UserChannel(event.author, event.channel)
    guard facts.members.contains(key) else { throw .notAMember(key) }
  }
}
