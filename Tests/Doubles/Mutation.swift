import ChatModel

/// A mistake that a double makes on purpose, to see that the simulation finds it.
///
/// Each is one that chats are known for, or that would be easy to make here.
public enum Mutation: String, CaseIterable, Sendable {
  /// Messages add to the head instead of being joined in: what comes again counts twice.
  case increments
  /// Reading takes everything for read that has been counted so far.
  case zeroesOnRead
  /// Offsets are committed with the poll, before anything is stored.
  case commitsEarly
  /// A dirty mark is removed whatever has changed since the counter was saved.
  case cleansBlindly
  /// What was stored before is not fanned out again.
  case forgetsRepeats
  /// A rebuild keeps nobody away, and what it puts in at its end replaces what was counted meanwhile.
  case overwrites
  /// A counter that is not there reads as one with nothing in it.
  case readsLostAsZero
  /// Of several receipts the last one counts, not the greatest.
  case takesLastReceipt
  /// A repeated joining moves the join floor.
  case movesFloor
  /// Leaving takes no counter away.
  case keepsLeft
  /// A deletion takes one off, each time that it is seen.
  case decrements
  /// A member is taken for none, and what they say is rejected.
  case forgetsMember
  /// Reading reads one more than was said.
  case readsTooFar

  /// Who is forgotten.
  static let forgotten = UserID(stored: "user1")
}
