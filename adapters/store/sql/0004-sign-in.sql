CREATE TABLE operator (
  operator_id text PRIMARY KEY,
  login text NOT NULL UNIQUE CHECK (login = lower(login)),
  display_name text NOT NULL,
  role text NOT NULL CHECK (role IN ('callTaker', 'dispatcher', 'commander', 'responder', 'auditor', 'administrator')),
  unit_id text,
  password_hash text NOT NULL,
  created_at bigint NOT NULL,
  disabled_at bigint
);

CREATE TABLE session (
  token_hash bytea PRIMARY KEY,
  operator_id text NOT NULL REFERENCES operator,
  csrf_token text NOT NULL,
  language text NOT NULL,
  created_at bigint NOT NULL,
  expires_at bigint NOT NULL
);
CREATE INDEX session_operator ON session (operator_id);
CREATE INDEX session_expiry ON session (expires_at);

CREATE TABLE sign_in_failure (
  who text PRIMARY KEY,
  failures integer NOT NULL,
  last_at bigint NOT NULL
);

GRANT SELECT, INSERT, UPDATE ON operator TO clarion_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON session, sign_in_failure TO clarion_app;
