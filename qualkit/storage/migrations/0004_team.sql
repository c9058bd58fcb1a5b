-- Who codes what in which round, what they had coded when they first said done, what was decided
-- where they differed, and the meetings that changed the codebook.

CREATE TABLE coding_round (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  number INTEGER NOT NULL,
  opened_at TEXT NOT NULL,
  closed_at TEXT,
  codebook_version TEXT NOT NULL DEFAULT '',
  change_id TEXT NOT NULL,
  removed_by TEXT
);

CREATE UNIQUE INDEX coding_round_live ON coding_round (name) WHERE removed_by IS NULL;

-- first_done_at is set once and stays when the work is opened again; discussed is the moment of
-- the first opening after others' codings could be seen.
CREATE TABLE assignment (
  id TEXT PRIMARY KEY,
  round TEXT NOT NULL,
  coder TEXT NOT NULL,
  document_id TEXT NOT NULL REFERENCES document (id),
  purpose TEXT NOT NULL,
  themes TEXT NOT NULL DEFAULT '',
  designated INTEGER NOT NULL DEFAULT 0,
  state TEXT NOT NULL,
  first_done_at TEXT,
  done_at TEXT,
  discussed_at TEXT,
  version_id TEXT,
  codebook_version TEXT NOT NULL DEFAULT '',
  created_at TEXT NOT NULL,
  change_id TEXT NOT NULL,
  removed_by TEXT
);

CREATE UNIQUE INDEX assignment_live ON assignment (round, coder, document_id)
  WHERE removed_by IS NULL;

CREATE INDEX assignment_document ON assignment (document_id);

CREATE INDEX assignment_change ON assignment (change_id);

-- Codings as they were when their coder first said done: what agreement is computed from.
CREATE TABLE frozen_coding (
  id TEXT PRIMARY KEY,
  assignment_id TEXT NOT NULL REFERENCES assignment (id),
  coding_id TEXT NOT NULL,
  document_id TEXT NOT NULL REFERENCES document (id),
  version_id TEXT NOT NULL REFERENCES text_version (id),
  coder TEXT NOT NULL,
  round TEXT NOT NULL,
  code TEXT NOT NULL,
  span_start INTEGER NOT NULL,
  span_end INTEGER NOT NULL,
  assisted INTEGER NOT NULL,
  made_at TEXT NOT NULL,
  codebook_version TEXT NOT NULL,
  change_id TEXT NOT NULL,
  removed_by TEXT,
  CHECK (0 <= span_start AND span_start < span_end)
);

CREATE INDEX frozen_coding_document ON frozen_coding (document_id, round);

CREATE INDEX frozen_coding_change ON frozen_coding (change_id);

CREATE TABLE unblinding (
  id TEXT PRIMARY KEY,
  document_id TEXT NOT NULL REFERENCES document (id),
  coder TEXT NOT NULL,
  reason TEXT NOT NULL,
  created_at TEXT NOT NULL,
  change_id TEXT NOT NULL,
  removed_by TEXT
);

CREATE TABLE assignment_plan (
  id TEXT PRIMARY KEY,
  round TEXT NOT NULL,
  settings TEXT NOT NULL,
  created_at TEXT NOT NULL,
  coder TEXT NOT NULL,
  change_id TEXT NOT NULL,
  removed_by TEXT
);

-- A passage on which coders differed, and what was decided. The codings that came of it lie in
-- the table of codings, in the consensus layer; `codings` holds their ids, separated by spaces,
-- and `about` those of the coders' codings that were decided on.
CREATE TABLE adjudication (
  id TEXT PRIMARY KEY,
  round TEXT NOT NULL,
  document_id TEXT NOT NULL REFERENCES document (id),
  version_id TEXT NOT NULL REFERENCES text_version (id),
  span_start INTEGER NOT NULL,
  span_end INTEGER NOT NULL,
  coders TEXT NOT NULL,
  codes TEXT NOT NULL,
  kind TEXT NOT NULL,
  outcome TEXT NOT NULL,
  taken TEXT NOT NULL DEFAULT '',
  codings TEXT NOT NULL DEFAULT '',
  about TEXT NOT NULL DEFAULT '',
  reason TEXT NOT NULL,
  decided_by TEXT NOT NULL,
  followed_by TEXT NOT NULL DEFAULT '',
  coder TEXT NOT NULL,
  created_at TEXT NOT NULL,
  change_id TEXT NOT NULL,
  removed_by TEXT,
  CHECK (0 <= span_start AND span_start < span_end)
);

