/// Port: who is online, from one terminal's view.
///
/// A user may be at several terminals and is online while at least one of them says so. Nothing of it is ever stored in the
/// database, and all of it is gone soon after it is no longer repeated.
public protocol Presence: Sendable {
  /// Says that `user` is online at this terminal for `duration`, unless it is said again, and tells those who watch.
  func announce(_ user: UserID, for duration: Duration) async throws

  /// Takes that back. Those who watch are told that the user left, unless another terminal keeps the user online.
  func withdraw(_ user: UserID) async throws

  /// Those of `users` who are online at any terminal, in one round trip.
  func online(of users: [UserID]) async throws -> Set<UserID>
}
