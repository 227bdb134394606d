ALTER TABLE operator DROP CONSTRAINT operator_role_check;
ALTER TABLE operator ADD CONSTRAINT operator_role_check
  CHECK (role IN ('callTaker', 'dispatcher', 'commander', 'responder', 'auditor', 'administrator', 'planner'));
