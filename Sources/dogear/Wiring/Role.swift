import Arguments

/// A part of the server's work.
///
/// Any number of servers can share each.
enum Role: String, CaseIterable, Sendable, ExpressibleByArgument {
  /// Numbers and stores messages, and fans them out.
  case messages
  /// Consumes receipts.
  case receipts
  /// Saves counters to the database on a schedule.
  case sync
}
