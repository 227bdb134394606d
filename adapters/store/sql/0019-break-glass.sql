-- Codes in envelopes, each for one sign-in of some hours when no other is possible. Kept as hashes; a copy of the database opens none.
CREATE TABLE break_glass (
  code_id text PRIMARY KEY,
  code_hash bytea NOT NULL UNIQUE,
  role text NOT NULL,
  hours integer NOT NULL CHECK (hours BETWEEN 1 AND 24),
  issued_at bigint NOT NULL,
  valid_until bigint NOT NULL,
  revoked_at bigint,
  used_at bigint,
  reason text,
  operator_id text REFERENCES operator,
  open_until bigint,
  ended_at bigint
);
-- A sign-in that is over by itself at a time.
ALTER TABLE operator ADD COLUMN ends_at bigint;

-- How far each server's clock is from the database's, told by each for all: one row a server, no history.
CREATE TABLE node_clock (
  node text PRIMARY KEY,
  ahead_ms integer NOT NULL,
  measured_at bigint NOT NULL
);

GRANT SELECT, INSERT, UPDATE ON break_glass TO clarion_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON node_clock TO clarion_app;
