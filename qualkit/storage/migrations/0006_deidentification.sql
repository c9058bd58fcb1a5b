-- Stretches of a text that may say who somebody is, and what was decided on each. What the words
-- are stands in the text alone: never in these rows. rule is the rule that fired, status auto or
-- review until a person decides, then accepted, generalised, kept or rejected; replacement what
-- stands in its place, in square brackets, and wider what stands there in what is public ('' where
-- it follows from the type); participant is whose pseudonym it gets, proposed whom a misspelling
-- looks like.
CREATE TABLE finding (
  id TEXT PRIMARY KEY,
  document_id TEXT NOT NULL REFERENCES document (id),
  version_id TEXT NOT NULL REFERENCES text_version (id),
  span_start INTEGER NOT NULL,
  span_end INTEGER NOT NULL,
  type TEXT NOT NULL,
  rule TEXT NOT NULL,
  status TEXT NOT NULL,
  replacement TEXT NOT NULL,
  wider TEXT NOT NULL DEFAULT '',
  participant TEXT NOT NULL DEFAULT '',
  proposed TEXT NOT NULL DEFAULT '',
  decided_by TEXT NOT NULL DEFAULT '',
  decided_at TEXT NOT NULL DEFAULT '',
  coder TEXT NOT NULL,
  created_at TEXT NOT NULL,
  change_id TEXT NOT NULL,
  removed_by TEXT,
  CHECK (0 <= span_start AND span_start < span_end)
);

CREATE INDEX finding_version ON finding (version_id);

CREATE INDEX finding_change ON finding (change_id);

-- Which texts were scanned: one in which nothing was found was scanned all the same.
CREATE TABLE text_scan (
  id TEXT PRIMARY KEY,
  document_id TEXT NOT NULL REFERENCES document (id),
  version_id TEXT NOT NULL REFERENCES text_version (id),
  coder TEXT NOT NULL,
  created_at TEXT NOT NULL,
  change_id TEXT NOT NULL,
  removed_by TEXT
);

CREATE INDEX text_scan_version ON text_scan (version_id);

CREATE INDEX text_scan_change ON text_scan (change_id);
