BEGIN TRANSACTION;
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
INSERT INTO "change_log" VALUES('01a200ca-8f85-7000-8a6b-945b3684b9d4','01a200ca8f85-000000-ef1f9b8c','2026-11-22T01:06:44.741Z','AB','import transcripts',0,NULL,'{"ops":[{"table":"document","id":"01a200ca-8f84-7000-bd33-7fd1c7ad77e4","new":true}],"documents":["01a200ca-8f84-7000-bd33-7fd1c7ad77e4"],"facts":[]}');
INSERT INTO "change_log" VALUES('01a200ca-8f88-7000-aed0-f5a98541a780','01a200ca8f88-000000-ef1f9b8c','2026-11-22T01:06:44.744Z','AB','code',1,NULL,'{"ops":[{"table":"coding","id":"01a200ca-8f88-7001-8fc8-f154f278ad78","new":true},{"table":"memo","id":"01a200ca-8f88-7002-aacc-f1e84801f65f","new":true}],"documents":["01a200ca-8f84-7000-bd33-7fd1c7ad77e4"],"facts":[]}');
INSERT INTO "change_log" VALUES('01a200ca-8f8b-7001-bb03-b8823233f11a','01a200ca8f8b-000000-ef1f9b8c','2026-11-22T01:06:44.747Z','AB','code',1,NULL,'{"ops":[{"table":"coding","id":"01a200ca-8f8b-7000-b27d-44356d390129","new":true}],"documents":["01a200ca-8f84-7000-bd33-7fd1c7ad77e4"],"facts":[]}');
INSERT INTO "change_log" VALUES('01a200ca-8f8d-7000-aa00-a939dee2c854','01a200ca8f8d-000000-ef1f9b8c','2026-11-22T01:06:44.749Z','AB','uncode',1,NULL,'{"ops":[{"table":"coding","id":"01a200ca-8f8b-7000-b27d-44356d390129","field":"removed_by","from":null,"to":"01a200ca-8f8d-7000-aa00-a939dee2c854"}],"documents":["01a200ca-8f84-7000-bd33-7fd1c7ad77e4"],"facts":[]}');
CREATE TABLE codebook_version (
  fingerprint TEXT PRIMARY KEY,
  number INTEGER NOT NULL UNIQUE,
  content TEXT NOT NULL,
  created_at TEXT NOT NULL,
  change_id TEXT NOT NULL
);
CREATE TABLE coder (
  initials TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  role TEXT NOT NULL,
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
INSERT INTO "coding" VALUES('01a200ca-8f88-7001-8fc8-f154f278ad78','01a200ca-8f84-7000-bd33-7fd1c7ad77e4','01a200ca-8f84-7001-8fb0-487213828b8e','coder','AB','1','exhaustion',20,26,'2026-11-22T01:06:44.744Z','ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',0,'01a200ca-8f88-7000-aed0-f5a98541a780',NULL);
INSERT INTO "coding" VALUES('01a200ca-8f8b-7000-b27d-44356d390129','01a200ca-8f84-7000-bd33-7fd1c7ad77e4','01a200ca-8f84-7001-8fb0-487213828b8e','coder','AB','1','caseload',27,46,'2026-11-22T01:06:44.747Z','ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',0,'01a200ca-8f8b-7001-bb03-b8823233f11a','01a200ca-8f8d-7000-aa00-a939dee2c854');
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
INSERT INTO "document" VALUES('01a200ca-8f84-7000-bd33-7fd1c7ad77e4','old.txt','interview','old.txt','0000000000000000000000000000000000000000000000000000000000000000','2026-11-22T01:06:44.741Z','01a200ca-8f84-7001-8fb0-487213828b8e','01a200ca-8f85-7000-8a6b-945b3684b9d4',NULL);
CREATE TABLE memo (
  id TEXT PRIMARY KEY,
  target_kind TEXT NOT NULL,
  target_id TEXT NOT NULL,
  coder TEXT NOT NULL,
  current_version TEXT,
  change_id TEXT NOT NULL,
  removed_by TEXT
);
INSERT INTO "memo" VALUES('01a200ca-8f88-7002-aacc-f1e84801f65f','coding','01a200ca-8f88-7001-8fc8-f154f278ad78','AB','01a200ca-8f88-7003-9626-079caffa8104','01a200ca-8f88-7000-aed0-f5a98541a780',NULL);
CREATE TABLE memo_version (
  id TEXT PRIMARY KEY,
  memo_id TEXT NOT NULL REFERENCES memo (id),
  body TEXT NOT NULL,
  created_at TEXT NOT NULL,
  change_id TEXT NOT NULL
);
INSERT INTO "memo_version" VALUES('01a200ca-8f88-7003-9626-079caffa8104','01a200ca-8f88-7002-aacc-f1e84801f65f','short','2026-11-22T01:06:44.744Z','01a200ca-8f88-7000-aed0-f5a98541a780');
CREATE TABLE meta (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
);
INSERT INTO "meta" VALUES('schema','1');
INSERT INTO "meta" VALUES('study_id','01a200b0-c617-7000-b111-806a3d79db3d');
CREATE TABLE text_body (
  version_id TEXT PRIMARY KEY REFERENCES text_version (id),
  body TEXT NOT NULL,
  turns TEXT NOT NULL,
  sentences TEXT NOT NULL,
  marks TEXT NOT NULL
);
INSERT INTO "text_body" VALUES('01a200ca-8f84-7001-8fb0-487213828b8e','I: How are you?
P1: Tired. We lost two people.
','[[0,3,15],[1,20,46]]','[3,15,20,26,27,46]','[[0,3,"label",""],[16,20,"label",""]]');
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
INSERT INTO "text_version" VALUES('01a200ca-8f84-7001-8fb0-487213828b8e','01a200ca-8f84-7000-bd33-7fd1c7ad77e4',1,'4f2c8a850092eca676e38a6610a7be2f759ad471bcacfc7fca856b649f4bb1b5',47,8,5,2,'[["interviewer","INT1"],["participant","P01"]]','2026-11-22T01:06:44.741Z','01a200ca-8f85-7000-8a6b-945b3684b9d4');
CREATE INDEX change_log_coder ON change_log (coder, clock);
CREATE UNIQUE INDEX document_name ON document (name) WHERE removed_by IS NULL;
CREATE UNIQUE INDEX coding_live
  ON coding (version_id, layer, coder, round, code, span_start, span_end)
  WHERE removed_by IS NULL;
CREATE INDEX coding_change ON coding (change_id);
CREATE INDEX memo_target ON memo (target_kind, target_id);
CREATE INDEX memo_change ON memo (change_id);
COMMIT;
