-- A study: texts, codings, memos and the log of who changed what.
-- Portable SQL: text ids, ISO times, JSON as text. A row is never deleted: removed_by names
-- the change that took it out. change_id names the change that brought it in.

CREATE TABLE meta (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
);

CREATE TABLE change_log (
  id TEXT PRIMARY KEY,
  clock TEXT NOT NULL UNIQUE,
  at TEXT NOT NULL,
  coder TEXT NOT NULL,
  action TEXT NOT NULL,
  undoable INTEGER NOT NULL,
  undoes TEXT,
  detail TEXT NOT NULL
);

CREATE INDEX change_log_coder ON change_log (coder, clock);

CREATE TABLE document (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  source_name TEXT NOT NULL,
  source_sha256 TEXT NOT NULL,
  imported_at TEXT NOT NULL,
  current_version TEXT NOT NULL,
  change_id TEXT NOT NULL,
  removed_by TEXT
);

CREATE UNIQUE INDEX document_name ON document (name) WHERE removed_by IS NULL;

CREATE TABLE text_version (
  id TEXT PRIMARY KEY,
  document_id TEXT NOT NULL REFERENCES document (id),
  number INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  characters INTEGER NOT NULL,
  words INTEGER NOT NULL,
  participant_words INTEGER NOT NULL,
  turn_count INTEGER NOT NULL,
  speakers TEXT NOT NULL,
  created_at TEXT NOT NULL,
  change_id TEXT NOT NULL,
  UNIQUE (document_id, number)
);

-- Apart from text_version, so that a list of documents reads no text.
CREATE TABLE text_body (
  version_id TEXT PRIMARY KEY REFERENCES text_version (id),
  body TEXT NOT NULL,
  turns TEXT NOT NULL,
  sentences TEXT NOT NULL,
  marks TEXT NOT NULL
);

CREATE TABLE coder (
  initials TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  role TEXT NOT NULL,
  change_id TEXT NOT NULL
);

CREATE TABLE codebook_version (
  fingerprint TEXT PRIMARY KEY,
  number INTEGER NOT NULL UNIQUE,
  content TEXT NOT NULL,
  created_at TEXT NOT NULL,
  change_id TEXT NOT NULL
);

CREATE TABLE coding (
  id TEXT PRIMARY KEY,
  document_id TEXT NOT NULL REFERENCES document (id),
  version_id TEXT NOT NULL REFERENCES text_version (id),
  layer TEXT NOT NULL,
  coder TEXT NOT NULL,
  round TEXT NOT NULL,
  code TEXT NOT NULL,
  span_start INTEGER NOT NULL,
  span_end INTEGER NOT NULL,
  created_at TEXT NOT NULL,
  codebook_version TEXT NOT NULL,
  assisted INTEGER NOT NULL,
  change_id TEXT NOT NULL,
  removed_by TEXT,
  CHECK (0 <= span_start AND span_start < span_end)
);

CREATE UNIQUE INDEX coding_live
  ON coding (version_id, layer, coder, round, code, span_start, span_end)
  WHERE removed_by IS NULL;

CREATE INDEX coding_change ON coding (change_id);

CREATE TABLE memo (
  id TEXT PRIMARY KEY,
  target_kind TEXT NOT NULL,
  target_id TEXT NOT NULL,
  coder TEXT NOT NULL,
  current_version TEXT,
  change_id TEXT NOT NULL,
  removed_by TEXT
);

CREATE INDEX memo_target ON memo (target_kind, target_id);

CREATE INDEX memo_change ON memo (change_id);

CREATE TABLE memo_version (
  id TEXT PRIMARY KEY,
  memo_id TEXT NOT NULL REFERENCES memo (id),
  body TEXT NOT NULL,
  created_at TEXT NOT NULL,
  change_id TEXT NOT NULL
);
