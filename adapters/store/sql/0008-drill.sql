-- What the leader of a drill did: its pace, pauses, jumps, injects. Beside the log, since the law of dispatch knows no drills.
CREATE TABLE drill_control (
  log_id text NOT NULL,
  number integer NOT NULL CHECK (number > 0),
  at bigint NOT NULL,
  by_role text NOT NULL,
  control jsonb NOT NULL,
  PRIMARY KEY (log_id, number)
);

GRANT SELECT, INSERT ON drill_control TO clarion_app;
