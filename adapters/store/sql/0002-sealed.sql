-- Personal text, encrypted; the keys are files outside the database. Erased: no body, and the key is gone.
CREATE TABLE sealed (
  log_id text NOT NULL REFERENCES log,
  sealed_id text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('contact', 'words', 'note')),
  call_id text,
  incident_id text,
  sealed_at bigint NOT NULL,
  key_id text NOT NULL UNIQUE,
  body bytea,
  erased_at bigint,
  PRIMARY KEY (log_id, sealed_id),
  CHECK ((body IS NULL) = (erased_at IS NOT NULL))
);
CREATE INDEX sealed_call ON sealed (log_id, call_id);
CREATE INDEX sealed_incident ON sealed (log_id, incident_id);
CREATE INDEX sealed_kept ON sealed (log_id, kind, sealed_at) WHERE body IS NOT NULL;

CREATE TABLE sealed_read (
  read_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  log_id text NOT NULL,
  sealed_id text NOT NULL,
  reader text NOT NULL,
  purpose text NOT NULL CHECK (purpose <> ''),
  at bigint NOT NULL
);
CREATE INDEX sealed_read_when ON sealed_read (log_id, at);
CREATE INDEX sealed_read_what ON sealed_read (log_id, sealed_id);

-- Replayed at every start: what stands here stays erased, whatever backup the keys came from.
CREATE TABLE erasure (
  log_id text NOT NULL,
  sealed_id text NOT NULL,
  key_id text NOT NULL,
  at bigint NOT NULL,
  reason text NOT NULL,
  PRIMARY KEY (log_id, sealed_id)
);

CREATE TRIGGER sealed_read_is_insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON sealed_read
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER erasure_is_insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON erasure
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

GRANT SELECT, INSERT ON sealed, sealed_read, erasure TO clarion_app;
GRANT UPDATE (body, erased_at) ON sealed TO clarion_app;
