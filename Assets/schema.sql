-- Dogear's tables, in migrations. Each is applied once to a database, in the order of the numbers, which are remembered in
-- the table schema_migrations; one that has been released is never changed again, what comes later is another.
--
-- Users and channels are keyed by their handles, which never change: events, keys and rows can be read without a
-- look-up. All text is compared by bytes (COLLATE "C"), in the order in which every writer locks rows.

-- Migration 1: what there was before migrations had numbers. So this one leaves what it finds as it is.

CREATE TABLE IF NOT EXISTS users (
    id text COLLATE "C" PRIMARY KEY,
    -- Whether others do not see what the user has read; what new memberships begin with.
    hides_reads boolean NOT NULL DEFAULT false
);

CREATE TABLE IF NOT EXISTS channels (
    id text COLLATE "C" PRIMARY KEY,
    topic text NOT NULL DEFAULT '',
    -- Only those with the right to do so write to it.
    read_only boolean NOT NULL DEFAULT false,
    -- One gets in by invitation only, and only members see that it is there.
    private boolean NOT NULL DEFAULT false,
    -- The highest seq. Raised by the transaction that stores the message; its row lock orders the writers.
    head bigint NOT NULL DEFAULT 0,
    -- Rises with every change of the memberships, so that a server knows when its list is old.
    members_version bigint NOT NULL DEFAULT 0,
    member_count integer NOT NULL DEFAULT 0
) WITH (fillfactor = 50);

CREATE TABLE IF NOT EXISTS memberships (
    user_id text COLLATE "C" NOT NULL REFERENCES users,
    channel_id text COLLATE "C" NOT NULL REFERENCES channels,
    -- The head at the moment of joining: earlier messages are never unread.
    join_floor bigint NOT NULL,
    -- What calls for the member: 0 everything, 1 mentions, 2 nothing.
    attention bigint NOT NULL DEFAULT 0,
    -- Whether @channel counts as a mention.
    hears_everyone boolean NOT NULL DEFAULT true,
    -- Whether others do not see what the member has read.
    hides_reads boolean NOT NULL DEFAULT false,
    -- Bits: 1 write, 2 invite, 4 moderate.
    rights bigint NOT NULL DEFAULT 0,
    -- How often the user has come and gone: odd, as this is a member. See departures.
    turn bigint NOT NULL DEFAULT 1,
    PRIMARY KEY (user_id, channel_id)
);
CREATE INDEX IF NOT EXISTS memberships_by_channel ON memberships (channel_id, user_id);

CREATE TABLE IF NOT EXISTS messages (
    channel_id text COLLATE "C" NOT NULL REFERENCES channels,
    seq bigint NOT NULL CHECK (seq BETWEEN 1 AND 9007199254740991),
    client_id text COLLATE "C" NOT NULL,
    author_id text COLLATE "C" NOT NULL REFERENCES users,
    sent_at timestamptz NOT NULL,
    -- The users named in the text, and '*' for everyone: what the counts are recomputed from.
    mentions text[] COLLATE "C" NOT NULL DEFAULT '{}',
    body text NOT NULL,
    -- 'text', 'edited' and 'deleted', or a line that counts for nobody: 'joined', 'left', ...
    kind text COLLATE "C" NOT NULL DEFAULT 'text',
    PRIMARY KEY (channel_id, seq),
    UNIQUE (client_id)
);
-- Most messages mention nobody, so these stay small.
CREATE INDEX IF NOT EXISTS messages_with_mentions ON messages (channel_id, seq) WHERE mentions <> '{}';
CREATE INDEX IF NOT EXISTS messages_by_author ON messages (author_id, channel_id, seq);
CREATE INDEX IF NOT EXISTS messages_words ON messages USING gin (to_tsvector('simple', body));

-- Those who left: their turn, so that a repeated event changes nothing, and the epoch in which they begin if they come
-- again, so that a receipt of before cannot mark anything then.
CREATE TABLE IF NOT EXISTS departures (
    user_id text COLLATE "C" NOT NULL,
    channel_id text COLLATE "C" NOT NULL,
    turn bigint NOT NULL,
    epoch bigint NOT NULL,
    PRIMARY KEY (user_id, channel_id)
);

-- What receipts change must not be indexed, or PostgreSQL could not update in place (heap-only tuples); the fill factor
-- leaves room for the new versions on the same page. No foreign keys either: rows come and go with the memberships, by
-- the triggers below.
CREATE TABLE IF NOT EXISTS read_positions (
    user_id text COLLATE "C" NOT NULL,
    channel_id text COLLATE "C" NOT NULL,
    -- The highest seq ever read: others see it as "seen by".
    seq bigint NOT NULL,
    -- The private marker that unread is counted from, the greatest pair ever joined.
    epoch bigint NOT NULL,
    marker_seq bigint NOT NULL,
    PRIMARY KEY (user_id, channel_id)
) WITH (fillfactor = 50);

CREATE TABLE IF NOT EXISTS unread_snapshots (
    user_id text COLLATE "C" NOT NULL,
    channel_id text COLLATE "C" NOT NULL,
    -- What the counts were computed from: of two snapshots, the one with more of these is newer.
    head bigint NOT NULL,
    epoch bigint NOT NULL,
    read_up_to bigint NOT NULL,
    unread bigint NOT NULL,
    mentions bigint NOT NULL,
    PRIMARY KEY (user_id, channel_id)
) WITH (fillfactor = 50);

