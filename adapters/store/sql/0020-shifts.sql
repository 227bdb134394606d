-- The centre's own staff, by the ids that its shift plan gives them: who is planned where, what they are qualified for, and who was
-- on duty on which unit. Erased on a clock; nothing else refers to it.
CREATE TABLE shift (
  log_id text NOT NULL REFERENCES log,
  shift_id text NOT NULL,
  staff_id text NOT NULL,
  unit_id text,
  desk_id text,
  from_at bigint NOT NULL,
  to_at bigint NOT NULL,
  PRIMARY KEY (log_id, shift_id),
  CHECK ((unit_id IS NULL) <> (desk_id IS NULL)),
  CHECK (from_at < to_at)
);
CREATE INDEX shift_when ON shift (log_id, to_at);

CREATE TABLE qualification (
  log_id text NOT NULL REFERENCES log,
  staff_id text NOT NULL,
  qualification_id text NOT NULL,
  expires_at bigint,
  PRIMARY KEY (log_id, staff_id, qualification_id)
);

CREATE TABLE duty (
  log_id text NOT NULL REFERENCES log,
  duty_id bigint GENERATED ALWAYS AS IDENTITY,
  staff_id text NOT NULL,
  unit_id text NOT NULL,
  from_at bigint NOT NULL,
  to_at bigint,
  PRIMARY KEY (log_id, duty_id)
);
-- Nobody is on two units at once.
CREATE UNIQUE INDEX duty_open ON duty (log_id, staff_id) WHERE to_at IS NULL;
CREATE INDEX duty_when ON duty (log_id, to_at);

GRANT SELECT, INSERT, UPDATE, DELETE ON shift, qualification, duty TO clarion_app;
