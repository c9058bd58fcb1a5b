"""The scan of a study's texts: new findings are added, decisions stay."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from qualkit.core.deidentifying import BY_HAND, ScanReport, State, StoredFinding
from qualkit.core.findings import Finding, OwnLists, RosterPerson
from qualkit.core.records import Document, MarkKind, Span, TextVersion
from qualkit.errors import RefusedError
from qualkit.storage import findings as rows
from qualkit.study.codings import register
from qualkit.study.deidentify.material import own_lists, people
from qualkit.study.deidentify.unscanned import to_scan
from qualkit.study.session import Session
from qualkit.study.stewardship import steward_or_refuse

if TYPE_CHECKING:
    from qualkit.study.study import Study

Progress = Callable[[int, int, str], None]
_Key = tuple[Span, str]


@dataclass(slots=True)
class _Sorted:
    """What a scan of one text comes to beside what is stored of it."""

    new: list[StoredFinding] = field(default_factory=list)
    gone: list[StoredFinding] = field(default_factory=list)
    known: int = 0


@dataclass(frozen=True, slots=True)
class Prepared:
    """What a scan needs of the study; with it texts are looked through without the study.

    `texts` gives a document's text in force.
    """

    documents: tuple[Document, ...]
    texts: Callable[[Document], TextVersion]
    people: tuple[RosterPerson, ...]
    lists: OwnLists
    model: str = ""


Found = dict[str, tuple[Finding, ...]]
"""What was found in each document, by its id."""


def scan_study(
    session: Session, documents: Sequence[Document], *, model: str = "",
    without_roster: bool = False, progress: Progress | None = None,
) -> ScanReport:  # fmt: skip
    """Scan the texts in force of documents: one action.

    What a person decided stays as it is; what nobody decided and is found no more goes. A scan
    that comes to nothing new is no action.
    """
    session.coder_or_refuse()
    prepared = Prepared(
        tuple(documents), lambda document: session.text(document.version_id),
        people(session, without_roster=without_roster), own_lists(session), model,
    )  # fmt: skip
    # Scanned before anything is locked: 10 s for 100,000 words.
    return _keep(session, prepared, look_through(prepared, progress))


def prepared_scan(study: Study, model: str = "") -> Prepared:
    """All that a scan of the whole study needs, read now, for the steward's screens."""
    session = study._session
    session.coder_or_refuse()
    steward_or_refuse(session, "scan its texts for names")
    documents = to_scan(session)
    texts = {document.id: session.text(document.version_id) for document in documents}
    return Prepared(
        documents, lambda document: texts[document.id], people(session), own_lists(session), model
    )


def keep_scan(study: Study, prepared: Prepared, found: Found) -> ScanReport:
    """Store what was found, for the screens; RefusedError where a text is another by now."""
    session = study._session
    scanned = {each.id: each.version_id for each in prepared.documents}
    if scanned != {each.id: each.version_id for each in to_scan(session)}:
        raise RefusedError("the study's texts changed while they were scanned", "scan again")
    return _keep(session, prepared, found)


def look_through(prepared: Prepared, progress: Progress | None = None) -> Found:
    """What stands in each text; touches no study, and may be done in a thread."""
    return {
        document.id: _found(
            prepared.texts(document), prepared.people, prepared.lists, prepared.model
        )
        for document in _counted(prepared.documents, progress)
    }


def _keep(session: Session, prepared: Prepared, found: Found) -> ScanReport:
    documents = prepared.documents
    total, scanned = _Sorted(), rows.scanned(session.store.database)
    unscanned = [document for document in documents if document.version_id not in scanned]
    with session.write("scan") as entry:
        for document in documents:
            stored = rows.on_versions(entry.database, [document.version_id])
            each = _sorted(document, stored, found[document.id])
            for old in each.gone:
                rows.remove(entry, old)
            total.new += each.new
            total.gone += each.gone
            total.known += each.known
            if each.new or each.gone or document in unscanned:
                entry.touch(document.id)
        rows.add(entry, total.new)
        for document in unscanned:
            rows.note_scan(entry, document)
        if entry.ops:
            register(session, entry.coder)
        entry.state(documents=len(documents), count=len(total.new))
    return ScanReport(
        documents=len(documents),
        new=len(total.new),
        known=total.known,
        gone=len(total.gone),
        waiting=_waiting(session, documents),
        change=entry.change() if entry.ops else None,
    )


def _counted(documents: Sequence[Document], progress: Progress | None) -> Iterator[Document]:
    for number, document in enumerate(documents):
        if progress is not None:
            progress(number, len(documents), document.name)
        yield document
    if progress is not None:
        progress(len(documents), len(documents), "")


def _waiting(session: Session, documents: Iterable[Document]) -> int:
    stored = rows.on_versions(session.store.database, [each.version_id for each in documents])
    return sum(each.state is State.REVIEW for each in stored)


def _found(
    version: TextVersion, known: Iterable[RosterPerson], lists: OwnLists, model: str
) -> tuple[Finding, ...]:
    """What the scan finds but for speaker labels, which the structure holds already."""
    from qualkit.privacy.scan.engine import scan

    labels = [(m.start, m.end) for m in version.structure.marks if m.kind is MarkKind.LABEL]
    found = scan(version.text, known, lists, model)
    return tuple(each for each in found if not _inside(each, labels))


def _inside(finding: Finding, labels: Sequence[tuple[int, int]]) -> bool:
    """Whether a finding lies in one of the labels, which are in order and apart."""
    at = bisect_right(labels, finding.start, key=lambda label: label[0]) - 1
    return at >= 0 and finding.end <= labels[at][1]


def _sorted(
    document: Document, stored: Iterable[StoredFinding], found: Iterable[Finding]
) -> _Sorted:
    by_key = {_key(each): each for each in stored}
    decided: dict[Span, list[StoredFinding]] = {}
    for each in by_key.values():
        if each.state.decided:
            decided.setdefault(each.span, []).append(each)
    done = _Sorted()
    seen: set[_Key] = set()
    for finding in found:
        stored_so = _as_stored(document, finding)
        new = _beside(stored_so, decided.get(stored_so.span, ()))
        if new is None:
            continue
        seen.add(_key(new))
        old = by_key.get(_key(new))
        if old is not None and (old.state.decided or _same(old, new)):
            done.known += 1
        else:
            done.new.append(new)
            done.gone += [old] if old is not None else []
    done.gone += [
        old
        for key, old in by_key.items()
        if key not in seen and not old.state.decided and old.rule != BY_HAND
    ]
    return done


def _beside(new: StoredFinding, decided: Iterable[StoredFinding]) -> StoredFinding | None:
    """A finding beside what was decided on the same stretch as one of another type; None where
    that settles it."""
    same = [each for each in decided if each.type is not new.type]
    if not same:
        return new
    if any(each.state.masked for each in same) or not new.participant:
        return None
    # It was let stand before the roster had that name: that is asked again.
    return replace(new, state=State.REVIEW)


def _key(finding: StoredFinding) -> _Key:
    return finding.span, finding.type.value


def _same(old: StoredFinding, new: StoredFinding) -> bool:
    return replace(old, id="") == new


def _as_stored(document: Document, finding: Finding) -> StoredFinding:
    return StoredFinding(
        id="",
        document_id=document.id,
        version_id=document.version_id,
        span=Span(finding.start, finding.end),
        type=finding.type,
        rule=finding.rule,
        state=State(finding.status.value),
        replacement=finding.replacement,
        participant=finding.participant or "",
        proposed=finding.proposed or "",
    )
