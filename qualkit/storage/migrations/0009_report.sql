-- Quotations chosen for a report, under a name, in an order made by hand.
CREATE TABLE selection (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  coder TEXT NOT NULL,
  created_at TEXT NOT NULL,
  change_id TEXT NOT NULL,
  removed_by TEXT
);

CREATE UNIQUE INDEX selection_live ON selection (name) WHERE removed_by IS NULL;

-- position orders them. cuts are stretches left out, counted from span_start, with a checksum of
-- what they cut from: '12-40,80-95/1f2e3d4c'. attribution names the attributes that print with it
-- ('' is what study.yaml says, '-' none); qualifies is the id of the quotation that this one is a
-- counter-example to ('' none). Lead-ins and notes are report_text.
CREATE TABLE selected_quote (
  id TEXT PRIMARY KEY,
  selection_id TEXT NOT NULL REFERENCES selection (id),
  code TEXT NOT NULL,
  document_id TEXT NOT NULL REFERENCES document (id),
  version_id TEXT NOT NULL REFERENCES text_version (id),
  span_start INTEGER NOT NULL,
  span_end INTEGER NOT NULL,
  position INTEGER NOT NULL,
  cuts TEXT NOT NULL DEFAULT '',
  attribution TEXT NOT NULL DEFAULT '',
  qualifies TEXT NOT NULL DEFAULT '',
  coder TEXT NOT NULL,
  created_at TEXT NOT NULL,
  change_id TEXT NOT NULL,
  removed_by TEXT,
  CHECK (0 <= span_start AND span_start < span_end)
);

CREATE INDEX selected_quote_selection ON selected_quote (selection_id);

CREATE INDEX selected_quote_document ON selected_quote (document_id);

CREATE INDEX selected_quote_change ON selected_quote (change_id);

-- What people write for the report: lead-ins, summaries of a framework matrix, answers to prompts.
-- section, kind and target say where it stands; a new wording is a new row.
CREATE TABLE report_text (
  id TEXT PRIMARY KEY,
  section TEXT NOT NULL,
  kind TEXT NOT NULL,
  target TEXT NOT NULL DEFAULT '',
  body TEXT NOT NULL,
  coder TEXT NOT NULL,
  created_at TEXT NOT NULL,
  change_id TEXT NOT NULL,
  removed_by TEXT
);

CREATE INDEX report_text_section ON report_text (section);

CREATE INDEX report_text_change ON report_text (change_id);

-- Memos whose words are key points of the report.
CREATE TABLE report_memo (
  id TEXT PRIMARY KEY,
  memo_id TEXT NOT NULL REFERENCES memo (id),
  coder TEXT NOT NULL,
  created_at TEXT NOT NULL,
  change_id TEXT NOT NULL,
  removed_by TEXT
);

CREATE UNIQUE INDEX report_memo_live ON report_memo (memo_id) WHERE removed_by IS NULL;

-- Under what a document of literature is cited.
CREATE TABLE citation (
  id TEXT PRIMARY KEY,
  document_id TEXT NOT NULL REFERENCES document (id),
  body TEXT NOT NULL,
  coder TEXT NOT NULL,
  created_at TEXT NOT NULL,
  change_id TEXT NOT NULL,
  removed_by TEXT
);

CREATE UNIQUE INDEX citation_live ON citation (document_id) WHERE removed_by IS NULL;
