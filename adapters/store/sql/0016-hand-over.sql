-- Notes of a hand-over: sealed like all that people write.
ALTER TABLE sealed DROP CONSTRAINT sealed_kind_check;
ALTER TABLE sealed ADD CONSTRAINT sealed_kind_check CHECK (kind IN ('contact', 'words', 'note', 'place', 'handOver'));
