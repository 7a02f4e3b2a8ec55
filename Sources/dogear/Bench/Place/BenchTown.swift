import ChatModel
import Postgres

/// Users and channels of any number, written to the database at once: groups of people, each with its own channels, in all of
/// which all of the group are.
///
/// What the first groups look like does not depend on how many there are, so the same work can be done in towns of any
/// size. Numbers are written with leading zeros, so that neighbours are neighbours in every index.
struct BenchTown: Sendable {
  /// What all names begin with.
  let name: String
  /// Users in a group, and so members of a channel.
  let members: Int
  /// Channels of a group, and so channels of a user.
  let channelsPerUser: Int
  var groups = 1
  /// The head of every channel; there need not be messages below it.
  var head: Seq = 0

  var users: Int { groups * members }
  var channels: Int { groups * channelsPerUser }
  var memberships: Int { users * channelsPerUser }

  func user(_ index: Int) -> UserID { UserID(stored: "\(name)-u\(Self.digits(index))") }
  func channel(_ index: Int) -> ChannelID { ChannelID(stored: "\(name)-c\(Self.digits(index))") }

  /// The n-th membership: all those of the first user, then those of the second.
  func membership(_ index: Int) -> UserChannel {
    let user = index / channelsPerUser
    return UserChannel(
      self.user(user),
      channel(user / members * channelsPerUser + index % channelsPerUser))
  }

  /// All members of a group's channels.
  func members(ofGroup group: Int) -> [Member] {
    (group * members..<(group + 1) * members).map { Member(user: user($0), floor: 0) }
  }

  private static func digits(_ index: Int) -> String {
    let digits = String(index)
    return String(repeating: "0", count: max(0, 7 - digits.count)) + digits
  }

  /// Writes everything, nothing of which may be there yet, and lets PostgreSQL look at it.
  func create(_ pool: PostgresPool) async throws {
    let name = PostgresValue.text(self.name)
    let digits = { (number: String) in "lpad((\(number))::text, 7, '0')" }
    try await pool.query(
      "INSERT INTO users SELECT $1 || '-u' || \(digits("n")) FROM generate_series(0, $2 - 1) n",
      [name, .bigint(Int64(users))])
    try await pool.query(
      """
      INSERT INTO channels (id, head, members_version, member_count)
      SELECT $1 || '-c' || \(digits("n")), $3, 1, $4 FROM generate_series(0, $2 - 1) n
      """, [name, .bigint(Int64(channels)), .bigint(head), .bigint(Int64(members))])
    try await pool.query(
      """
      INSERT INTO memberships (user_id, channel_id, join_floor)
      SELECT $1 || '-u' || \(digits("u")), $1 || '-c' || \(digits("u / $3 * $4 + c")), 0
      FROM generate_series(0, $2 - 1) u, generate_series(0, $4 - 1) c
      """,
      [name, .bigint(Int64(users)), .bigint(Int64(members)), .bigint(Int64(channelsPerUser))])
    try await pool.execute(script: "ANALYZE")
  }
}
