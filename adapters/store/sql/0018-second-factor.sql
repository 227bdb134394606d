-- What makes an operator's codes, encrypted with the installation's keys; and the last code that was taken, so that none counts twice.
CREATE TABLE second_factor (
  operator_id text PRIMARY KEY REFERENCES operator,
  secret text NOT NULL,
  begun_at bigint NOT NULL,
  confirmed_at bigint,
  last_step bigint NOT NULL DEFAULT 0
);

-- One-time codes for whoever lost the device; kept as keyed hashes.
CREATE TABLE recovery_code (
  operator_id text NOT NULL REFERENCES operator,
  code_hash bytea NOT NULL,
  used_at bigint,
  PRIMARY KEY (operator_id, code_hash)
);

GRANT SELECT, INSERT, UPDATE, DELETE ON second_factor, recovery_code TO clarion_app;