-- A membership has its read position from the start, so that a receipt is an update in place, and one without a row is
-- a stranger's. Whoever adds or ends memberships, by whatever statement, need not know of it.
CREATE OR REPLACE FUNCTION add_read_positions() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE memberships m SET turn = d.turn + 1
    FROM added a JOIN departures d ON d.user_id = a.user_id AND d.channel_id = a.channel_id
    WHERE m.user_id = a.user_id AND m.channel_id = a.channel_id AND m.turn <= d.turn;
    UPDATE memberships m SET hides_reads = true FROM added a JOIN users u ON u.id = a.user_id AND u.hides_reads
    WHERE m.user_id = a.user_id AND m.channel_id = a.channel_id;
    INSERT INTO read_positions (user_id, channel_id, seq, epoch, marker_seq)
    SELECT a.user_id, a.channel_id, 0, coalesce(d.epoch, 0), 0
    FROM added a LEFT JOIN departures d ON d.user_id = a.user_id AND d.channel_id = a.channel_id
    ORDER BY a.user_id, a.channel_id
    ON CONFLICT DO NOTHING;
    RETURN NULL;
END $$;
CREATE OR REPLACE FUNCTION remove_read_positions() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO departures AS d (user_id, channel_id, turn, epoch)
    SELECT m.user_id, m.channel_id, m.turn + 1, coalesce(r.epoch, 0) + 1
    FROM removed m LEFT JOIN read_positions r ON r.user_id = m.user_id AND r.channel_id = m.channel_id
    ORDER BY m.user_id, m.channel_id
    ON CONFLICT (user_id, channel_id) DO UPDATE
    SET turn = greatest(d.turn, excluded.turn), epoch = greatest(d.epoch, excluded.epoch);
    DELETE FROM read_positions r USING removed m WHERE r.user_id = m.user_id AND r.channel_id = m.channel_id;
    DELETE FROM unread_snapshots s USING removed m WHERE s.user_id = m.user_id AND s.channel_id = m.channel_id;
    RETURN NULL;
END $$;

-- What a database of an earlier version lacks. Looked up first: to alter a table is to wait for everybody who uses it.
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_attribute WHERE attrelid = 'messages'::regclass AND attname = 'kind') THEN
        ALTER TABLE channels ADD COLUMN private boolean NOT NULL DEFAULT false;
        UPDATE channels SET private = true WHERE starts_with(id, 'dm.');
        ALTER TABLE memberships ADD COLUMN rights bigint NOT NULL DEFAULT 0, ADD COLUMN turn bigint NOT NULL DEFAULT 1,
            ADD COLUMN attention bigint NOT NULL DEFAULT 0, ADD COLUMN hears_everyone boolean NOT NULL DEFAULT true,
            ADD COLUMN hides_reads boolean NOT NULL DEFAULT false;
        UPDATE memberships SET attention = CASE WHEN starts_with(channel_id, 'dm.') THEN 2 ELSE 1 END WHERE muted;
        ALTER TABLE memberships DROP COLUMN muted;
        ALTER TABLE users ADD COLUMN hides_reads boolean NOT NULL DEFAULT false;
        ALTER TABLE messages ADD COLUMN kind text COLLATE "C" NOT NULL DEFAULT 'text';
    END IF;
    IF NOT EXISTS (SELECT FROM pg_trigger WHERE tgname = 'memberships_have_positions') THEN
        CREATE TRIGGER memberships_have_positions AFTER INSERT ON memberships
            REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION add_read_positions();
        CREATE TRIGGER memberships_take_positions AFTER DELETE ON memberships
            REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION remove_read_positions();
        -- The memberships of before there was a trigger.
        INSERT INTO read_positions (user_id, channel_id, seq, epoch, marker_seq)
        SELECT user_id, channel_id, 0, 0, 0 FROM memberships ON CONFLICT DO NOTHING;
    END IF;
END $$;

-- What counts for nobody, and is rare.
CREATE INDEX IF NOT EXISTS messages_uncounted ON messages (channel_id, seq)
    WHERE kind <> 'text' AND kind <> 'edited';
-- Those who hide what they read, who are few: asked for with every receipt.
CREATE INDEX IF NOT EXISTS memberships_hiding ON memberships (user_id, channel_id) WHERE hides_reads;
-- The channels that anybody may join, for those who look for one.
CREATE INDEX IF NOT EXISTS channels_public ON channels (id) WHERE NOT private;

-- Migration 2: how a database shows that it has gone back, as one does that was restored from a backup, or whose standby
-- took over before it had all. Servers raise the number as long as they run, and remember it beside the counters.

CREATE TABLE database_age (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    ticks bigint NOT NULL
) WITH (fillfactor = 10);
INSERT INTO database_age (ticks) VALUES (0);

-- Migration 3: whether a snapshot is ahead of this database. Such a one was saved when the database had just been replaced by
-- an older copy of itself, by a server that had not noticed yet. What is right looks older beside it.
--
-- Volatile, so that it sees what was committed until now: a statement that has waited for a row asks about a later one than
-- those that it began with.
CREATE OR REPLACE FUNCTION is_ahead(s_user text, s_channel text, s_head bigint, s_epoch bigint, s_read_up_to bigint)
RETURNS boolean LANGUAGE sql VOLATILE AS $$
    SELECT NOT EXISTS (
        SELECT FROM memberships m JOIN channels c ON c.id = m.channel_id
        LEFT JOIN read_positions r ON r.user_id = m.user_id AND r.channel_id = m.channel_id
        WHERE m.user_id = s_user AND m.channel_id = s_channel AND s_head <= c.head
            AND (s_epoch, s_read_up_to) <= (coalesce(r.epoch, 0), greatest(coalesce(r.marker_seq, 0), m.join_floor)))
$$;
