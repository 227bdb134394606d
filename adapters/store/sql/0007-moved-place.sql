-- Where a moving incident is: sealed like all that people say, and erased sooner.
ALTER TABLE sealed DROP CONSTRAINT sealed_kind_check;
ALTER TABLE sealed ADD CONSTRAINT sealed_kind_check CHECK (kind IN ('contact', 'words', 'note', 'place'));
