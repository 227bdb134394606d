-- Keys by which other agencies say that they have received what was given to them. Kept as a hash, like those of trackers.
CREATE TABLE agency_key (
  log_id text NOT NULL REFERENCES log,
  agency_id text NOT NULL,
  key_hash bytea NOT NULL UNIQUE,
  issued_at bigint NOT NULL,
  revoked_at bigint,
  last_seen_at bigint,
  PRIMARY KEY (log_id, agency_id)
);
GRANT SELECT, INSERT, UPDATE ON agency_key TO clarion_app;
