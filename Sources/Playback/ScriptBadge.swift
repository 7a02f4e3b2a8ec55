/// The numbers of a badge.
struct ScriptBadge: Hashable, Sendable {
  let unread: ScriptCount
  /// Nil if any number will do.
  let mentions: ScriptCount?

  func holds(_ badge: (unread: Int, mentions: Int)) -> Bool {
    unread.holds(badge.unread) && mentions?.holds(badge.mentions) ?? true
  }
}