CREATE INDEX adjudication_document ON adjudication (document_id, round);

CREATE INDEX adjudication_change ON adjudication (change_id);

CREATE TABLE meeting (
  id TEXT PRIMARY KEY,
  held_on TEXT NOT NULL,
  title TEXT NOT NULL,
  present TEXT NOT NULL,
  round TEXT NOT NULL,
  codebook_before TEXT NOT NULL DEFAULT '',
  codebook_after TEXT NOT NULL DEFAULT '',
  closed_at TEXT,
  created_at TEXT NOT NULL,
  coder TEXT NOT NULL,
  change_id TEXT NOT NULL,
  removed_by TEXT
);

-- A point of a meeting's agenda. A decision is a new row that replaces the one without it.
CREATE TABLE meeting_item (
  id TEXT PRIMARY KEY,
  meeting_id TEXT NOT NULL REFERENCES meeting (id),
  number INTEGER NOT NULL,
  kind TEXT NOT NULL,
  target_id TEXT NOT NULL,
  code TEXT NOT NULL,
  heading TEXT NOT NULL,
  decision TEXT NOT NULL,
  reason TEXT NOT NULL,
  codebook_version TEXT NOT NULL DEFAULT '',
  created_at TEXT NOT NULL,
  coder TEXT NOT NULL,
  change_id TEXT NOT NULL,
  removed_by TEXT
);

CREATE INDEX meeting_item_meeting ON meeting_item (meeting_id);

CREATE INDEX meeting_item_change ON meeting_item (change_id);

-- What comes of bringing copies of a study together. A field that was changed in two copies, each
-- not knowing of the other: `kept` is what is in force and `other` what is not, both as JSON, and
-- the two entries of the log that say so; whose it is, and in which document ('' where none).
CREATE TABLE conflict (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  target_table TEXT NOT NULL,
  target_id TEXT NOT NULL,
  field TEXT NOT NULL,
  coder TEXT NOT NULL,
  document_id TEXT NOT NULL,
  kept_by TEXT NOT NULL,
  other_by TEXT NOT NULL,
  kept TEXT NOT NULL,
  other TEXT NOT NULL,
  settled_by TEXT
);

-- Rows that say what another row says already: their removed_by is 'same:' and that row's id.
CREATE TABLE twin (
  target_table TEXT NOT NULL,
  target_id TEXT NOT NULL,
  survivor TEXT NOT NULL,
  PRIMARY KEY (target_table, target_id)
);

CREATE INDEX twin_survivor ON twin (target_table, survivor);

-- What hung on such a row and hangs on the other one now: where it hung before.
CREATE TABLE moved (
  target_table TEXT NOT NULL,
  target_id TEXT NOT NULL,
  field TEXT NOT NULL,
  was TEXT NOT NULL,
  PRIMARY KEY (target_table, target_id, field)
);

-- When which copy was brought in here: each copy of a study has its own.
CREATE TABLE merged_copy (
  id TEXT PRIMARY KEY,
  at TEXT NOT NULL,
  coder TEXT NOT NULL,
  source TEXT NOT NULL,
  clock TEXT NOT NULL,
  entries INTEGER NOT NULL,
  codings INTEGER NOT NULL
);

-- How far each coder has come, for the grid of work: a database that keeps coders apart lets this
-- be read also where the place itself is another's, with what was selected there.
CREATE VIEW place_reached AS SELECT coder, document_id, position FROM place;
