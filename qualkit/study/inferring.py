"""Assignments inferred from codings that were made elsewhere."""

from __future__ import annotations

from qualkit.core.ids import now, uuid7
from qualkit.core.team import Assignment, Purpose, WorkState
from qualkit.core.wording import counted
from qualkit.storage import assignments as rows
from qualkit.storage import frozen
from qualkit.study import codebook as book
from qualkit.study import rounds
from qualkit.study.assignments import in_order
from qualkit.study.leading import lead_or_refuse
from qualkit.study.session import Session


def infer(session: Session, round_name: str, *, dry_run: bool) -> tuple[Assignment, ...]:
    """Take it that whoever has codings in a document was assigned it, and is done with it.

    For codings that were made elsewhere; whoever has an assignment there is left alone. Answers
    the new assignments, by round, document and coder; with `dry_run` they are not stored.
    """
    lead_or_refuse(session, "an assignment")
    if round_name:
        round_name = rounds.find(session, round_name).name
    made = _inferred(session, round_name, now(), book.version_in_force(session))
    if made and not dry_run:
        with session.write("infer assignments") as entry:
            rows.add_many(entry, made)
            frozen.freeze(entry, made)
            entry.state(what=counted(len({each.document_id for each in made}), "document"))
    return in_order(session, made)


def _inferred(session: Session, round_name: str, at: str, version: str) -> list[Assignment]:
    database = session.store.database
    have = {
        (a.round, a.document_id, a.coder): a.purpose.codes
        for a in rows.assignments(database, round=round_name)
    }
    pairs = frozen.pairs(database, round_name)
    together: dict[tuple[str, str], set[str]] = {}
    for name, document_id, coder in (*(key for key, codes in have.items() if codes), *pairs):
        together.setdefault((name, document_id), set()).add(coder)
    texts = {document.id: document.version_id for document in session.documents()}
    return [
        Assignment(
            uuid7(), name, coder, document_id,
            Purpose.DOUBLE if len(together[name, document_id]) > 1 else Purpose.SINGLE,
            WorkState.DONE, first_done_at=at, done_at=at, version_id=texts[document_id],
            codebook_version=version,
        )
        for name, document_id, coder in pairs
        if (name, document_id, coder) not in have
    ]  # fmt: skip
