"""COREQ and SRQR filled with what a study can show, and an honest "not recorded" for the rest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from qualkit.core.table import Cell, Column, ColumnKind, Table
from qualkit.core.wording import counted
from qualkit.errors import InternalError
from qualkit.study.report.items import COREQ, SRQR, Item, Source


class Status(StrEnum):
    """How far an item is answered."""

    FILLED = "filled"
    TO_CONFIRM = "to confirm"
    NOT_RECORDED = "not recorded"


class Checklist(StrEnum):
    """The checklists; the value is what people call them."""

    COREQ = "COREQ"
    SRQR = "SRQR"

    @property
    def items(self) -> tuple[Item, ...]:
        """The items in their order."""
        return COREQ if self is Checklist.COREQ else SRQR


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a study shows for an item. `place` is where the report says it, "" for the usual place.

    `draft` says that a person has to confirm it, whatever the item asks for otherwise.
    """

    text: str
    place: str = ""
    draft: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """An item with its answer."""

    item: Item
    status: Status
    text: str
    place: str


_COLUMNS = (
    Column("item", "Item", ColumnKind.INTEGER, 0.45),
    Column("topic", "Topic", width=1.6),
    Column("evidence", "Evidence", width=2.3),
    Column("place", "Place", width=0.75),
    Column("status", "Status", width=0.9),
    Column("domain", "Domain", machine=True),
    Column("key", "Key", machine=True),
)
_SOURCE_COLUMNS = (
    Column("item", "Item", ColumnKind.INTEGER, 0.45),
    Column("topic", "Topic", width=2.0),
    Column("source", "Filled from", width=1.6),
    Column("by", "By", width=1.9),
    Column("domain", "Domain", machine=True),
)
_LONG = {
    Checklist.COREQ: "COREQ: consolidated criteria for reporting qualitative research",
    Checklist.SRQR: "SRQR: standards for reporting qualitative research",
}


def answers(checklist: Checklist, evidence: Mapping[str, Evidence]) -> tuple[Answer, ...]:
    """Each item with what the study shows for it.

    `evidence` is by the keys of the items; InternalError for a key that no item has. An empty
    text is no evidence.
    """
    if unknown := sorted(set(evidence) - KEYS):
        raise InternalError(f"No item of a checklist is answered by {', '.join(unknown)}.")
    return tuple(_answer(item, evidence.get(item.evidence)) for item in checklist.items)


def _answer(item: Item, shown: Evidence | None) -> Answer:
    text = shown.text.strip() if shown else ""
    if shown is None or not text:
        return Answer(item, Status.NOT_RECORDED, "", "")
    drafted = shown.draft or item.source is Source.DRAFT
    status = Status.TO_CONFIRM if drafted else Status.FILLED
    return Answer(item, status, text, shown.place or item.place)


def checklist_table(checklist: Checklist, evidence: Mapping[str, Evidence]) -> Table:
    """The checklist as a table: item, topic, evidence, place, status; counts in its note."""
    found = answers(checklist, evidence)
    rows = tuple(map(_row, found))
    return Table(_LONG[checklist], _COLUMNS, rows, (_summed(found),))


def _row(answer: Answer) -> tuple[Cell, ...]:
    item = answer.item
    return (
        item.number, item.topic, answer.text, answer.place, answer.status.value, item.domain,
        item.evidence,
    )  # fmt: skip


def _summed(found: tuple[Answer, ...]) -> str:
    counts = {status: sum(answer.status is status for answer in found) for status in Status}
    parts = ", ".join(f"{counts[status]} {status.value}" for status in Status)
    return f"{counted(len(found), 'item')}: {parts}. Topics are worded in short."


def sources_table(checklist: Checklist) -> Table:
    """Which item is filled by what: from the study's records, from settings, or by a person."""
    rows = tuple(
        (item.number, item.topic, item.source.value, item.by, item.domain)
        for item in checklist.items
    )
    return Table(f"{checklist.value}: what fills which item", _SOURCE_COLUMNS, rows)


KEYS = frozenset(item.evidence for item in (*COREQ, *SRQR))
"""The keys that evidence may have."""
