-- Who withdrew, and what must never come back: no word, name or attribute of theirs is in it.
-- counts is what went, as JSON: kind of thing to number.
CREATE TABLE withdrawal (
  id TEXT PRIMARY KEY,
  pseudonym TEXT NOT NULL,
  withdrawn_on TEXT NOT NULL,
  coder TEXT NOT NULL,
  counts TEXT NOT NULL,
  change_id TEXT NOT NULL
);

-- By what it is known again when it comes in anew: the hash of a file, the salted hash of a row of
-- a survey, the id of a document, of a text or of an entry of the log, a pseudonym that nobody
-- else may get.
CREATE TABLE tombstone (
  id TEXT PRIMARY KEY,
  withdrawal_id TEXT NOT NULL REFERENCES withdrawal (id),
  kind TEXT NOT NULL,
  value TEXT NOT NULL
);

CREATE INDEX tombstone_value ON tombstone (kind, value);
