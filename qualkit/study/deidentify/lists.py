"""The list of findings as a file, to be worked on elsewhere, and its decisions taken in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from qualkit.core.deidentifying import FoundWords, StoredFinding
from qualkit.core.findings import FindingType
from qualkit.core.records import Document
from qualkit.core.table import Cell, Column, ColumnKind, Table
from qualkit.errors import QualkitError
from qualkit.importers.decisions import DecisionRow, read_decisions
from qualkit.privacy import gate
from qualkit.privacy.gate import Rules
from qualkit.storage import findings as rows
from qualkit.storage.store import Entry
from qualkit.study.codings import register
from qualkit.study.deidentify import marking
from qualkit.study.deidentify.deciding import Checks, Verdict, after, put
from qualkit.study.deidentify.listing import found
from qualkit.study.deidentify.placing import Places, Unfound
from qualkit.study.leaving.exporting import Exported, provenance, rules, write
from qualkit.study.refused_rows import MisfitError, refusal
from qualkit.study.session import Session

_COLUMNS = (
    Column("id", "Id", machine=True),
    Column("document", "Document", width=1.2),
    Column("start", "Start", ColumnKind.INTEGER, width=0.4),
    Column("end", "End", ColumnKind.INTEGER, width=0.4),
    Column("type", "Type", width=0.7),
    Column("rule", "Rule"),
    Column("status", "Status", width=0.6),
    Column("replacement", "Becomes"),
    Column("wider", "In public"),
    Column("participant", "Participant", width=0.5),
    Column("proposed", "Looks like", width=0.5),
    Column("form", "Form", width=0.7),
    Column("decided_by", "Decided by", width=0.5),
    Column("decided_at", "On (UTC)", width=0.7),
    # What a person fills in.
    Column("decision", "Decision", width=0.6),
    Column("to", "To", width=0.8),
    Column("public", "To the public", width=0.8),
    Column("as", "As", width=0.5),
)
_WORDS = Column("words", "Words", ColumnKind.QUOTE, width=2.0)


@dataclass(frozen=True, slots=True)
class ImportedDecisions:
    """What came of a list: findings decided, those decided so already, rows without a decision."""

    decided: int
    known: int
    empty: int


def findings_table(
    session: Session, document: Document | None = None, *, with_words: bool = False
) -> Table:
    """The findings as a table; the words that they stand on only where asked for."""
    columns = (*_COLUMNS, _WORDS) if with_words else _COLUMNS
    listed = found(session, document)
    cells = (_cells(each, with_words=with_words) for each in listed)
    return Table(f"{session.settings.title}: findings", columns, cells)


def _cells(each: FoundWords, *, with_words: bool) -> tuple[Cell, ...]:
    finding = each.finding
    cells: tuple[Cell, ...] = (
        finding.id, each.document, finding.span.start, finding.span.end, finding.type.value,
        finding.rule, finding.state.value, finding.replacement, finding.wider,
        finding.participant, finding.proposed, each.form, finding.decided_by,
        finding.decided_at[:19], "", "", "", "",
    )  # fmt: skip
    return (*cells, each.words) if with_words else cells


def export_findings(
    session: Session, target: Path, format_name: str, document: Document | None,
    *, with_words: bool,
) -> Exported:  # fmt: skip
    """Write the list; with the words it is a working copy, stamped, and its owner's alone."""
    table = findings_table(session, document, with_words=with_words)
    if not with_words:
        going_by = rules(session)
        cleared = gate.clear_table(table, going_by, provenance(session))
        return write(cleared, going_by, target, format_name)
    cleared = gate.clear_working_copy(table, provenance(session))
    exported = write(cleared, Rules(()), target, format_name)
    # A file that was there keeps its mode, which others may read.
    exported.path.chmod(0o600)
    return exported


def import_decisions(session: Session, path: Path) -> ImportedDecisions:
    """Take in the decisions of a list: one action, every row or none.

    A row names a finding by its id, or by document, start and end; what a person marked needs no
    finding there. Raises InputError that names the rows at fault: findings that are no more, or
    that have moved because the text was corrected since.
    """
    with session.write("import decisions") as entry:
        places, checks = Places(session), Checks(session)
        decided: list[tuple[StoredFinding, Verdict]] = []
        marked: list[StoredFinding] = []
        faults: list[tuple[int, str]] = []
        empty = 0
        for item in _rows(path, faults):
            if item.decision is None:
                empty += 1
                continue
            verdict = Verdict(item.decision, item.to, item.public, item.participant)
            try:
                meant = _meant(places, checks, item, verdict)
            except MisfitError as misfit:
                faults.append((item.row, str(misfit)))
                continue
            if isinstance(meant, Unfound):
                kind = item.type or FindingType.UNKNOWN
                marked.append(marking.marked(entry, meant.document, meant.span, verdict, kind))
            else:
                decided += [(each.finding, verdict) for each in meant]
        if faults:
            raise refusal(path, sorted(faults))
        changed = sum(after(old, verdict) != old for old, verdict in decided)
        put(session, entry, decided)
        _mark(session, entry, marked)
        entry.state(count=changed + len(marked))
    return ImportedDecisions(changed + len(marked), len(decided) - changed, empty)


def _rows(path: Path, faults: list[tuple[int, str]]) -> Iterator[DecisionRow]:
    for item in read_decisions(path):
        if isinstance(item, tuple):
            faults.append(item)
        else:
            yield item


def _meant(
    places: Places, checks: Checks, item: DecisionRow, verdict: Verdict
) -> list[FoundWords] | Unfound:
    meant = places.meant(item)
    if isinstance(meant, Unfound) and not verdict.masks:
        raise MisfitError("no finding stands there, so there is nothing to let stand")
    words = [meant.words] if isinstance(meant, Unfound) else [each.words for each in meant]
    try:
        checks.verdict(verdict, words)
    except QualkitError as error:
        raise MisfitError("; ".join(filter(None, (error.message, error.hint)))) from error
    return meant


def _mark(session: Session, entry: Entry, marked: Sequence[StoredFinding]) -> None:
    # One by one: a batch in the log means all rows of its entry, the first among them.
    for each in marked:
        rows.add_one(entry, each)
    entry.touch(*(each.document_id for each in marked))
    if marked:
        register(session, entry.coder)
