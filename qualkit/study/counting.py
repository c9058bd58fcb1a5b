"""How often each code was used, and how many participants it reaches."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass

from qualkit.analysis.quotes import Reader, references
from qualkit.analysis.reach import Reach
from qualkit.core.quotes import CodedSpan
from qualkit.storage import codings as rows
from qualkit.storage import log
from qualkit.study import codebook as book
from qualkit.study.blindness import Sight, sight, undistracted
from qualkit.study.quotes import comments, literature
from qualkit.study.session import Session
from qualkit.study.survey.linking import participant_of


@dataclass(frozen=True, slots=True)
class CodeCount:
    """A code's own codings by the coder at work, and its references and participants: those of
    all coders, but of their own codings alone in documents where the coder works blind.

    As in the table of quotations: overlapping codings of one code are one reference, and a
    participant counts whose words lie inside. Survey comments are counted apart, by
    `respondents` and `comment_references`, and literature by `literature` (its documents) and
    `literature_references`; neither is in the other two.
    """

    own: int
    references: int
    participants: int
    respondents: int = 0
    comment_references: int = 0
    literature: int = 0
    literature_references: int = 0


NONE = CodeCount(0, 0, 0)


@dataclass(slots=True)
class _Reach(Reach):
    """What one document adds to a code."""

    own: int = 0


class _Counted:
    """The counts of each document as they were when the log stood at `clock`."""

    def __init__(self) -> None:
        self.under: tuple[object, ...] = ()
        self.sight: Sight | None = None
        self.clock = ""
        self.documents: dict[str, dict[str, _Reach]] = {}


def coding_counts(
    session: Session, *, only: Set[str] | None = None, but: Set[str] = frozenset()
) -> dict[str, int]:
    """Code id to the number of codings that count for it and may be seen, for exports.

    Only those in the documents with an id in `only`, and none in those of `but`.
    """
    codebook, found = book.codebook(session), dict[str, int]()
    counts = rows.counts_by_document(session.store.database, sight(session))
    for (code, document_id), number in counts.items():
        if document_id not in but and (only is None or document_id in only):
            current = codebook.current(code)
            found[current] = found.get(current, 0) + number
    return found


def code_counts(session: Session) -> dict[str, CodeCount]:
    """Code id to its counts, for every code of the codebook; merged codes count for their new one.

    What is counted stays in memory by document: after an action only the documents it touched are
    counted again. Half a million codings take 3 s once, 5,000 take 30 ms.
    """
    codebook = book.codebook(session)
    seen = undistracted(session)
    merged = codebook.merged()
    kept = session.keep(_Counted)
    under = (session.coder, tuple(sorted(merged.items())))
    clock, stale = _since(session, kept.clock)
    if kept.under != under or not kept.clock or stale is None or kept.sight is None:
        kept.documents, stale = {}, [document.id for document in session.documents()]
    else:
        stale = list(dict.fromkeys([*stale, *_changed(kept.sight, seen)]))
    kept.under, kept.clock, kept.sight = under, clock, seen
    known = {document.id for document in session.documents()}
    whole = len(stale) > 1 and len(kept.documents) == 0
    for document_id in stale:
        kept.documents.pop(document_id, None)
    if whole:
        kept.documents = _counted(session, merged, seen)
    else:
        for document_id in stale:
            kept.documents |= _counted(session, merged, seen, document_id)
    ids = [code.id for code in codebook.codes]
    person_of = participant_of(session)
    parts = [found for key, found in kept.documents.items() if key in known]
    return _summed(ids, parts, person_of)


def _since(session: Session, clock: str) -> tuple[str, list[str] | None]:
    """Where the log stands, and the documents touched after `clock`; None: begin anew."""
    newest, touched = "", dict[str, None]()
    for number, change in enumerate(log.entries(session.store.database, limit=200)):
        newest = newest or change.clock
        if change.clock <= clock:
            return newest, list(touched)
        if number == 199:
            break
        touched |= dict.fromkeys(change.touched)
    return newest, None


def _changed(before: Sight, after: Sight) -> set[str]:
    """The documents of which another part is in sight now."""
    again = {document_id for document_id, _ in before.earlier ^ after.earlier}
    return again | (before.closed ^ after.closed)


def _counted(
    session: Session, merged: dict[str, str], seen: Sight, document_id: str = ""
) -> dict[str, dict[str, _Reach]]:
    """Document to code to what it adds."""
    found: dict[str, dict[str, _Reach]] = {}
    own = session.coder or ""
    codes = [code.id for code in book.codebook(session).codes if code.id not in merged]
    readers, of_survey = dict[str, Reader](), comments(session)
    published = literature(session)
    # Own codings are counted on the way, before overlapping ones are put together.
    passing = rows.codings_in_order(
        session.store.database, codes, document_id=document_id, merged=merged, sight=seen,
    )  # fmt: skip

    def counted() -> Iterator[CodedSpan]:
        for coding in passing:
            reach = found.setdefault(coding.document_id, {}).setdefault(coding.code, _Reach())
            reach.own += coding.coder == own
            yield coding

    for reference in references(counted()):
        reader = readers.get(reference.version_id)
        if reader is None:
            reader = readers[reference.version_id] = Reader(session.text(reference.version_id))
        reach = found[reference.document_id][reference.code]
        here = reference.document_id
        reach.add(reference, reader, of_survey=here in of_survey, published=here in published)
    return found


def _summed(
    ids: list[str], parts: list[dict[str, _Reach]], person_of: Mapping[str, str]
) -> dict[str, CodeCount]:
    whole: dict[str, _Reach] = {}
    for part in parts:
        for code, reach in part.items():
            total = whole.setdefault(code, _Reach())
            total.own += reach.own
            total.take(reach)
    return {code: _count(whole[code], person_of) if code in whole else NONE for code in ids}


def _count(reach: _Reach, person_of: Mapping[str, str]) -> CodeCount:
    told = reach.prevalence(person_of)
    return CodeCount(
        reach.own, told.references, told.participants, told.respondents, told.comment_references,
        told.literature, told.literature_references,
    )  # fmt: skip
