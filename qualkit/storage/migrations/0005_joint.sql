-- What researchers write into joint displays of survey and interviews: lead-ins, remarks, meta-
-- inferences and judgements of fit. What was written is never overwritten: a new wording is a new
-- row. instrument and subscale are '' where the survey has no scale for it; codes are ids with
-- commas between them; provisional says that it has still to be checked against final figures.
CREATE TABLE joint_note (
  id TEXT PRIMARY KEY,
  theme TEXT NOT NULL,
  kind TEXT NOT NULL,
  coder TEXT NOT NULL,
  instrument TEXT NOT NULL DEFAULT '',
  subscale TEXT NOT NULL DEFAULT '',
  codes TEXT NOT NULL DEFAULT '',
  judgement TEXT NOT NULL DEFAULT '',
  provisional INTEGER NOT NULL DEFAULT 0,
  body TEXT NOT NULL,
  created_at TEXT NOT NULL,
  change_id TEXT NOT NULL,
  removed_by TEXT
);

CREATE INDEX joint_note_theme ON joint_note (theme);

CREATE INDEX joint_note_change ON joint_note (change_id);
