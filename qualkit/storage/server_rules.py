"""Who may see and write which rows on a server: one rule for each table, and the SQL of it.

The rules hold for coders' accounts. The account that keeps the study (it made the tables) sees
and writes all rows, but no more than the others does it change or delete an entry of the log. A
table without a rule is closed to coders' accounts.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from importlib.resources import files

from qualkit.storage.migrate import portable_tables
from qualkit.storage.sight import CLOSED

# Each is worked out once for a statement, not once for a row.
_ME = "(SELECT server_me())"
_LEADS = "(SELECT server_leads())"
_MEMBER = f"{_ME} IS NOT NULL"
_CLOSED = "((SELECT server_closed_to_me())::text[])"
_OPEN = f"NOT document_id = ANY {_CLOSED}"
_NAMED = "NOT ((SELECT server_hides_codes()) AND server_hides(code))"
_OWN = f"coder = {_ME}"


def _seen(rule: str) -> str:
    return f"{_OWN} OR ({_MEMBER} AND {rule})"


@dataclass(frozen=True, slots=True)
class Rule:
    """Which rows of a table an account sees, adds and changes, as SQL conditions; "" is none.

    `columns` limits what is changed; without any, all are.
    """

    sees: str
    adds: str = ""
    changes: str = ""
    columns: str = ""


def _own(sees: str = _OPEN) -> Rule:
    return Rule(_seen(sees), _OWN, _OWN)


_SHARED = Rule(_MEMBER)
_LED = Rule(_MEMBER, _LEADS, _LEADS)
_EVERYBODYS = Rule(_MEMBER, _MEMBER, _MEMBER)
_KEPT = Rule(_MEMBER, _MEMBER)

_CONSENSUS = f"(layer = 'consensus' AND {_LEADS})"
_ON_MINE = f"EXISTS (SELECT 1 FROM coding c WHERE c.id = coding_id AND c.coder = {_ME})"
_ON_SEEN = (
    f"EXISTS (SELECT 1 FROM coding c WHERE c.id = coding_id AND NOT c.document_id = ANY {_CLOSED})"
)
# A memo is seen with what it is on: the conditions inside are those tables' own.
_MEMO = (
    "CASE target_kind WHEN 'coding' THEN EXISTS (SELECT 1 FROM coding t WHERE t.id = target_id) "
    "WHEN 'star' THEN EXISTS (SELECT 1 FROM mark t WHERE t.id = target_id) "
    "WHEN 'counter-example' THEN EXISTS (SELECT 1 FROM mark t WHERE t.id = target_id) "
    "WHEN 'team note' THEN EXISTS (SELECT 1 FROM team_note t WHERE t.id = target_id) "
    f"WHEN 'document' THEN {_OWN} OR NOT target_id = ANY {_CLOSED} "
    f"ELSE {_OWN} OR {_NAMED.replace('(code)', '(target_id)')} END"
)
_MEMO_ON_MINE = (
    f"{_OWN} OR (target_kind = 'coding' AND EXISTS "
    f"(SELECT 1 FROM coding c WHERE c.id = target_id AND c.coder = {_ME}))"
)
# What others did is told where it is of no passage (`_BARE`), or of passages that are open, unless
# it is of a private draft.
_BARE = (
    "'assignment', 'assignment_plan', 'citation', 'closing', 'codebook_editorial', "
    "'codebook_file', 'codebook_version', 'coder', 'coding_round', 'document', 'export_record', "
    "'finding', 'joint_note', 'meeting', 'meeting_item', 'question', 'question_link', "
    "'report_text', 'selection', 'text_scan', 'text_version', 'unblinding'"
)
_LOG = (
    f"server_tables <@ ARRAY[{_BARE}]::text[] OR (cardinality(server_documents) > 0 "
    f"AND NOT server_documents && {_CLOSED} "
    "AND NOT 'draft_code' = ANY (server_tables) AND NOT ((SELECT server_hides_codes()) "
    "AND EXISTS (SELECT 1 FROM unnest(server_codes) f WHERE server_hides(f))))"
)

_HIDDEN_AT_TIMES = (
    "adjudication", "bookmark", "coding", "draft_code", "frozen_coding", "mark", "memo",
    "memo_version", "proposal", "team_note",
)  # fmt: skip
_ABOUT_SEEN = (
    f"{_MEMBER} AND CASE target_table "
    + " ".join(
        f"WHEN '{table}' THEN EXISTS (SELECT 1 FROM {table} t WHERE t.id = target_id)"
        for table in _HIDDEN_AT_TIMES
    )
    + f" ELSE {_MEMBER} END"
)

RULES: dict[str, Rule] = {
    "meta": Rule(_MEMBER, "key = 'codebook_current'", "key = 'codebook_current'"),
    "change_log": Rule(_seen(_LOG), _OWN),
    "document": _LED,
    "text_version": _LED,
    "text_body": _LED,
    "coder": _SHARED,
    "codebook_version": _KEPT,
    "coding": Rule(
        _seen(f"{_OPEN} AND {_NAMED}"), f"{_OWN} OR {_CONSENSUS}", f"{_OWN} OR {_CONSENSUS}"
    ),
    "memo": Rule(f"{_MEMBER} AND ({_MEMO})", f"{_OWN}", _MEMO_ON_MINE),
    "memo_version": Rule(
        "EXISTS (SELECT 1 FROM memo m WHERE m.id = memo_id)",
        f"EXISTS (SELECT 1 FROM memo m WHERE m.id = memo_id AND (m.coder = {_ME} OR "
        f"(m.target_kind = 'coding' AND EXISTS (SELECT 1 FROM coding c WHERE c.id = m.target_id "
        f"AND c.coder = {_ME}))))",
    ),
    "question": _LED,
    "question_link": _LED,
    # Where each coder is, so that leads see how far they are; what was selected is one's own.
    "place": _own(),
    "mark": Rule(
        f"{_OWN} OR {_ON_SEEN}", f"{_OWN} AND ({_ON_SEEN} OR {_ON_MINE})", f"{_OWN} OR {_ON_MINE}"
    ),
    "team_note": Rule(_seen(_OPEN), _OWN, _seen(_OPEN)),
    "bookmark": _own(),
    "draft_code": _own("(shared_by IS NOT NULL OR (SELECT server_hides_nothing()))"),
    "proposal": _own(),
    "carry": _own(),
    "codebook_text": _KEPT,
    "codebook_file": Rule(_MEMBER, "", _MEMBER),
    "codebook_editorial": _EVERYBODYS,
    "coding_round": _LED,
    "assignment": Rule(_MEMBER, _LEADS, f"{_LEADS} OR {_OWN}"),
    "frozen_coding": Rule(_seen(f"{_OPEN} AND {_NAMED}"), _OWN, _OWN, "removed_by"),
    "unblinding": Rule(_MEMBER, f"{_OWN} AND {_LEADS}", _OWN, "removed_by"),
    "assignment_plan": _LED,
    "adjudication": Rule(_seen(_OPEN), _OWN, f"{_OWN} OR {_LEADS}"),
    "meeting": Rule(_MEMBER, _OWN, _MEMBER),
    "meeting_item": Rule(_MEMBER, _OWN, _MEMBER),
    # Of themes and codes that all see; nothing in it is of a passage.
    "joint_note": Rule(_MEMBER, _OWN, f"{_OWN} OR {_LEADS}"),
    # What says who somebody is must be seen and decided by whoever codes the text.
    "finding": _EVERYBODYS,
    "text_scan": _EVERYBODYS,
    "export_record": _EVERYBODYS,
    # What quotes a passage is seen with the passage.
    "paraphrase": Rule(_seen(f"{_OPEN} AND {_NAMED}"), _OWN, f"{_OWN} OR {_LEADS}"),
    "closing": _LED,
    "selection": _EVERYBODYS,
    "selected_quote": Rule(_seen(f"{_OPEN} AND {_NAMED}"), _OWN, _seen(_OPEN)),
    "report_text": _EVERYBODYS,
    "report_memo": Rule("EXISTS (SELECT 1 FROM memo m WHERE m.id = memo_id)", _OWN, _MEMBER),
    "citation": _EVERYBODYS,
    # What the keeper alone writes.
    "withdrawal": _SHARED,
    "tombstone": _SHARED,
    # What came of bringing copies together, which the keeper does.
    "conflict": Rule(_seen(f"(document_id = '' OR {_OPEN})"), "", f"{_OWN} OR {_LEADS}"),
    # An undo may have to find anew what says the same as what.
    "twin": Rule(_ABOUT_SEEN, _MEMBER, _MEMBER),
    "moved": Rule(_ABOUT_SEEN, _MEMBER, _MEMBER),
    "merged_copy": _SHARED,
}


def script() -> str:
    """All that only a server needs, as SQL that can be run again: functions, guards, policies."""
    folder = files("qualkit.storage") / "migrations" / "postgres"
    parts = [(folder / name).read_text("utf-8") for name in ("1_accounts.sql", "2_guards.sql")]
    closed = CLOSED.strip().replace(":viewer", "viewer")
    parts[0] = parts[0].replace("{closed}", closed)
    return "\n".join([*parts, *(_policies(table) for table in portable_tables()), _FOR_ITSELF])


def fingerprint() -> str:
    """What names the present rules: another one means that they have to be set up again."""
    return hashlib.sha256(f"{script()}{_GRANTED}".encode()).hexdigest()[:16]


def _policies(table: str) -> str:
    rule = RULES.get(table, Rule(""))
    lines = [f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;"]
    # Forced: the keeper too has only what is said here, hence no way to rewrite the log.
    keeper = ("SELECT", "INSERT") if table == "change_log" else ("ALL",)
    for verb in ("SELECT", "INSERT", "ALL"):
        lines.append(f"DROP POLICY IF EXISTS keeper_{verb.lower()} ON {table};")
        if verb in keeper:
            using = "" if verb == "INSERT" else " USING (true)"
            check = "" if verb == "SELECT" else " WITH CHECK (true)"
            lines.append(
                f"CREATE POLICY keeper_{verb.lower()} ON {table} FOR {verb} TO CURRENT_USER"
                f"{using}{check};"
            )
    for name, verb, condition in (
        ("sees", "SELECT", rule.sees),
        ("adds", "INSERT", rule.adds),
        ("changes", "UPDATE", rule.changes),
    ):
        lines.append(f"DROP POLICY IF EXISTS {name} ON {table};")
        if condition:
            kind = "WITH CHECK" if verb == "INSERT" else "USING"
            lines.append(f"CREATE POLICY {name} ON {table} FOR {verb} {kind} ({condition});")
    return "\n".join(lines)


# The tables that only a server has are read through functions alone.
_FOR_ITSELF = """
ALTER TABLE server_account ENABLE ROW LEVEL SECURITY;
ALTER TABLE server_setting ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS sees ON server_setting;
CREATE POLICY sees ON server_setting FOR SELECT USING (true);
"""

_GRANTED = "1"
"""Raised whenever `grants` grants something else."""


def grants(role: str) -> str:
    """The rights on tables that a coder's account needs; the policies say on which rows.

    Nobody is let delete anything. `role` is a name in quotes already.
    """
    tables = portable_tables()
    adds = [table for table in tables if table in RULES and RULES[table].adds]
    changes = [t for t in tables if t in RULES and RULES[t].changes and not RULES[t].columns]
    lines = [
        f"GRANT USAGE ON SCHEMA qualkit TO {role};",
        f"GRANT SELECT ON {', '.join([*(t for t in tables if t in RULES), 'place_reached'])}, "
        f"server_setting TO {role};",
        f"GRANT INSERT ON {', '.join(adds)} TO {role};",
        f"GRANT UPDATE ON {', '.join(changes)} TO {role};",
    ]
    lines += [
        f"GRANT UPDATE ({rule.columns}) ON {table} TO {role};"
        for table, rule in RULES.items()
        if rule.columns
    ]
    return "\n".join(lines)
