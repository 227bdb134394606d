-- Times are integer milliseconds of UTC: the hash is taken over exactly what is stored.
CREATE TABLE log (
  log_id text PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('live', 'drill', 'simulation')),
  created_at bigint NOT NULL,
  head bigint NOT NULL DEFAULT 0,
  head_hash bytea NOT NULL DEFAULT decode(repeat('00', 32), 'hex') CHECK (length(head_hash) = 32)
);

CREATE TABLE entry (
  log_id text NOT NULL REFERENCES log,
  seq bigint NOT NULL CHECK (seq > 0),
  at bigint NOT NULL,
  recorded_at bigint NOT NULL,
  actor jsonb NOT NULL,
  command_id text NOT NULL,
  index integer NOT NULL CHECK (index >= 0),
  type text NOT NULL,
  incident_id text,
  unit_id text,
  on_paper jsonb,
  data jsonb NOT NULL,
  hash bytea NOT NULL CHECK (length(hash) = 32),
  PRIMARY KEY (log_id, seq),
  UNIQUE (log_id, command_id, index)
);
CREATE INDEX entry_incident ON entry (log_id, incident_id, seq) WHERE incident_id IS NOT NULL;
CREATE INDEX entry_unit ON entry (log_id, unit_id, seq) WHERE unit_id IS NOT NULL;

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is insert-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE TRIGGER entry_is_insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON entry
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER log_is_kept BEFORE DELETE OR TRUNCATE ON log
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE FUNCTION refuse_rewind() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.head < OLD.head OR NEW.log_id <> OLD.log_id OR NEW.kind <> OLD.kind THEN
    RAISE EXCEPTION 'a log only grows' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER log_only_grows BEFORE UPDATE ON log FOR EACH ROW EXECUTE FUNCTION refuse_rewind();

GRANT SELECT, INSERT ON log, entry TO clarion_app;
GRANT UPDATE (head, head_hash) ON log TO clarion_app;

CREATE TABLE installation (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  kind text NOT NULL CHECK (kind IN ('live', 'drill')),
  created_at bigint NOT NULL
);
GRANT SELECT, INSERT ON installation TO clarion_app;
