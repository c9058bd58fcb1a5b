-- What coders put beside codings (stars, counter-examples, notes for the team, bookmarks), codes
-- that are still their coder's own, what is proposed to a coder, codings that a corrected text
-- left in doubt, and the codebook file as it stood at each of our saves.

CREATE TABLE mark (
  id TEXT PRIMARY KEY,
  coding_id TEXT NOT NULL REFERENCES coding (id),
  kind TEXT NOT NULL,
  coder TEXT NOT NULL,
  created_at TEXT NOT NULL,
  change_id TEXT NOT NULL,
  removed_by TEXT
);

CREATE UNIQUE INDEX mark_live ON mark (coding_id, kind, coder) WHERE removed_by IS NULL;

CREATE INDEX mark_change ON mark (change_id);

-- The words of a note are a memo on it (target_kind 'team note').
CREATE TABLE team_note (
  id TEXT PRIMARY KEY,
  document_id TEXT NOT NULL REFERENCES document (id),
  version_id TEXT NOT NULL REFERENCES text_version (id),
  span_start INTEGER NOT NULL,
  span_end INTEGER NOT NULL,
  code TEXT NOT NULL,
  coder TEXT NOT NULL,
  created_at TEXT NOT NULL,
  settled_by TEXT,
  change_id TEXT NOT NULL,
  removed_by TEXT,
  CHECK (0 <= span_start AND span_start < span_end)
);

CREATE INDEX team_note_document ON team_note (document_id);

CREATE TABLE bookmark (
  id TEXT PRIMARY KEY,
  document_id TEXT NOT NULL REFERENCES document (id),
  version_id TEXT NOT NULL REFERENCES text_version (id),
  coder TEXT NOT NULL,
  span_start INTEGER NOT NULL,
  span_end INTEGER NOT NULL,
  created_at TEXT NOT NULL,
  change_id TEXT NOT NULL,
  removed_by TEXT
);

CREATE INDEX bookmark_document ON bookmark (document_id, coder);

-- A code that only its coder sees, until it is shared: then it stands in the codebook file.
CREATE TABLE draft_code (
  id TEXT PRIMARY KEY,
  code TEXT NOT NULL,
  coder TEXT NOT NULL,
  content TEXT NOT NULL,
  created_at TEXT NOT NULL,
  shared_by TEXT,
  change_id TEXT NOT NULL,
  removed_by TEXT
);

CREATE UNIQUE INDEX draft_code_live ON draft_code (coder, code)
  WHERE removed_by IS NULL AND shared_by IS NULL;

CREATE TABLE proposal (
  id TEXT PRIMARY KEY,
  document_id TEXT NOT NULL REFERENCES document (id),
  version_id TEXT NOT NULL REFERENCES text_version (id),
  coder TEXT NOT NULL,
  code TEXT NOT NULL,
  span_start INTEGER NOT NULL,
  span_end INTEGER NOT NULL,
  source TEXT NOT NULL,
  score INTEGER NOT NULL,
  why TEXT NOT NULL,
  state TEXT NOT NULL,
  coding_id TEXT,
  created_at TEXT NOT NULL,
  change_id TEXT NOT NULL,
  removed_by TEXT,
  CHECK (0 <= span_start AND span_start < span_end)
);

CREATE INDEX proposal_coder ON proposal (coder, state);

CREATE INDEX proposal_change ON proposal (change_id);

-- Something that hung on an earlier version of a text and could not be carried over for certain.
CREATE TABLE carry (
  id TEXT PRIMARY KEY,
  target_table TEXT NOT NULL,
  target_id TEXT NOT NULL,
  coder TEXT NOT NULL,
  document_id TEXT NOT NULL REFERENCES document (id),
  from_version TEXT NOT NULL REFERENCES text_version (id),
  to_version TEXT NOT NULL REFERENCES text_version (id),
  span_start INTEGER,
  span_end INTEGER,
  confidence INTEGER NOT NULL,
  state TEXT NOT NULL,
  change_id TEXT NOT NULL,
  removed_by TEXT
);

CREATE INDEX carry_coder ON carry (coder, state);

CREATE INDEX carry_change ON carry (change_id);

CREATE TABLE codebook_text (
  id TEXT PRIMARY KEY,
  fingerprint TEXT NOT NULL,
  content TEXT NOT NULL,
  created_at TEXT NOT NULL,
  change_id TEXT NOT NULL
);

ALTER TABLE text_version ADD COLUMN source_name TEXT NOT NULL DEFAULT '';

ALTER TABLE text_version ADD COLUMN source_sha256 TEXT NOT NULL DEFAULT '';

-- What was selected where a coder stopped: text version, both ends of the fixed part, the moving
-- end and the unit, separated by spaces.
ALTER TABLE place ADD COLUMN selection TEXT NOT NULL DEFAULT '';

-- Which of these texts is in the file: one row, so that an edit of the file is a change of one
-- field, which undo takes back as any other.
CREATE TABLE codebook_file (
  id TEXT PRIMARY KEY,
  text_id TEXT
);

INSERT INTO codebook_file (id, text_id) VALUES ('codebook', NULL);

-- Edits that changed the wording of a code's rule and not the rule: marks of both wordings.
CREATE TABLE codebook_editorial (
  id TEXT PRIMARY KEY,
  code TEXT NOT NULL,
  rule_before TEXT NOT NULL,
  rule_after TEXT NOT NULL,
  change_id TEXT NOT NULL,
  removed_by TEXT
);
