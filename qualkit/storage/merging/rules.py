"""How each table of a study is brought together with the same table of a copy: one rule each.

Merging is a function of the union of rows and of log entries alone. A row is never deleted, and
what the log does not change is the same in every copy that has the row, so that for most tables
all is said by: rows are added, and each field has the value of its last change in the log.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class How(Enum):
    """In which way a table is brought together."""

    ROWS = "rows are added, and fields follow the log"
    OWN = "by a rule of its own, written where it is done"
    DERIVED = "worked out anew from all the others"
    LOCAL = "stays as it is in each copy"


@dataclass(frozen=True, slots=True)
class Rule:
    """How one table is brought together.

    `together` are fields that make sense only as a whole: the last change of one decides all.
    `first` are such fields, the first of which says whether they are set: who set them first
    stays. `told` is the kind of conflict where two copies changed the same, "" where nobody need
    be told. `unique` are SQL terms that tell live rows apart, of those alone whose column `only` is
    NULL or has that value: rows that are equal in them are the same thing made twice, of which the
    first by `prefer` and id stays.
    """

    how: How = How.ROWS
    key: str = "id"
    together: tuple[tuple[str, ...], ...] = ()
    first: tuple[tuple[str, ...], ...] = ()
    told: str = ""
    unique: tuple[str, ...] = ()
    only: tuple[str, str | None] | None = None
    prefer: tuple[str, ...] = ()

    @property
    def live(self) -> str:
        """Which rows are meant, as an SQL condition."""
        if self.only is None:
            return "1 = 1"
        column, value = self.only
        return f"{column} IS NULL" if value is None else f"{column} = '{value}'"

    @property
    def watched(self) -> frozenset[str]:
        """The columns a change of which makes a row another thing, or none any more."""
        also = (self.only[0],) if self.only else ()
        return frozenset((*self.unique, *also, "removed_by"))

    def group(self, field: str) -> tuple[str, ...]:
        """The fields that are decided together with a field, itself among them."""
        return next((g for g in (*self.together, *self.first) if field in g), (field,))


_LOCAL, _DERIVED, _OWN = Rule(How.LOCAL), Rule(How.DERIVED), Rule(How.OWN)
_PLACE = ("version_id", "span_start", "span_end")
_MEMO_OF = "CASE WHEN target_kind IN ('document', 'code', 'participant', 'study') THEN coder END"

RULES: dict[str, Rule] = {
    # The study's id is equal, or nothing is merged; the rest are this copy's own notes.
    "meta": _LOCAL,
    "change_log": _OWN,
    "document": Rule(told="document"),
    "text_version": Rule(told="document", together=(("speakers", "participant_words"),)),
    "text_body": Rule(key="version_id"),
    "coder": _OWN,
    "codebook_version": _OWN,
    "coding": Rule(
        told="coding",
        together=(_PLACE, ("code", "codebook_version")),
        unique=("version_id", "layer", "coder", "round", "code", "span_start", "span_end"),
    ),
    # `coalesce`: NULL differs from NULL.
    "memo": Rule(told="memo", unique=("target_kind", "target_id", f"coalesce({_MEMO_OF}, '')")),
    "memo_version": Rule(),
    "question": Rule(unique=("body",)),
    "question_link": Rule(unique=("version_id", "turn", "question_id")),
    # Where one stopped is a matter of the machine; places that we lack are taken over.
    "place": _LOCAL,
    "mark": Rule(unique=("coding_id", "kind", "coder")),
    "team_note": Rule(together=(_PLACE,)),
    "bookmark": Rule(together=(_PLACE,)),
    "draft_code": Rule(told="draft", unique=("coder", "code"), only=("shared_by", None)),
    "proposal": Rule(
        together=(_PLACE, ("state", "coding_id")),
        unique=("version_id", "coder", "code", "span_start", "span_end"),
        only=("state", "open"),
    ),
    "carry": Rule(unique=("target_table", "target_id", "to_version"), only=("state", "open")),
    "codebook_text": Rule(),
    # It goes with the codebook, which is brought together code by code.
    "codebook_file": _OWN,
    "codebook_editorial": Rule(),
    "coding_round": Rule(
        told="round",
        together=(("closed_at", "codebook_version"),),
        unique=("name",),
        prefer=("CASE WHEN closed_at IS NULL THEN 1 ELSE 0 END",),
    ),
    # Of work that was planned twice the one stays with which somebody is furthest.
    "assignment": Rule(
        together=(("state", "done_at"),),
        first=(("first_done_at", "version_id", "codebook_version"), ("discussed_at",)),
        unique=("round", "coder", "document_id"),
        prefer=(
            "CASE WHEN first_done_at IS NULL THEN 1 ELSE 0 END",
            "first_done_at",
            "CASE WHEN state = 'assigned' THEN 1 ELSE 0 END",
        ),
    ),
    "frozen_coding": Rule(together=(_PLACE,)),
    "unblinding": Rule(),
    "assignment_plan": Rule(),
    "adjudication": Rule(told="decision", together=(_PLACE,)),
    "meeting": Rule(told="meeting", together=(("closed_at", "codebook_after"),)),
    "meeting_item": Rule(told="meeting"),
    # Never reworded in place: two who word one anew leave two, which both stand.
    "joint_note": Rule(
        unique=("theme", "kind", "coder", "instrument", "subscale", "codes", "judgement", "body"),
    ),
    # Two decisions on one stretch: what masks it stays, until a person says otherwise.
    "finding": Rule(
        told="finding",
        together=(
            _PLACE,
            ("status", "replacement", "wider", "participant", "decided_by", "decided_at"),
        ),
        unique=("version_id", "span_start", "span_end", "type"),
        prefer=(
            "CASE status WHEN 'accepted' THEN 0 WHEN 'generalised' THEN 0 WHEN 'kept' THEN 1 "
            "WHEN 'rejected' THEN 1 WHEN 'auto' THEN 2 ELSE 3 END",
        ),
    ),
    "text_scan": Rule(unique=("version_id",)),
    "export_record": Rule(),
    "paraphrase": Rule(
        together=(_PLACE,),
        unique=("version_id", "span_start", "span_end", "code", "coder", "body"),
    ),
    "closing": Rule(),
    "selection": Rule(unique=("name",)),
    "selected_quote": Rule(
        together=(_PLACE,),
        unique=("selection_id", "version_id", "code", "span_start", "span_end"),
    ),
    # Never reworded in place, like notes on joint displays.
    "report_text": Rule(unique=("section", "kind", "target", "coder", "body")),
    "report_memo": Rule(unique=("memo_id",)),
    "citation": Rule(unique=("document_id",)),
    "withdrawal": Rule(),
    "tombstone": Rule(),
    "conflict": _DERIVED,
    "twin": _DERIVED,
    "moved": _DERIVED,
    "merged_copy": _LOCAL,
}

# What names a row of another table, where two rows may turn out to be one.
REFERS: dict[str, tuple[tuple[str, str], ...]] = {
    "document": (
        ("coding", "document_id"), ("team_note", "document_id"), ("bookmark", "document_id"),
        ("proposal", "document_id"), ("carry", "document_id"), ("assignment", "document_id"),
        ("frozen_coding", "document_id"), ("unblinding", "document_id"),
        ("adjudication", "document_id"), ("finding", "document_id"), ("text_scan", "document_id"),
        ("paraphrase", "document_id"), ("selected_quote", "document_id"),
        ("citation", "document_id"),
    ),
    "text_version": (
        ("document", "current_version"), ("coding", "version_id"), ("team_note", "version_id"),
        ("question_link", "version_id"), ("bookmark", "version_id"), ("proposal", "version_id"),
        ("carry", "from_version"), ("carry", "to_version"), ("assignment", "version_id"),
        ("frozen_coding", "version_id"), ("adjudication", "version_id"), ("finding", "version_id"),
        ("text_scan", "version_id"), ("paraphrase", "version_id"),
        ("selected_quote", "version_id"),
    ),
    "memo": (("report_memo", "memo_id"),),
    "selection": (("selected_quote", "selection_id"),),
    "selected_quote": (("selected_quote", "qualifies"), ("report_text", "target")),
    "coding": (("mark", "coding_id"),),
    "question": (("question_link", "question_id"),),
    "assignment": (("frozen_coding", "assignment_id"),),
}  # fmt: skip

# Kinds of memo by what their target_id names; "memo" rows are referring rows too.
MEMO_KINDS: dict[str, tuple[str, ...]] = {
    "document": ("document",),
    "coding": ("coding",),
    "mark": ("star", "counter-example"),
}


def hanging_on(table: str) -> tuple[tuple[str, str, str], ...]:
    """(table, column, condition) of what names rows of a table that may turn out to be one."""
    found = [(referring, column, "1 = 1") for referring, column in REFERS.get(table, ())]
    for kind in MEMO_KINDS.get(table, ()):
        found.append(("memo", "target_id", f"target_kind = '{kind}'"))
    return tuple(found)


# Tables whose equal rows become one, each after those that it refers to.
COLLAPSING = (
    "question", "question_link", "coding_round", "assignment", "coding", "draft_code", "proposal",
    "carry", "mark", "memo", "joint_note", "finding", "text_scan",
    "paraphrase", "selection", "selected_quote", "report_text", "report_memo", "citation",
)  # fmt: skip
