"""What no scan has found, marked by hand: once, or wherever the same words stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from qualkit.core.deidentifying import BY_HAND, Decision, State, StoredFinding
from qualkit.core.findings import FindingType
from qualkit.core.folding import fold
from qualkit.core.records import Change, Document, MarkKind, Span, TextVersion
from qualkit.errors import InputError
from qualkit.storage import findings as rows
from qualkit.storage.store import Entry
from qualkit.study.codings import register
from qualkit.study.deidentify.deciding import Checks, Verdict, after, put
from qualkit.study.deidentify.rendered import team_masks
from qualkit.study.session import Session
from qualkit.study.stewardship import steward_or_refuse


def mark(
    session: Session, document: Document, span: Span, replacement: str, *, wider: str = "",
    everywhere: bool = False,
) -> Change:  # fmt: skip
    """Mark what a scan did not find, with what stands in its place; decided at once.

    Where just that stretch is a finding already, that is decided on. With `everywhere` the same
    words are marked in all texts in force, but where a finding lies over them. Anybody who codes
    may mark what they read; what is replaced already is the data steward's to decide.
    """
    text = session.text(document.version_id).text
    words = text[span.start : span.end]
    if span.end > len(text) or not words.strip():
        raise InputError(
            f"{document.name} has no words at {span.start} to {span.end}",
            f"see the text: qualkit documents show {document.name}",
        )
    if any(team_masks(session, document.version_id).within(span.start, span.end)):
        # What is refused as naming what it replaces would tell a guess from the name.
        steward_or_refuse(session, "decide on what is replaced already")
    verdict = Verdict(Decision.GENERALISE, replacement, wider)
    Checks(session).verdict(verdict, [words])
    with session.write("mark finding") as entry:
        _mark_here(session, entry, document, span, verdict)
        more = list(_elsewhere(session, entry, words, verdict)) if everywhere else []
        # One by one: a batch in the log means all rows of its entry, the first among them.
        for each in more:
            rows.add_one(entry, each)
        entry.touch(*(each.document_id for each in more))
        elsewhere = f", and {len(more)} more" if more else ""
        entry.state(document=document.id, start=span.start, end=span.end, elsewhere=elsewhere)
    return entry.change()


def _mark_here(
    session: Session, entry: Entry, document: Document, span: Span, verdict: Verdict
) -> None:
    stored = rows.on_versions(entry.database, [document.version_id])
    same = [each for each in stored if each.span == span]
    if same:
        put(session, entry, ((each, verdict) for each in same))
        return
    rows.add_one(entry, marked(entry, document, span, verdict))
    entry.touch(document.id)
    register(session, entry.coder)


def _elsewhere(
    session: Session, entry: Entry, words: str, verdict: Verdict
) -> Iterator[StoredFinding]:
    for document in session.documents():
        version = session.text(document.version_id)
        stored = rows.on_versions(entry.database, [version.id])
        taken = [each.span for each in stored]
        taken += [
            Span(mark.start, mark.end)
            for mark in version.structure.marks
            if mark.kind is MarkKind.LABEL and mark.start < mark.end
        ]
        for span in _free(_places(version, words), taken):
            yield marked(entry, document, span, verdict)


def _places(version: TextVersion, words: str) -> Iterator[Span]:
    """Where the words stand as whole words, whatever their capitals and white space."""
    folded = fold(version.text)
    spelling = r"\s+".join(map(re.escape, fold(words).text.split()))
    for match in re.finditer(rf"(?<!\w){spelling}(?!\w)", folded.text):
        yield Span(*folded.source(match.start(), match.end()))


def _free(places: Iterable[Span], taken: list[Span]) -> Iterator[Span]:
    return (span for span in places if not any(span.overlaps(each) for each in taken))


def marked(
    entry: Entry, document: Document, span: Span, verdict: Verdict,
    type: FindingType = FindingType.UNKNOWN,  # noqa: A002 - what a finding calls it
) -> StoredFinding:  # fmt: skip
    """A finding of a person's, decided at once; not stored yet."""
    by_hand = StoredFinding(
        id="",
        document_id=document.id,
        version_id=document.version_id,
        span=span,
        type=type,
        rule=BY_HAND,
        state=State.REVIEW,
        replacement="",
        decided_by=entry.coder,
        decided_at=entry.at,
    )
    return after(by_hand, verdict)
