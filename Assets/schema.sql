-- Dogear's tables. Safe to run again: every statement leaves what is there as it is.
--
-- Users and channels are keyed by their handles, which never change: events, keys and rows can be read without a
-- look-up. All text is compared by bytes (COLLATE "C"), in the order in which every writer locks rows.

CREATE TABLE IF NOT EXISTS users (
    id text COLLATE "C" PRIMARY KEY
);

CREATE TABLE IF NOT EXISTS channels (
    id text COLLATE "C" PRIMARY KEY,
    topic text NOT NULL DEFAULT '',
    read_only boolean NOT NULL DEFAULT false,
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
    muted boolean NOT NULL DEFAULT false,
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
    PRIMARY KEY (channel_id, seq),
    UNIQUE (client_id)
);
-- Most messages mention nobody, so these stay small.
CREATE INDEX IF NOT EXISTS messages_with_mentions ON messages (channel_id, seq) WHERE mentions <> '{}';
CREATE INDEX IF NOT EXISTS messages_by_author ON messages (author_id, channel_id, seq);
CREATE INDEX IF NOT EXISTS messages_words ON messages USING gin (to_tsvector('simple', body));

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
    INSERT INTO read_positions (user_id, channel_id, seq, epoch, marker_seq)
    SELECT user_id, channel_id, 0, 0, 0 FROM added ORDER BY user_id, channel_id
    ON CONFLICT DO NOTHING;
    RETURN NULL;
END $$;
CREATE OR REPLACE FUNCTION remove_read_positions() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM read_positions r USING removed m WHERE r.user_id = m.user_id AND r.channel_id = m.channel_id;
    DELETE FROM unread_snapshots s USING removed m WHERE s.user_id = m.user_id AND s.channel_id = m.channel_id;
    RETURN NULL;
END $$;
DO $$
BEGIN
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
