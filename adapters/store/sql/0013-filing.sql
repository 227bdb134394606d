-- When the work that a text belonged to was over, written when it leaves the board: its retention counts from then.
ALTER TABLE sealed ADD COLUMN ended_at bigint;
GRANT UPDATE (ended_at) ON sealed TO clarion_app;
-- What was filed is found by the entries that filed it.
CREATE INDEX entry_filed ON entry (log_id, at) WHERE type = 'RecordsFiled';
