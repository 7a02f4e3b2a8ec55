import Assets
import ChatModel
import Postgres
import Stores
import Testing

/// Servers create the tables that are missing when they start.
@Suite(.timeLimit(.minutes(20))) struct MigrationTests {
  @Test("A database of before migrations had numbers keeps what is there, with several servers at once")
  func again() async throws {
    try await Servers.shared.value.withPostgresDatabase { database in
      let pool = PostgresPool(database.url, name: "servers", size: 3)
      let store = PostgresStore(pool)
      try await store.furnish()
      try await pool.query("DROP TABLE unread_snapshots, schema_migrations, database_age")
      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 0..<3 { group.addTask { try await store.migrate(Assets.schema) } }
        try await group.waitForAll()
      }
      #expect(try await store.users() == [alice, bob, carol])
      #expect(try await store.snapshots(of: [alice]).isEmpty)
      #expect(try await store.heads() == [incidents: 0, general: 0])
      #expect(try await database.deadlocks(after: [pool]) == 0)
    }
  }

  @Test("A database of before there were events of membership is brought up to date, with all that is in it")
  func old() async throws {
    try await Servers.shared.value.withPostgresDatabase { database in
      let pool = PostgresPool(database.url, name: "servers", size: 2)
      let store = PostgresStore(pool)
      try await store.migrate(Assets.schema)
      // As it was: without the columns, the table and the index that came later.
      try await pool.execute(
        script: """
          DROP INDEX messages_uncounted, channels_public, memberships_hiding;
          DROP TABLE departures, schema_migrations, database_age;
          ALTER TABLE messages DROP COLUMN kind;
          ALTER TABLE memberships DROP COLUMN rights, DROP COLUMN turn, DROP COLUMN attention,
            DROP COLUMN hears_everyone, DROP COLUMN hides_reads, ADD COLUMN muted boolean NOT NULL DEFAULT false;
          ALTER TABLE users DROP COLUMN hides_reads;
          ALTER TABLE channels DROP COLUMN private;
          INSERT INTO users VALUES ('alice'), ('bob');
          INSERT INTO channels (id, topic, head, member_count) VALUES ('incidents', 't', 2, 2), ('dm.alice.bob', '', 0, 2);
          """)
      try await pool.execute(
        script: """
          CREATE OR REPLACE FUNCTION add_read_positions() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
            INSERT INTO read_positions SELECT user_id, channel_id, 1, 0, 1 FROM added; RETURN NULL; END $$;
          INSERT INTO memberships (user_id, channel_id, join_floor, muted)
            SELECT u.id, c.id, 0, true FROM users u, channels c;
          INSERT INTO messages (channel_id, seq, client_id, author_id, sent_at, mentions, body)
            VALUES ('incidents', 1, 'a', 'bob', now(), '{}', 'one'), ('incidents', 2, 'b', 'bob', now(), '{alice}', '@alice');
          """)
      try await store.migrate(Assets.schema)
      #expect(
        try await store.counter(alice, incidents)?.badge(in: incidents) == Badge(unread: 1, mentions: 1))
      #expect(try await store.turn(of: UserChannel(alice, incidents)) == 1)
      #expect(try await store.channels(of: alice).map(\.attention) == [.nothing, .mentions])
      #expect(try await store.publicChannels(for: alice).map(\.id) == [incidents], "a direct chat is private")
      let leave = try MessageEvent(id: "c", channel: incidents, author: alice, .leave(turn: 2))
      _ = try await store.number([IncomingMessage(event: leave, sentAt: Timestamp(milliseconds: 0))])
      #expect(try await store.channels(of: alice).map(\.id.rawValue) == ["dm.alice.bob"])
      #expect(try await store.turn(of: UserChannel(alice, incidents)) == 2)
      await pool.close()
    }
  }
}
