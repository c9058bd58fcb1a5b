-- What left the study through the export gate, for whom, and what stood against it. profile is
-- team, commissioner or public; pseudonyms are those quoted, objections as JSON kind to number;
-- reason is why somebody let it leave although the gate objected ('' where it did not).
CREATE TABLE export_record (
  id TEXT PRIMARY KEY,
  what TEXT NOT NULL,
  file TEXT NOT NULL,
  profile TEXT NOT NULL,
  quotes INTEGER NOT NULL,
  pseudonyms TEXT NOT NULL DEFAULT '',
  objections TEXT NOT NULL DEFAULT '',
  reason TEXT NOT NULL DEFAULT '',
  sha256 TEXT NOT NULL DEFAULT '',
  coder TEXT NOT NULL,
  created_at TEXT NOT NULL,
  change_id TEXT NOT NULL,
  removed_by TEXT
);

CREATE INDEX export_record_change ON export_record (change_id);

-- What somebody said, in a researcher's words: for those who may be paraphrased and not quoted.
CREATE TABLE paraphrase (
  id TEXT PRIMARY KEY,
  code TEXT NOT NULL,
  document_id TEXT NOT NULL REFERENCES document (id),
  version_id TEXT NOT NULL REFERENCES text_version (id),
  span_start INTEGER NOT NULL,
  span_end INTEGER NOT NULL,
  body TEXT NOT NULL,
  coder TEXT NOT NULL,
  created_at TEXT NOT NULL,
  change_id TEXT NOT NULL,
  removed_by TEXT,
  CHECK (0 <= span_start AND span_start < span_end)
);

CREATE INDEX paraphrase_document ON paraphrase (document_id);

CREATE INDEX paraphrase_change ON paraphrase (change_id);

-- That the study is closed: how long what is archived is kept, and what became of the roster.
CREATE TABLE closing (
  id TEXT PRIMARY KEY,
  closed_on TEXT NOT NULL,
  retain_until TEXT NOT NULL,
  roster TEXT NOT NULL DEFAULT '',
  note TEXT NOT NULL DEFAULT '',
  coder TEXT NOT NULL,
  created_at TEXT NOT NULL,
  change_id TEXT NOT NULL,
  removed_by TEXT
);
