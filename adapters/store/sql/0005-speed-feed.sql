-- Measured speeds as they were sent, beside the log: an entry names the digest. The newest few of each log are kept.
CREATE TABLE speed_feed (
  log_id text NOT NULL,
  digest text NOT NULL,
  form text NOT NULL CHECK (form IN ('csv', 'json')),
  content bytea NOT NULL,
  stored_at bigint NOT NULL,
  PRIMARY KEY (log_id, digest)
);

GRANT SELECT, INSERT, UPDATE, DELETE ON speed_feed TO clarion_app;
