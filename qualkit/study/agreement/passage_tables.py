"""Tables of where coders differ: codes taken for each other, and the passages by rank."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from qualkit.core.differing import Difference
from qualkit.core.table import Cell, Column, ColumnKind, Table
from qualkit.core.text import turn_at
from qualkit.study import adjudication, differences
from qualkit.study import codebook as book
from qualkit.study.agreement.confusing import Confusions, confusions
from qualkit.study.agreement.meant import check_codes
from qualkit.study.agreement.question import AgreementQuestion
from qualkit.study.agreement.wording import settled
from qualkit.study.session import Session

_N, _I, _T = ColumnKind.NUMBER, ColumnKind.INTEGER, ColumnKind.TEXT

CONFUSIONS, DIFFERENCES = TABLES = ("confusions", "differences")

_CONFUSIONS = (
    Column("code", "Code id", _T, 1.0, machine=True),
    Column("name", "Code", _T, 1.4),
    Column("other", "Id of the other", _T, 1.0, machine=True),
    Column("other_name", "Taken for", _T, 1.4),
    Column("passages", "Passages", _I, 0.6),
    Column("characters", "Characters", _I, 0.6),
    Column("share", "Share of all disagreement", _N, 0.6),
    Column("alpha", "Alpha", _N, 0.5),
    Column("settled", "Alpha if these were settled", _T, 0.9),
    Column("alpha_without", "Alpha if nobody had it there", _N, 0.5, machine=True),
    Column("alpha_with", "Alpha if all had it there", _N, 0.5, machine=True),
)
_DIFFERENCES = (
    Column("rank", "Rank", _I, 0.4),
    Column("key", "Key", _T, 0.6),
    Column("round", "Round", _T, 0.7),
    Column("document", "Document", _T, 1.4),
    Column("turn", "Turn", _I, 0.4),
    Column("start", "Start", _I, 0.5, machine=True),
    Column("end", "End", _I, 0.5, machine=True),
    Column("kind", "Kind", _T, 0.8),
    Column("codes", "Code ids", _T, 1.0, machine=True),
    Column("sides", "Who has what", _T, 2.0),
    Column("characters", "Characters", _I, 0.6),
    Column("share", "Share of the round's disagreement", _N, 0.6),
    Column("decided", "Decided", _T, 0.8),
)


def passage_table(
    session: Session, question: AgreementQuestion, which: str, rounds: tuple[str, ...]
) -> Table:
    """One of the two tables, of the rounds that the question is about."""
    if which == CONFUSIONS:
        return _confusions(confusions(session, question), session.settings.title)
    return _differences(session, question, rounds)


def _confusions(found: Confusions, title: str) -> Table:
    rows: list[tuple[Cell, ...]] = [
        (
            each.code, each.name, each.other, each.other_name, each.settling.passages,
            round(each.settling.characters), round(each.share, 4),
            _rounded(each.settling.alpha.value), settled(each.settling),
            _rounded(each.settling.without.value), _rounded(each.settling.with_code.value),
        )
        for each in found.pairs
    ]  # fmt: skip
    note = (
        "A passage of a code that somebody gave another code instead. If settled: alpha if nobody "
        "had the code in these passages, to alpha if everybody had it."
    )
    return Table(
        f"{title}: codes taken for each other", _CONFUSIONS, rows, (note, *found.notes),
        caption="Codes taken for each other",
    )  # fmt: skip


def _differences(session: Session, question: AgreementQuestion, rounds: tuple[str, ...]) -> Table:
    codes = frozenset(check_codes(session, question.codes))
    document = session.document(question.document) if question.document else None
    found = [
        each
        for each in differences.listed(session, coders=question.pair, document=document)
        if each.round in rounds and (not codes or codes & set(each.codes))
    ]
    note = (
        "Passages on which coders differ, as they first said done: the heaviest first, mere edges "
        "last. Their words stand in the study: qualkit disagreements."
    )
    return Table(
        f"{session.settings.title}: where coders differ", _DIFFERENCES,
        list(_rows(session, found)), (note,), caption="Where coders differ",
    )  # fmt: skip


def _rows(session: Session, found: list[Difference]) -> Iterator[tuple[Cell, ...]]:
    documents = {document.id: document.name for document in session.documents()}
    codebook = book.codebook(session)
    known = {code.id: code.name for code in codebook.codes}
    decided = {
        each.id: f"take {each.taken}" if each.taken else each.outcome.value
        for each in adjudication.adjudications(session)
    }
    for rank, each in enumerate(found, 1):
        turn = turn_at(session.text(each.version_id).structure, each.span.start)
        yield (
            rank, each.key, each.round, documents[each.document_id],
            None if turn is None else turn + 1, each.span.start, each.span.end, each.kind.value,
            ", ".join(each.codes), _sides(each, known), round(each.mass), round(each.share, 4),
            decided.get(each.adjudication, ""),
        )  # fmt: skip


def _sides(difference: Difference, known: Mapping[str, str]) -> str:
    return "; ".join(
        f"{side.coder}: {', '.join(known.get(code, code) for code in side.codes) or 'nothing'}"
        for side in difference.sides
    )


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4) + 0.0
