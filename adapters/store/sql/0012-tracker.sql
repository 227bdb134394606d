-- What reports the positions of one unit, by a key of its own. The key is kept as a hash: a copy of the database reports nothing.
CREATE TABLE tracker (
  log_id text NOT NULL REFERENCES log,
  tracker_id text NOT NULL,
  unit_id text NOT NULL,
  key_hash bytea NOT NULL UNIQUE,
  issued_at bigint NOT NULL,
  revoked_at bigint,
  last_seen_at bigint,
  clock_ahead_ms bigint,
  PRIMARY KEY (log_id, tracker_id)
);
GRANT SELECT, INSERT, UPDATE ON tracker TO clarion_app;
