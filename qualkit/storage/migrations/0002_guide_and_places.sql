-- The topic guide and the turns that ask its questions; where each coder stopped.

CREATE TABLE question (
  id TEXT PRIMARY KEY,
  number INTEGER NOT NULL,
  body TEXT NOT NULL,
  change_id TEXT NOT NULL,
  removed_by TEXT
);

CREATE TABLE question_link (
  id TEXT PRIMARY KEY,
  version_id TEXT NOT NULL REFERENCES text_version (id),
  turn INTEGER NOT NULL,
  question_id TEXT NOT NULL REFERENCES question (id),
  score INTEGER NOT NULL,
  change_id TEXT NOT NULL,
  removed_by TEXT
);

CREATE UNIQUE INDEX question_link_live
  ON question_link (version_id, turn, question_id)
  WHERE removed_by IS NULL;

CREATE TABLE place (
  coder TEXT NOT NULL,
  document_id TEXT NOT NULL REFERENCES document (id),
  position INTEGER NOT NULL,
  PRIMARY KEY (coder, document_id)
);
