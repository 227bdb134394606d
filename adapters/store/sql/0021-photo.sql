-- Photos that crews take at an incident: sealed like all that people say, and erased with the contacts.
ALTER TABLE sealed DROP CONSTRAINT sealed_kind_check;
ALTER TABLE sealed ADD CONSTRAINT sealed_kind_check
  CHECK (kind IN ('contact', 'words', 'note', 'place', 'handOver', 'photo'));
