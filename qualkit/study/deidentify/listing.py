"""The findings of a study as people look at them, with their words; how far each document is."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

from qualkit.core.deidentifying import DocumentProgress, FoundWords, State
from qualkit.core.folding import fold
from qualkit.core.records import Document
from qualkit.errors import InputError
from qualkit.storage import findings as rows
from qualkit.study.session import Session

# Characters shown before and behind the words.
_AROUND = 40


def found(
    session: Session, document: Document | None = None, *, form: str = "",
    state: State | None = None,
) -> tuple[FoundWords, ...]:  # fmt: skip
    """The findings on the texts in force, by document and place."""
    documents = session.documents() if document is None else (document,)
    return tuple(
        each
        for each in with_words(session, documents)
        if form in ("", each.form) and state in (None, each.finding.state)
    )


def with_words(session: Session, documents: Sequence[Document]) -> Iterator[FoundWords]:
    """The same of some documents, with the words that each stands on."""
    form_of = Forms(session)
    for document in documents:
        stored = rows.on_versions(session.store.database, [document.version_id])
        if not stored:
            continue
        text = session.text(document.version_id).text
        for finding in stored:
            start, end = finding.span.start, finding.span.end
            words = text[start:end]
            yield FoundWords(
                finding, document.name, form_of(words), words,
                text[max(0, start - _AROUND) : start], text[end : end + _AROUND],
            )  # fmt: skip


def state_of(given: State | str) -> State:
    """The state of that name; InputError where there is none."""
    try:
        return State(given)
    except ValueError as error:
        raise InputError(
            f"no finding is ever '{given}'", f"choose {', '.join(each.value for each in State)}"
        ) from error


class Forms:
    """Names surface forms: equal but for capitals, signs and white space is the same form.

    A hash, keyed with the study's id: neither words nor a list of words lead from one to the
    other outside the study. 48 bits: two of a million forms are the same in one study of 500.
    """

    def __init__(self, session: Session) -> None:
        self._key = (session.store.meta("study_id") or session.settings.id).encode()[:64]

    def __call__(self, words: str) -> str:
        """The form's name."""
        folded = " ".join(fold(words).text.split())
        return hashlib.blake2b(folded.encode(), key=self._key, digest_size=6).hexdigest()


def progress(session: Session) -> tuple[DocumentProgress, ...]:
    """How far each document is, by name; literature that nobody scanned is left out."""
    database = session.store.database
    scanned, counts = rows.scanned(database), rows.counts(database)
    left = rows.left_behind(database)
    return tuple(
        DocumentProgress(
            document,
            document.version_id in scanned,
            tuple((state, counts.get(document.version_id, {}).get(state, 0)) for state in State),
            left.get(document.id, 0),
        )
        for document in session.documents()
        if document.version_id in scanned or not document.kind.published
    )
