-- A password that somebody else made opens once: whoever signs in by it makes one of their own.
ALTER TABLE operator ADD COLUMN password_once boolean NOT NULL DEFAULT false;

-- What was done to the sign-ins of the organisation's staff, and by whom: written with the change itself, never changed.
CREATE TABLE operator_act (
  act_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at bigint NOT NULL,
  -- The sign-in that did it; NULL: at the machine itself.
  actor text,
  login text NOT NULL,
  act text NOT NULL CHECK (act IN ('made', 'role', 'password', 'deviceLost', 'ended', 'givenBack', 'signedOut')),
  role text,
  role_before text
);
CREATE INDEX operator_act_login ON operator_act (login, at);

GRANT SELECT, INSERT ON operator_act TO clarion_app;
