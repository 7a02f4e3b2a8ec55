/// Deliveries of one channel's messages to its members, some of them repeated, and readings in between, with the counts that
/// are right in the end.
///
/// So it is where delivery is at least once: every message reaches every member in order, but some of it comes again, at
/// once or when others have come already, and for some members after they have read it.
public struct DeliveryPlan: Sendable, Equatable {
  /// What happens next.
  public enum Step: Sendable, Equatable {
    /// A message is delivered to members, by their indices in order.
    case deliver(seq: Int, to: [Int])
    /// A member reads everything up to a message.
    case read(member: Int, upTo: Int)
  }

  /// Everything in order.
  public private(set) var steps: [Step] = []
  /// How many messages each member has not read in the end.
  public private(set) var unread: [Int]
  /// How many deliveries there are, repeats not counted.
  public let deliveries: Int
  /// How many of them are repeated.
  public private(set) var repeats = 0

  /// The most messages that come between a delivery and its repeat.
  private static let mostBetween = 4
  /// The share of the members who read after a message.
  private static let readingShare = 0.02

  /// Plans deliveries.
  /// - Parameter share: Of all deliveries, the share that is repeated, 0…1.
  public init(
    members: Int, messages: Int, share: Double, using random: inout some RandomNumberGenerator
  ) {
    deliveries = members * messages
    var read = [Int](repeating: 0, count: members)
    /// By the message after which they come: the message, and to whom.
    var due: [Int: [Int: [Int]]] = [:]
    for seq in 0..<messages {
      steps.append(.deliver(seq: seq + 1, to: Array(0..<members)))
      for member in 0..<members where Double.random(in: 0..<1, using: &random) < share {
        let later = min(messages - 1, seq + Int.random(in: 0...Self.mostBetween, using: &random))
        due[later, default: [:]][seq + 1, default: []].append(member)
        repeats += 1
      }
      for member in 0..<members where Double.random(in: 0..<1, using: &random) < Self.readingShare {
        read[member] = seq + 1
        steps.append(.read(member: member, upTo: seq + 1))
      }
      for (message, unlucky) in (due[seq] ?? [:]).sorted(by: { $0.key < $1.key }) {
        steps.append(.deliver(seq: message, to: unlucky))
      }
    }
    unread = read.map { messages - $0 }
  }
}
