import ChatModel
import Postgres

/// The ports that PostgreSQL stands behind: messages, read positions, snapshots, history and the directory.
///
/// Every batch is one statement over arrays, and every transaction runs on one connection's own thread, so nothing
/// here waits on Swift's pool. The tables are in `Assets/schema.sql`.
public struct PostgresStore: Sendable {
  let pool: PostgresPool

  /// Creates a store over connections of its own.
  /// - Parameters:
  ///   - url: The database.
  ///   - name: What the connections are called.
  ///   - connections: As many as statements are worth running at once.
  public init(_ url: String, name: String, connections: Int) {
    self.init(PostgresPool(url, name: name, size: connections, options: Self.options))
  }

  /// Rows are found by their keys, whatever the planner believes.
  ///
  /// A batch has up to some thousand keys. From a share of the table on, or of a table that it knows nothing of yet, the
  /// planner prefers to read the table as a whole, and then a batch costs more the more there is.
  ///
  /// Statements are not compiled (`jit`) either: forbidden ways are priced so high that PostgreSQL would compile the smallest of
  /// them, which takes longer than running it.
  ///
  /// A statement that waits for half a minute, as for a lock that somebody holds, is given up and tried again: before Kafka
  /// takes a consumer for dead that does not poll (`max.poll.interval.ms`, a minute), since flows poll between tries. So is one
  /// over which a frozen PostgreSQL is silent, ten seconds later.
  public static let options = PostgresOptions(
    statementTimeout: .seconds(30), answerTimeout: .seconds(40),
    settings: ["enable_hashjoin": "off", "enable_mergejoin": "off", "enable_seqscan": "off", "jit": "off"])

  /// Creates a store over a pool of connections, made with `options`.
  public init(_ pool: PostgresPool) {
    self.pool = pool
  }
}

/// Columns of a batch's keys, in the order in which all writers lock rows.
struct KeyColumns {
  let keys: [UserChannel]

  init(_ keys: some Sequence<UserChannel>) {
    self.keys = keys.sorted()
  }

  var users: PostgresValue { .textArray(keys.map(\.user.rawValue)) }
  var channels: PostgresValue { .textArray(keys.map(\.channel.rawValue)) }
}

extension PostgresRow {
  /// The user and the channel in two neighbouring columns.
  func key(_ column: Int = 0) throws(PostgresError) -> UserChannel {
    UserChannel(UserID(stored: try text(column)), ChannelID(stored: try text(column + 1)))
  }

  /// The seq, epoch and marker of a read position, in three neighbouring columns.
  func readState(_ column: Int) throws(PostgresError) -> ReadState {
    ReadState(
      position: try bigint(column),
      marker: ReadMarker(epoch: try bigint(column + 1), seq: try bigint(column + 2)))
  }

  /// A message in the columns of `PostgresStore.messageColumns`.
  func message() throws(PostgresError) -> Message {
    let names = try textArray(7)
    return Message(
      channel: ChannelID(stored: try text(0)), seq: try bigint(1), id: try text(2),
      author: UserID(stored: try text(3)), sentAt: Timestamp(milliseconds: try timestamp(4) / 1_000),
      body: try text(5), kind: Message.Kind(rawValue: try text(6)) ?? .text,
      mentions: Mentions(
        users: Set(names.lazy.filter { $0 != "*" }.map { UserID(stored: $0) }), everyone: names.contains("*"))
    )
  }
}

extension PostgresStore {
  /// What `PostgresRow.message()` reads.
  static let messageColumns = "channel_id, seq, client_id, author_id, sent_at, body, kind, mentions"
}
