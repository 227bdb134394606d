-- Notes of a hand-over: sealed like all that people write.
ALTER TABLE sealed DROP CONSTRAINT sealed_kind_check;
ALTER TABLE sealed ADD CONSTRAINT sealed_kind_check CHECK (kind IN ('contact', 'words', 'note', 'place', 'handOver'));
-- When each person at work was last heard of, so that a desk whose page is gone is noticed. One row a person, no history.
CREATE TABLE presence (
  log_id text NOT NULL REFERENCES log,
  operator_id text NOT NULL,
  seen_at bigint NOT NULL,
  PRIMARY KEY (log_id, operator_id)
);
GRANT SELECT, INSERT, UPDATE, DELETE ON presence TO clarion_app;
