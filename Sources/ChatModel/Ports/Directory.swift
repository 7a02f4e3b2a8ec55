/// Port: who exists and who is where.
///
/// Written by `dogear demo`, the simulation and tests.
public protocol Directory: Sendable {
  /// Adds users, channels and memberships; what exists already stays as it is.
  ///
  /// A membership's join floor is the channel's head at that moment.
  func add(users: [UserID], channels: [NewChannel], memberships: [UserChannel]) async throws
}
