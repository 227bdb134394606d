-- A time series with a short life; (unit, fix time) is a fix's identity. `written_by` makes a cursor that skips nothing:
-- ids are given out before commits, transactions below the oldest one running are all visible.
CREATE TABLE position (
  log_id text NOT NULL,
  unit_id text NOT NULL,
  fix_at bigint NOT NULL,
  lng double precision NOT NULL,
  lat double precision NOT NULL,
  speed_kmh real,
  heading_degrees real,
  received_at bigint NOT NULL,
  written_by xid8 NOT NULL DEFAULT pg_current_xact_id(),
  PRIMARY KEY (log_id, unit_id, fix_at)
);
CREATE INDEX position_when ON position (log_id, fix_at);
CREATE INDEX position_cursor ON position (log_id, written_by);

CREATE TABLE position_kept_aside (
  log_id text NOT NULL,
  unit_id text NOT NULL,
  fix_at bigint NOT NULL,
  lng double precision NOT NULL,
  lat double precision NOT NULL,
  speed_kmh real,
  heading_degrees real,
  received_at bigint NOT NULL,
  reason text NOT NULL,
  PRIMARY KEY (log_id, unit_id, fix_at)
);

GRANT SELECT, INSERT, DELETE ON position, position_kept_aside TO clarion_app;
