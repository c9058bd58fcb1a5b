BEGIN TRANSACTION;
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
INSERT INTO "assignment" VALUES('01a202a2-d159-7000-b870-2d67321bad4f','1','AB','01a20143-82e5-7000-9fb3-e5a13e718e95','double','',0,'done','2026-11-22T09:42:34.603Z','2026-11-22T09:42:34.603Z',NULL,'01a20143-82e5-7001-b054-ca4b42d18738','abad73902ce8af22387196430a2f2f0e629e1f29172d4a0e9062ef35e76aa852','2026-11-22T09:42:34.585Z','01a202a2-d159-7001-b788-38a9fd5ee3ee',NULL);
INSERT INTO "assignment" VALUES('01a202a2-d15c-7000-bca8-5f0de0fb6d47','1','CD','01a20143-82e5-7000-9fb3-e5a13e718e95','double','',0,'done','2026-11-22T09:42:34.605Z','2026-11-22T09:42:34.605Z',NULL,'01a20143-82e5-7001-b054-ca4b42d18738','abad73902ce8af22387196430a2f2f0e629e1f29172d4a0e9062ef35e76aa852','2026-11-22T09:42:34.589Z','01a202a2-d15d-7000-a87f-7300b578c8c5',NULL);
CREATE TABLE assignment_plan (
  id TEXT PRIMARY KEY,
  round TEXT NOT NULL,
  settings TEXT NOT NULL,
  created_at TEXT NOT NULL,
  coder TEXT NOT NULL,
  change_id TEXT NOT NULL,
  removed_by TEXT
);
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
INSERT INTO "bookmark" VALUES('01a201ef-3b03-7001-99e9-2e3dbb19e4bf','01a20143-82e5-7000-9fb3-e5a13e718e95','01a20143-82e5-7001-b054-ca4b42d18738','AB',46,69,'2026-11-22T06:26:25.155Z','01a201ef-3b03-7000-b4b7-73c484112385',NULL);
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
INSERT INTO "change_log" VALUES('01a20143-7dc8-7000-98ae-8fc6dd0247dc','01a201437dc8-000000-684ac24a','2026-11-22T03:18:50.056Z','AB','import codebook',0,NULL,'{"ops":[{"table":"codebook_version","id":"e6b32cbda90c8bfc9cf4975413293ddd808a62958fb2b0c48ece04c98bd95ca0","new":true}],"documents":[],"facts":[["version","1"],["codes","2"]]}');
INSERT INTO "change_log" VALUES('01a20143-7de3-7000-800b-9e0b0641e7bc','01a201437de3-000000-684ac24a','2026-11-22T03:18:50.083Z','AB','import topic guide',0,NULL,'{"ops":[{"table":"question","id":"01a20143-7de3-7001-800c-8a0f103b1cbe","new":true},{"table":"question","id":"01a20143-7de3-7002-afda-479cb7710594","new":true}],"documents":[],"facts":[["count","2"]]}');
INSERT INTO "change_log" VALUES('01a20143-82fe-7000-b742-c403ae737aed','01a2014382fe-000000-684ac24a','2026-11-22T03:18:51.390Z','AB','import transcripts',0,NULL,'{"ops":[{"table":"document","id":"01a20143-82e5-7000-9fb3-e5a13e718e95","new":true},{"table":"question_link","id":"01a20143-82fe-7001-ae5f-e111edf7ea9f","new":true},{"table":"question_link","id":"01a20143-82fe-7002-a9d1-417f32aa76d7","new":true}],"documents":["01a20143-82e5-7000-9fb3-e5a13e718e95"],"facts":[["count","1"]]}');
INSERT INTO "change_log" VALUES('01a20143-8305-7000-b993-c12290687a2e','01a201438305-000000-684ac24a','2026-11-22T03:18:51.397Z','AB','code',1,NULL,'{"ops":[{"table":"coding","id":"01a20143-8304-7000-b86a-8e0f07a6c4f1","new":true},{"table":"memo","id":"01a20143-8305-7001-a2f9-039f3a6bb476","new":true}],"documents":["01a20143-82e5-7000-9fb3-e5a13e718e95"],"facts":[["code","vacancies"],["document","01a20143-82e5-7000-9fb3-e5a13e718e95"],["start","46"],["end","69"]]}');
INSERT INTO "change_log" VALUES('01a20143-8306-7001-a22b-eb0dec83a877','01a201438306-000000-684ac24a','2026-11-22T03:18:51.398Z','AB','code',1,NULL,'{"ops":[{"table":"coding","id":"01a20143-8306-7000-a390-bbf85edafda6","new":true}],"documents":["01a20143-82e5-7000-9fb3-e5a13e718e95"],"facts":[["code","talk"],["document","01a20143-82e5-7000-9fb3-e5a13e718e95"],["start","111"],["end","124"]]}');
INSERT INTO "change_log" VALUES('01a20143-8307-7000-8ebd-2fabc161d1dc','01a201438307-000000-684ac24a','2026-11-22T03:18:51.399Z','AB','uncode',1,NULL,'{"ops":[{"table":"coding","id":"01a20143-8306-7000-a390-bbf85edafda6","field":"removed_by","from":null,"to":"01a20143-8307-7000-8ebd-2fabc161d1dc"}],"documents":["01a20143-82e5-7000-9fb3-e5a13e718e95"],"facts":[["code","talk"],["document","01a20143-82e5-7000-9fb3-e5a13e718e95"],["start","111"],["end","124"]]}');
INSERT INTO "change_log" VALUES('01a20143-8308-7001-a1b4-e6e2da960290','01a201438308-000000-684ac24a','2026-11-22T03:18:51.400Z','AB','code',1,NULL,'{"ops":[{"table":"coding","id":"01a20143-8308-7000-881e-71cc9d54635a","new":true}],"documents":["01a20143-82e5-7000-9fb3-e5a13e718e95"],"facts":[["code","vacancies"],["document","01a20143-82e5-7000-9fb3-e5a13e718e95"],["start","40"],["end","45"]]}');
INSERT INTO "change_log" VALUES('01a20143-830f-7000-ab5b-e538cbcb5f93','01a20143830f-000000-684ac24a','2026-11-22T03:18:51.407Z','AB','undo',1,'01a20143-8308-7001-a1b4-e6e2da960290','{"ops":[{"table":"coding","id":"01a20143-8308-7000-881e-71cc9d54635a","field":"removed_by","from":null,"to":"01a20143-830f-7000-ab5b-e538cbcb5f93"}],"documents":["01a20143-82e5-7000-9fb3-e5a13e718e95"],"facts":[["action","code"],["code","vacancies"],["document","01a20143-82e5-7000-9fb3-e5a13e718e95"],["start","40"],["end","45"]]}');
INSERT INTO "change_log" VALUES('01a201ef-3afe-7000-968f-7d32df8eadf8','01a201ef3afe-000000-f22cb2c2','2026-11-22T06:26:25.150Z','AB','star',1,NULL,'{"ops":[{"table":"mark","id":"01a201ef-3aff-7000-bdb3-55475bbe3b48","new":true}],"documents":["01a20143-82e5-7000-9fb3-e5a13e718e95"],"facts":[["code","vacancies"],["document","01a20143-82e5-7000-9fb3-e5a13e718e95"],["start","46"],["end","69"]]}');
INSERT INTO "change_log" VALUES('01a201ef-3b00-7000-a3ed-cd6006caf3d0','01a201ef3b00-000000-f22cb2c2','2026-11-22T06:26:25.152Z','AB','counter-example',1,NULL,'{"ops":[{"table":"mark","id":"01a201ef-3b00-7001-ae94-11067082849e","new":true},{"table":"memo","id":"01a201ef-3b00-7002-b124-1c070d242d78","new":true}],"documents":["01a20143-82e5-7000-9fb3-e5a13e718e95"],"facts":[["code","vacancies"],["document","01a20143-82e5-7000-9fb3-e5a13e718e95"],["start","46"],["end","69"]]}');
INSERT INTO "change_log" VALUES('01a201ef-3b02-7000-ab0f-66f528d9152d','01a201ef3b02-000000-f22cb2c2','2026-11-22T06:26:25.154Z','AB','team note',1,NULL,'{"ops":[{"table":"team_note","id":"01a201ef-3b02-7001-8895-c351f68d5b37","new":true},{"table":"memo","id":"01a201ef-3b02-7002-813f-a3f20e786e01","new":true}],"documents":["01a20143-82e5-7000-9fb3-e5a13e718e95"],"facts":[["document","01a20143-82e5-7000-9fb3-e5a13e718e95"],["start","46"],["end","69"]]}');
INSERT INTO "change_log" VALUES('01a201ef-3b03-7000-b4b7-73c484112385','01a201ef3b03-000000-f22cb2c2','2026-11-22T06:26:25.155Z','AB','bookmark',1,NULL,'{"ops":[{"table":"bookmark","id":"01a201ef-3b03-7001-99e9-2e3dbb19e4bf","new":true}],"documents":["01a20143-82e5-7000-9fb3-e5a13e718e95"],"facts":[["document","01a20143-82e5-7000-9fb3-e5a13e718e95"],["start","46"],["end","69"]]}');
INSERT INTO "change_log" VALUES('01a201ef-3b1a-7000-9898-f589173a4c35','01a201ef3b1a-000000-f22cb2c2','2026-11-22T06:26:25.178Z','CD','draft code privately',1,NULL,'{"ops":[{"table":"draft_code","id":"01a201ef-3b1a-7001-a57e-cba9fe321309","new":true}],"documents":[],"facts":[["code","cold-hands-n5f7"]]}');
INSERT INTO "change_log" VALUES('01a201ef-3b1b-7000-b028-ce24f4230453','01a201ef3b1b-000000-f22cb2c2','2026-11-22T06:26:25.179Z','CD','code',1,NULL,'{"ops":[{"table":"coding","id":"01a201ef-3b1b-7001-b415-5f2b9f8960e2","new":true}],"documents":["01a20143-82e5-7000-9fb3-e5a13e718e95"],"facts":[["code","vacancies"],["document","01a20143-82e5-7000-9fb3-e5a13e718e95"],["start","46"],["end","69"]]}');
INSERT INTO "change_log" VALUES('01a201ef-3b1f-7000-8dbb-c25c48d09efe','01a201ef3b1f-000000-f22cb2c2','2026-11-22T06:26:25.183Z','CD','undo',1,'01a201ef-3b1b-7000-b028-ce24f4230453','{"ops":[{"table":"coding","id":"01a201ef-3b1b-7001-b415-5f2b9f8960e2","field":"removed_by","from":null,"to":"01a201ef-3b1f-7000-8dbb-c25c48d09efe"}],"documents":["01a20143-82e5-7000-9fb3-e5a13e718e95"],"facts":[["action","code"],["code","vacancies"],["document","01a20143-82e5-7000-9fb3-e5a13e718e95"],["start","46"],["end","69"]]}');
INSERT INTO "change_log" VALUES('01a201ef-3b20-7000-bb5c-e6602282455b','01a201ef3b20-000000-f22cb2c2','2026-11-22T06:26:25.184Z','CD','code',1,NULL,'{"ops":[{"table":"coding","id":"01a201ef-3b20-7001-b05e-880938d6c366","new":true}],"documents":["01a20143-82e5-7000-9fb3-e5a13e718e95"],"facts":[["code","vacancies"],["document","01a20143-82e5-7000-9fb3-e5a13e718e95"],["start","46"],["end","69"]]}');
INSERT INTO "change_log" VALUES('01a202a2-d14f-7000-ae55-d538f159a823','01a202a2d14f-000000-05fe5fe4','2026-11-22T09:42:34.575Z','AB','add coder',0,NULL,'{"ops":[{"table":"coder","id":"LD","new":true}],"documents":[],"facts":[["coder","LD"],["role","lead"]]}');
INSERT INTO "change_log" VALUES('01a202a2-d159-7001-b788-38a9fd5ee3ee','01a202a2d159-000000-05fe5fe4','2026-11-22T09:42:34.585Z','LD','assign',1,NULL,'{"ops":[{"table":"assignment","batch":"01a202a2-d159-7001-b788-38a9fd5ee3ee","count":1}],"documents":["01a20143-82e5-7000-9fb3-e5a13e718e95"],"facts":[["coder","AB"],["round","1"],["what","1 document"]]}');
INSERT INTO "change_log" VALUES('01a202a2-d15d-7000-a87f-7300b578c8c5','01a202a2d15d-000000-05fe5fe4','2026-11-22T09:42:34.589Z','LD','assign',1,NULL,'{"ops":[{"table":"assignment","batch":"01a202a2-d15d-7000-a87f-7300b578c8c5","count":1}],"documents":["01a20143-82e5-7000-9fb3-e5a13e718e95"],"facts":[["coder","CD"],["round","1"],["what","1 document"]]}');
INSERT INTO "change_log" VALUES('01a202a2-d165-7000-879e-a4ac034f7f5a','01a202a2d165-000000-05fe5fe4','2026-11-22T09:42:34.597Z','AB','codebook version',0,NULL,'{"ops":[{"table":"codebook_version","id":"abad73902ce8af22387196430a2f2f0e629e1f29172d4a0e9062ef35e76aa852","again":true,"was":"e6b32cbda90c8bfc9cf4975413293ddd808a62958fb2b0c48ece04c98bd95ca0"}],"documents":[],"facts":[["version","2"]]}');
INSERT INTO "change_log" VALUES('01a202a2-d16b-7000-b144-487275420471','01a202a2d16b-000000-05fe5fe4','2026-11-22T09:42:34.603Z','AB','mark done',1,NULL,'{"ops":[{"table":"assignment","id":"01a202a2-d159-7000-b870-2d67321bad4f","fields":{"state":["assigned","done"],"first_done_at":[null,"2026-11-22T09:42:34.603Z"],"done_at":[null,"2026-11-22T09:42:34.603Z"],"version_id":[null,"01a20143-82e5-7001-b054-ca4b42d18738"],"codebook_version":["","abad73902ce8af22387196430a2f2f0e629e1f29172d4a0e9062ef35e76aa852"]}},{"table":"frozen_coding","batch":"01a202a2-d16b-7000-b144-487275420471","count":1}],"documents":["01a20143-82e5-7000-9fb3-e5a13e718e95"],"facts":[["document","01a20143-82e5-7000-9fb3-e5a13e718e95"],["round","1"]]}');
INSERT INTO "change_log" VALUES('01a202a2-d16d-7000-afe4-f6027f092333','01a202a2d16d-000000-05fe5fe4','2026-11-22T09:42:34.605Z','CD','mark done',1,NULL,'{"ops":[{"table":"assignment","id":"01a202a2-d15c-7000-bca8-5f0de0fb6d47","fields":{"state":["assigned","done"],"first_done_at":[null,"2026-11-22T09:42:34.605Z"],"done_at":[null,"2026-11-22T09:42:34.605Z"],"version_id":[null,"01a20143-82e5-7001-b054-ca4b42d18738"],"codebook_version":["","abad73902ce8af22387196430a2f2f0e629e1f29172d4a0e9062ef35e76aa852"]}},{"table":"frozen_coding","batch":"01a202a2-d16d-7000-afe4-f6027f092333","count":1}],"documents":["01a20143-82e5-7000-9fb3-e5a13e718e95"],"facts":[["document","01a20143-82e5-7000-9fb3-e5a13e718e95"],["round","1"]]}');
INSERT INTO "change_log" VALUES('01a202a2-d252-7000-97d7-58520e408ca8','01a202a2d252-000000-05fe5fe4','2026-11-22T09:42:34.834Z','LD','open meeting',1,NULL,'{"ops":[{"table":"meeting","id":"01a202a2-d252-7001-8964-86e2d5ed37be","new":true},{"table":"meeting_item","id":"01a202a2-d252-7002-b48a-8159f5cf1bdb","new":true},{"table":"meeting_item","id":"01a202a2-d252-7003-8191-b2290f6daed4","new":true}],"documents":[],"facts":[["held_on","2026-11-20"],["count","2"]]}');
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
CREATE TABLE codebook_editorial (
  id TEXT PRIMARY KEY,
  code TEXT NOT NULL,
  rule_before TEXT NOT NULL,
  rule_after TEXT NOT NULL,
  change_id TEXT NOT NULL,
  removed_by TEXT
);
CREATE TABLE codebook_file (
  id TEXT PRIMARY KEY,
  text_id TEXT
);
INSERT INTO "codebook_file" VALUES('codebook',NULL);
CREATE TABLE codebook_text (
  id TEXT PRIMARY KEY,
  fingerprint TEXT NOT NULL,
  content TEXT NOT NULL,
  created_at TEXT NOT NULL,
  change_id TEXT NOT NULL
);
CREATE TABLE codebook_version (
  fingerprint TEXT PRIMARY KEY,
  number INTEGER NOT NULL UNIQUE,
  content TEXT NOT NULL,
  created_at TEXT NOT NULL,
  change_id TEXT NOT NULL
);
INSERT INTO "codebook_version" VALUES('e6b32cbda90c8bfc9cf4975413293ddd808a62958fb2b0c48ece04c98bd95ca0',1,'qualkit_codebook: 1
id: winter
themes:
  - {id: load, name: Load}
codes:
  - {id: vacancies, name: Empty posts, theme: load}
  - {id: talk, name: Talk, theme: load}
','2026-11-22T03:18:50.056Z','01a20143-7dc8-7000-98ae-8fc6dd0247dc');
INSERT INTO "codebook_version" VALUES('abad73902ce8af22387196430a2f2f0e629e1f29172d4a0e9062ef35e76aa852',2,'# The codebook of: Old
# Write themes and codes below; the lines with # are an example and can be deleted.
# A theme is optional: a code may stay unsorted. Check the file with: qualkit codebook check
qualkit_codebook: 1
id: old
version: 1
language: en

themes: []
#  - id: workload                  # lower case, never changed afterwards
#    name: Workload
#    statement: null               # later: what the theme says, in a sentence or two

codes: []
#  - id: caseload                  # lower case, never changed afterwards
#    theme: workload               # may be left out
#    name: Caseload
#    brief: Too many cases.        # one line, shown while coding
#    definition: >
#      Talk that ties strain to the number of cases.
#    use_when: [gives a number]
#    not_when: [a single hard case]
#    examples:
#      - {text: "There were forty on my list.", source: synthetic}   # never a participant''s words
#    colour: "#E69F00"             # in quotation marks, or YAML takes it for a comment
#    shortcut: "w"
','2026-11-22T09:42:34.597Z','01a202a2-d165-7000-879e-a4ac034f7f5a');
CREATE TABLE coder (
  initials TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  role TEXT NOT NULL,
  change_id TEXT NOT NULL
);
INSERT INTO "coder" VALUES('AB','','coder','');
INSERT INTO "coder" VALUES('CD','','coder','');
INSERT INTO "coder" VALUES('LD','','lead','01a202a2-d14f-7000-ae55-d538f159a823');
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
INSERT INTO "coding" VALUES('01a20143-8304-7000-b86a-8e0f07a6c4f1','01a20143-82e5-7000-9fb3-e5a13e718e95','01a20143-82e5-7001-b054-ca4b42d18738','coder','AB','1','vacancies',46,69,'2026-11-22T03:18:51.396Z','e6b32cbda90c8bfc9cf4975413293ddd808a62958fb2b0c48ece04c98bd95ca0',0,'01a20143-8305-7000-b993-c12290687a2e',NULL);
INSERT INTO "coding" VALUES('01a20143-8306-7000-a390-bbf85edafda6','01a20143-82e5-7000-9fb3-e5a13e718e95','01a20143-82e5-7001-b054-ca4b42d18738','coder','AB','1','talk',111,124,'2026-11-22T03:18:51.398Z','e6b32cbda90c8bfc9cf4975413293ddd808a62958fb2b0c48ece04c98bd95ca0',0,'01a20143-8306-7001-a22b-eb0dec83a877','01a20143-8307-7000-8ebd-2fabc161d1dc');
INSERT INTO "coding" VALUES('01a20143-8308-7000-881e-71cc9d54635a','01a20143-82e5-7000-9fb3-e5a13e718e95','01a20143-82e5-7001-b054-ca4b42d18738','coder','AB','1','vacancies',40,45,'2026-11-22T03:18:51.400Z','e6b32cbda90c8bfc9cf4975413293ddd808a62958fb2b0c48ece04c98bd95ca0',0,'01a20143-8308-7001-a1b4-e6e2da960290','01a20143-830f-7000-ab5b-e538cbcb5f93');
INSERT INTO "coding" VALUES('01a201ef-3b1b-7001-b415-5f2b9f8960e2','01a20143-82e5-7000-9fb3-e5a13e718e95','01a20143-82e5-7001-b054-ca4b42d18738','coder','CD','1','vacancies',46,69,'2026-11-22T06:26:25.179Z','e6b32cbda90c8bfc9cf4975413293ddd808a62958fb2b0c48ece04c98bd95ca0',0,'01a201ef-3b1b-7000-b028-ce24f4230453','01a201ef-3b1f-7000-8dbb-c25c48d09efe');
INSERT INTO "coding" VALUES('01a201ef-3b20-7001-b05e-880938d6c366','01a20143-82e5-7000-9fb3-e5a13e718e95','01a20143-82e5-7001-b054-ca4b42d18738','coder','CD','1','vacancies',46,69,'2026-11-22T06:26:25.184Z','e6b32cbda90c8bfc9cf4975413293ddd808a62958fb2b0c48ece04c98bd95ca0',0,'01a201ef-3b20-7000-bb5c-e6602282455b',NULL);
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
INSERT INTO "document" VALUES('01a20143-82e5-7000-9fb3-e5a13e718e95','old.txt','interview','old.txt','6400a0ffa3708fb6bd150fd01991a41b9a54602db47b0b3a05185430dc60d12b','2026-11-22T03:18:51.390Z','01a20143-82e5-7001-b054-ca4b42d18738','01a20143-82fe-7000-b742-c403ae737aed',NULL);
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
INSERT INTO "draft_code" VALUES('01a201ef-3b1a-7001-a57e-cba9fe321309','cold-hands-n5f7','CD','{"id": "cold-hands-n5f7", "name": "cold hands", "origin": "inductive", "status": "draft"}','2026-11-22T06:26:25.178Z',NULL,'01a201ef-3b1a-7000-9898-f589173a4c35',NULL);
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
INSERT INTO "finding" VALUES('finding-0','01a20143-82e5-7000-9fb3-e5a13e718e95','01a20143-82e5-7001-b054-ca4b42d18738',0,4,'person','roster','auto','[name]','','','','','','AB','2026-01-01T00:00:00.000Z','01a20143-82fe-7000-b742-c403ae737aed',NULL);
INSERT INTO "finding" VALUES('finding-1','01a20143-82e5-7000-9fb3-e5a13e718e95','01a20143-82e5-7001-b054-ca4b42d18738',5,9,'place','roster','review','[name]','','','','','','AB','2026-01-01T00:00:00.000Z','01a20143-82fe-7000-b742-c403ae737aed',NULL);
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
INSERT INTO "frozen_coding" VALUES('01a202a2-d16b-7001-8a05-a667e83900df','01a202a2-d159-7000-b870-2d67321bad4f','01a20143-8304-7000-b86a-8e0f07a6c4f1','01a20143-82e5-7000-9fb3-e5a13e718e95','01a20143-82e5-7001-b054-ca4b42d18738','AB','1','vacancies',46,69,0,'2026-11-22T03:18:51.396Z','e6b32cbda90c8bfc9cf4975413293ddd808a62958fb2b0c48ece04c98bd95ca0','01a202a2-d16b-7000-b144-487275420471',NULL);
INSERT INTO "frozen_coding" VALUES('01a202a2-d16d-7001-b08c-5c0bbf8c0465','01a202a2-d15c-7000-bca8-5f0de0fb6d47','01a201ef-3b20-7001-b05e-880938d6c366','01a20143-82e5-7000-9fb3-e5a13e718e95','01a20143-82e5-7001-b054-ca4b42d18738','CD','1','vacancies',46,69,0,'2026-11-22T06:26:25.184Z','e6b32cbda90c8bfc9cf4975413293ddd808a62958fb2b0c48ece04c98bd95ca0','01a202a2-d16d-7000-afe4-f6027f092333',NULL);
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
INSERT INTO "joint_note" VALUES('01a20300-0000-7000-8000-000000000001','burnout','remark','AB','','','','',0,'So it seems.','2026-11-22T09:50:00.000Z','01a202a2-d14f-7000-ae55-d538f159a823',NULL);
CREATE TABLE mark (
  id TEXT PRIMARY KEY,
  coding_id TEXT NOT NULL REFERENCES coding (id),
  kind TEXT NOT NULL,
  coder TEXT NOT NULL,
  created_at TEXT NOT NULL,
  change_id TEXT NOT NULL,
  removed_by TEXT
);
INSERT INTO "mark" VALUES('01a201ef-3aff-7000-bdb3-55475bbe3b48','01a20143-8304-7000-b86a-8e0f07a6c4f1','star','AB','2026-11-22T06:26:25.150Z','01a201ef-3afe-7000-968f-7d32df8eadf8',NULL);
INSERT INTO "mark" VALUES('01a201ef-3b00-7001-ae94-11067082849e','01a20143-8304-7000-b86a-8e0f07a6c4f1','counter-example','AB','2026-11-22T06:26:25.152Z','01a201ef-3b00-7000-a3ed-cd6006caf3d0',NULL);
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
INSERT INTO "meeting" VALUES('01a202a2-d252-7001-8964-86e2d5ed37be','2026-11-20','Code meeting of 2026-11-20','LD
AB','1','abad73902ce8af22387196430a2f2f0e629e1f29172d4a0e9062ef35e76aa852','',NULL,'2026-11-22T09:42:34.834Z','LD','01a202a2-d252-7000-97d7-58520e408ca8',NULL);
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
INSERT INTO "meeting_item" VALUES('01a202a2-d252-7002-b48a-8159f5cf1bdb','01a202a2-d252-7001-8964-86e2d5ed37be',1,'draft code','cold-hands-n5f7','cold-hands-n5f7','cold hands (made by CD)','','','','2026-11-22T09:42:34.834Z','LD','01a202a2-d252-7000-97d7-58520e408ca8',NULL);
INSERT INTO "meeting_item" VALUES('01a202a2-d252-7003-8191-b2290f6daed4','01a202a2-d252-7001-8964-86e2d5ed37be',2,'team note','01a201ef-3b02-7001-8895-c351f68d5b37','','AB at old.txt: is this the code?','','','','2026-11-22T09:42:34.834Z','LD','01a202a2-d252-7000-97d7-58520e408ca8',NULL);
CREATE TABLE memo (
  id TEXT PRIMARY KEY,
  target_kind TEXT NOT NULL,
  target_id TEXT NOT NULL,
  coder TEXT NOT NULL,
  current_version TEXT,
  change_id TEXT NOT NULL,
  removed_by TEXT
);
INSERT INTO "memo" VALUES('01a20143-8305-7001-a2f9-039f3a6bb476','coding','01a20143-8304-7000-b86a-8e0f07a6c4f1','AB','01a20143-8305-7002-b65f-168a4aabaf85','01a20143-8305-7000-b993-c12290687a2e',NULL);
INSERT INTO "memo" VALUES('01a201ef-3b00-7002-b124-1c070d242d78','counter-example','01a201ef-3b00-7001-ae94-11067082849e','AB','01a201ef-3b00-7003-a967-81a4ed784849','01a201ef-3b00-7000-a3ed-cd6006caf3d0',NULL);
INSERT INTO "memo" VALUES('01a201ef-3b02-7002-813f-a3f20e786e01','team note','01a201ef-3b02-7001-8895-c351f68d5b37','AB','01a201ef-3b02-7003-ae09-7ffca526750f','01a201ef-3b02-7000-ab0f-66f528d9152d',NULL);
CREATE TABLE memo_version (
  id TEXT PRIMARY KEY,
  memo_id TEXT NOT NULL REFERENCES memo (id),
  body TEXT NOT NULL,
  created_at TEXT NOT NULL,
  change_id TEXT NOT NULL
);
INSERT INTO "memo_version" VALUES('01a20143-8305-7002-b65f-168a4aabaf85','01a20143-8305-7001-a2f9-039f3a6bb476','both of them','2026-11-22T03:18:51.397Z','01a20143-8305-7000-b993-c12290687a2e');
INSERT INTO "memo_version" VALUES('01a201ef-3b00-7003-a967-81a4ed784849','01a201ef-3b00-7002-b124-1c070d242d78','says the opposite later','2026-11-22T06:26:25.152Z','01a201ef-3b00-7000-a3ed-cd6006caf3d0');
INSERT INTO "memo_version" VALUES('01a201ef-3b02-7003-ae09-7ffca526750f','01a201ef-3b02-7002-813f-a3f20e786e01','is this the code?','2026-11-22T06:26:25.154Z','01a201ef-3b02-7000-ab0f-66f528d9152d');
CREATE TABLE merged_copy (
  id TEXT PRIMARY KEY,
  at TEXT NOT NULL,
  coder TEXT NOT NULL,
  source TEXT NOT NULL,
  clock TEXT NOT NULL,
  entries INTEGER NOT NULL,
  codings INTEGER NOT NULL
);
CREATE TABLE meta (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
);
INSERT INTO "meta" VALUES('schema','8');
INSERT INTO "meta" VALUES('study_id','01a20143-7dc1-7000-a582-2646d01d043f');
INSERT INTO "meta" VALUES('last_coder','LD');
INSERT INTO "meta" VALUES('codebook_current','abad73902ce8af22387196430a2f2f0e629e1f29172d4a0e9062ef35e76aa852');
INSERT INTO "meta" VALUES('codebook_pending','');
CREATE TABLE moved (
  target_table TEXT NOT NULL,
  target_id TEXT NOT NULL,
  field TEXT NOT NULL,
  was TEXT NOT NULL,
  PRIMARY KEY (target_table, target_id, field)
);
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
CREATE TABLE place (
  coder TEXT NOT NULL,
  document_id TEXT NOT NULL REFERENCES document (id),
  position INTEGER NOT NULL, selection TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (coder, document_id)
);
INSERT INTO "place" VALUES('AB','01a20143-82e5-7000-9fb3-e5a13e718e95',40,'');
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
CREATE TABLE question (
  id TEXT PRIMARY KEY,
  number INTEGER NOT NULL,
  body TEXT NOT NULL,
  change_id TEXT NOT NULL,
  removed_by TEXT
);
INSERT INTO "question" VALUES('01a20143-7de3-7001-800c-8a0f103b1cbe',1,'How was the winter?','01a20143-7de3-7000-800b-9e0b0641e7bc',NULL);
INSERT INTO "question" VALUES('01a20143-7de3-7002-afda-479cb7710594',2,'Who did you talk to?','01a20143-7de3-7000-800b-9e0b0641e7bc',NULL);
CREATE TABLE question_link (
  id TEXT PRIMARY KEY,
  version_id TEXT NOT NULL REFERENCES text_version (id),
  turn INTEGER NOT NULL,
  question_id TEXT NOT NULL REFERENCES question (id),
  score INTEGER NOT NULL,
  change_id TEXT NOT NULL,
  removed_by TEXT
);
INSERT INTO "question_link" VALUES('01a20143-82fe-7001-ae5f-e111edf7ea9f','01a20143-82e5-7001-b054-ca4b42d18738',0,'01a20143-7de3-7001-800c-8a0f103b1cbe',100,'01a20143-82fe-7000-b742-c403ae737aed',NULL);
INSERT INTO "question_link" VALUES('01a20143-82fe-7002-a9d1-417f32aa76d7','01a20143-82e5-7001-b054-ca4b42d18738',2,'01a20143-7de3-7002-afda-479cb7710594',100,'01a20143-82fe-7000-b742-c403ae737aed',NULL);
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
INSERT INTO "team_note" VALUES('01a201ef-3b02-7001-8895-c351f68d5b37','01a20143-82e5-7000-9fb3-e5a13e718e95','01a20143-82e5-7001-b054-ca4b42d18738',46,69,'','AB','2026-11-22T06:26:25.154Z',NULL,'01a201ef-3b02-7000-ab0f-66f528d9152d',NULL);
CREATE TABLE text_body (
  version_id TEXT PRIMARY KEY REFERENCES text_version (id),
  body TEXT NOT NULL,
  turns TEXT NOT NULL,
  sentences TEXT NOT NULL,
  marks TEXT NOT NULL
);
INSERT INTO "text_body" VALUES('01a20143-82e5-7001-b054-ca4b42d18738','Interviewer: How was the winter?
Greta: Long. We had two posts empty.
Interviewer: Who did you talk to?
Greta: Ines, mostly.
','[[0,13,32],[1,40,69],[0,83,103],[1,111,124]]','[13,32,40,45,46,69,83,103,111,124]','[[0,12,"label",""],[33,39,"label",""],[70,82,"label",""],[104,110,"label",""]]');
CREATE TABLE text_scan (
  id TEXT PRIMARY KEY,
  document_id TEXT NOT NULL REFERENCES document (id),
  version_id TEXT NOT NULL REFERENCES text_version (id),
  coder TEXT NOT NULL,
  created_at TEXT NOT NULL,
  change_id TEXT NOT NULL,
  removed_by TEXT
);
INSERT INTO "text_scan" VALUES('scan-1','01a20143-82e5-7000-9fb3-e5a13e718e95','01a20143-82e5-7001-b054-ca4b42d18738','AB','2026-01-01T00:00:00.000Z','01a20143-82fe-7000-b742-c403ae737aed',NULL);
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
  change_id TEXT NOT NULL, source_name TEXT NOT NULL DEFAULT '', source_sha256 TEXT NOT NULL DEFAULT '',
  UNIQUE (document_id, number)
);
INSERT INTO "text_version" VALUES('01a20143-82e5-7001-b054-ca4b42d18738','01a20143-82e5-7000-9fb3-e5a13e718e95',1,'6400a0ffa3708fb6bd150fd01991a41b9a54602db47b0b3a05185430dc60d12b',125,17,8,4,'[["interviewer","INT1"],["participant","P01"]]','2026-11-22T03:18:51.390Z','01a20143-82fe-7000-b742-c403ae737aed','','');
CREATE TABLE tombstone (
  id TEXT PRIMARY KEY,
  withdrawal_id TEXT NOT NULL REFERENCES withdrawal (id),
  kind TEXT NOT NULL,
  value TEXT NOT NULL
);
CREATE TABLE twin (
  target_table TEXT NOT NULL,
  target_id TEXT NOT NULL,
  survivor TEXT NOT NULL,
  PRIMARY KEY (target_table, target_id)
);
CREATE TABLE unblinding (
  id TEXT PRIMARY KEY,
  document_id TEXT NOT NULL REFERENCES document (id),
  coder TEXT NOT NULL,
  reason TEXT NOT NULL,
  created_at TEXT NOT NULL,
  change_id TEXT NOT NULL,
  removed_by TEXT
);
CREATE TABLE withdrawal (
  id TEXT PRIMARY KEY,
  pseudonym TEXT NOT NULL,
  withdrawn_on TEXT NOT NULL,
  coder TEXT NOT NULL,
  counts TEXT NOT NULL,
  change_id TEXT NOT NULL
);
CREATE INDEX change_log_coder ON change_log (coder, clock);
CREATE UNIQUE INDEX document_name ON document (name) WHERE removed_by IS NULL;
CREATE UNIQUE INDEX coding_live
  ON coding (version_id, layer, coder, round, code, span_start, span_end)
  WHERE removed_by IS NULL;
CREATE INDEX coding_change ON coding (change_id);
CREATE INDEX memo_target ON memo (target_kind, target_id);
CREATE INDEX memo_change ON memo (change_id);
CREATE UNIQUE INDEX question_link_live
  ON question_link (version_id, turn, question_id)
  WHERE removed_by IS NULL;
CREATE UNIQUE INDEX mark_live ON mark (coding_id, kind, coder) WHERE removed_by IS NULL;
CREATE INDEX mark_change ON mark (change_id);
CREATE INDEX team_note_document ON team_note (document_id);
CREATE INDEX bookmark_document ON bookmark (document_id, coder);
CREATE UNIQUE INDEX draft_code_live ON draft_code (coder, code)
  WHERE removed_by IS NULL AND shared_by IS NULL;
CREATE INDEX proposal_coder ON proposal (coder, state);
CREATE INDEX proposal_change ON proposal (change_id);
CREATE INDEX carry_coder ON carry (coder, state);
CREATE INDEX carry_change ON carry (change_id);
CREATE UNIQUE INDEX coding_round_live ON coding_round (name) WHERE removed_by IS NULL;
CREATE UNIQUE INDEX assignment_live ON assignment (round, coder, document_id)
  WHERE removed_by IS NULL;
CREATE INDEX assignment_document ON assignment (document_id);
CREATE INDEX assignment_change ON assignment (change_id);
CREATE INDEX frozen_coding_document ON frozen_coding (document_id, round);
CREATE INDEX frozen_coding_change ON frozen_coding (change_id);
CREATE INDEX adjudication_document ON adjudication (document_id, round);
CREATE INDEX adjudication_change ON adjudication (change_id);
CREATE INDEX meeting_item_meeting ON meeting_item (meeting_id);
CREATE INDEX meeting_item_change ON meeting_item (change_id);
CREATE INDEX twin_survivor ON twin (target_table, survivor);
CREATE VIEW place_reached AS SELECT coder, document_id, position FROM place;
CREATE INDEX joint_note_theme ON joint_note (theme);
CREATE INDEX joint_note_change ON joint_note (change_id);
CREATE INDEX finding_version ON finding (version_id);
CREATE INDEX finding_change ON finding (change_id);
CREATE INDEX text_scan_version ON text_scan (version_id);
CREATE INDEX text_scan_change ON text_scan (change_id);
CREATE INDEX tombstone_value ON tombstone (kind, value);
CREATE INDEX export_record_change ON export_record (change_id);
CREATE INDEX paraphrase_document ON paraphrase (document_id);
CREATE INDEX paraphrase_change ON paraphrase (change_id);
COMMIT;
