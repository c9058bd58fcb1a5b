"""Proposals as rows."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from qualkit.core.proposals import (
    AssistedZone,
    Like,
    Proposal,
    ProposalCount,
    ProposalSource,
    ProposalState,
    Why,
)
from qualkit.core.records import Span
from qualkit.storage.database import Database
from qualkit.storage.sight import Sight
from qualkit.storage.store import Entry

_COLUMNS = (
    "p.id, p.document_id, p.version_id, p.coder, p.code, p.span_start, p.span_end, p.source, "
    "p.score, p.why, p.state, p.coding_id, p.created_at"
)
# Of the text that is in force, in a document that is still there.
_CURRENT = (
    "proposal p JOIN document d ON d.id = p.document_id AND d.current_version = p.version_id "
    "WHERE p.removed_by IS NULL AND d.removed_by IS NULL AND p.coder = :coder"
)
# The coder has given the passage, or a part of it, this code without being asked.
_CODED_SINCE = (
    "EXISTS (SELECT 1 FROM coding c WHERE c.version_id = p.version_id AND c.coder = p.coder "
    "AND c.layer = 'coder' AND c.code = p.code AND c.removed_by IS NULL "
    "AND c.span_start < p.span_end AND p.span_start < c.span_end AND {seen})"
)


def proposals(
    database: Database, coder: str, code: str = "", state: str = "", *, sight: Sight
) -> tuple[Proposal, ...]:
    """A coder's proposals, by code and from the highest score; an empty field does not limit.

    An open one is left out while the coder has a coding of the same code that overlaps it, unless
    that is out of their sight.
    """
    seen, values = sight.where("c")
    sql = f"SELECT {_COLUMNS} FROM {_CURRENT}"
    if code:
        sql += " AND p.code = :code"
    if state:
        sql += " AND p.state = :state"
    sql += f" AND NOT (p.state = 'open' AND {_CODED_SINCE.format(seen=seen)})"
    sql += " ORDER BY p.code, p.score DESC, d.name, p.span_start, p.span_end, p.id"
    rows = database.fetch(sql, {"coder": coder, "code": code, "state": state, **values})
    return tuple(map(_proposal, rows))


def by_id(database: Database, ids: Sequence[str]) -> dict[str, Proposal]:
    """The proposals of these ids, whosever they are."""
    found = {}
    for one in ids:
        rows = database.fetch(
            f"SELECT {_COLUMNS} FROM proposal p WHERE p.id = :id AND p.removed_by IS NULL",
            {"id": one},
        )
        found.update({row[0]: _proposal(row) for row in rows})
    return found


def _proposal(row: tuple[Any, ...]) -> Proposal:
    return Proposal(
        id=row[0],
        document_id=row[1],
        version_id=row[2],
        coder=row[3],
        code=row[4],
        span=Span(row[5], row[6]),
        source=ProposalSource(row[7]),
        score=row[8],
        why=_why(row[9]),
        state=ProposalState(row[10]),
        coding_id=row[11] or "",
        created_at=row[12],
    )


def _why(text: str) -> Why:
    stored = json.loads(text)
    return Why(
        stored["rule"],
        tuple(stored["words"]),
        tuple(Like(coding, percent) for coding, percent in stored["like"]),
        stored["basis"],
    )


def count(database: Database, coder: str, code: str = "") -> ProposalCount:
    """How many proposals of a coder are open and how many were decided.

    For a coder who sees all of their own; `proposals` is for the others.
    """
    sql = f"SELECT p.state, count(*) FROM {_CURRENT}" + (" AND p.code = :code" if code else "")
    sql += f" AND NOT (p.state = 'open' AND {_CODED_SINCE.format(seen='1 = 1')}) GROUP BY p.state"
    numbers: dict[str, int] = dict(database.fetch(sql, {"coder": coder, "code": code}))
    return ProposalCount(
        open=numbers.get("open", 0),
        accepted=numbers.get("accepted", 0) + numbers.get("adjusted", 0),
        refused=numbers.get("refused", 0),
    )


def taken(
    database: Database, coder: str, code: str, sight: Sight
) -> dict[str, list[Span]]:  # fmt: skip
    """Text version to the spans that need no proposal for this code.

    They are those that the coder has coded so, those that were refused, and those in the queue.
    What was coded or refused in an earlier round, and is out of sight while the document is coded
    again, is proposed again: a gap would tell of it.
    """
    found: dict[str, list[Span]] = {}
    seen, values = sight.where()
    for version, start, end, document_id, at in database.fetch(
        "SELECT version_id, span_start, span_end, document_id, '' FROM coding "
        "WHERE removed_by IS NULL AND layer = 'coder' AND coder = :coder AND code = :code "
        f"AND {seen} UNION ALL SELECT version_id, span_start, span_end, document_id, "
        "CASE WHEN state = 'open' THEN '' ELSE created_at END FROM proposal "
        "WHERE removed_by IS NULL AND coder = :coder AND code = :code "
        "AND state IN ('open', 'refused')",
        {"coder": coder, "code": code, **values},
    ):
        if not at or sight.reads(coder, document_id, at):
            found.setdefault(version, []).append(Span(start, end))
    return found


def add(entry: Entry, proposals: Sequence[Proposal]) -> None:
    """Store new proposals as one batch."""
    entry.insert_batch("proposal", [_row(proposal, entry.id) for proposal in proposals])


def _row(proposal: Proposal, change_id: str) -> dict[str, Any]:
    why = proposal.why
    stored = {
        "rule": why.rule,
        "words": why.words,
        "like": [[like.coding_id, like.percent] for like in why.like],
        "basis": why.basis,
    }
    return {
        "id": proposal.id,
        "document_id": proposal.document_id,
        "version_id": proposal.version_id,
        "coder": proposal.coder,
        "code": proposal.code,
        "span_start": proposal.span.start,
        "span_end": proposal.span.end,
        "source": proposal.source.value,
        "score": proposal.score,
        "why": json.dumps(stored, ensure_ascii=False, separators=(",", ":")),
        "state": proposal.state.value,
        "coding_id": None,
        "created_at": proposal.created_at,
        "change_id": change_id,
    }


def set_state(entry: Entry, proposal: Proposal, state: ProposalState, coding_id: str = "") -> None:
    """Note what has become of a proposal."""
    entry.set("proposal", proposal.id, "state", proposal.state.value, state.value)
    if coding_id:
        entry.set("proposal", proposal.id, "coding_id", None, coding_id)
    entry.touch(proposal.document_id)


def assisted_zones(database: Database) -> tuple[AssistedZone, ...]:
    """Every passage and code to leave out of agreement as missing, for all coders.

    These are the live codings that are marked as assisted, and every proposal that a coder has
    answered, accepted or refused, at the place and for the code that was proposed: who answers a
    proposal does not judge independently, of the program or of a colleague who was shown the same.
    A proposal that was accepted counts even where its coding was changed or taken out since. What
    is still open, or was withdrawn unanswered, is no judgement and not in it.

    Holds the zones of all coders: for computing agreement, never for showing to one who works
    blind.
    """
    rows = database.fetch(
        "SELECT document_id, version_id, code, span_start, span_end FROM coding "
        "WHERE removed_by IS NULL AND assisted = 1 "
        "UNION SELECT document_id, version_id, code, span_start, span_end FROM proposal "
        "WHERE removed_by IS NULL AND state IN ('accepted', 'adjusted', 'refused') "
        "ORDER BY 1, 2, 4, 5, 3"
    )
    return tuple(
        AssistedZone(document, version, code, Span(start, end))
        for document, version, code, start, end in rows
    )
