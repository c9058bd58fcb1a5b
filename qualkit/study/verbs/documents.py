"""Documents: taken in, shown, their speakers corrected, their questions linked."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from qualkit.core.records import (
    Change,
    Document,
    Participant,
    Question,
    Role,
    Span,
    TextVersion,
)
from qualkit.study.frames.listing import listing
from qualkit.study.verbs.base import Verbs

if TYPE_CHECKING:
    from qualkit.study.import_reports import Imported
    from qualkit.study.wishes import Wishes

Reporter = Callable[[int, int, str], None]


def _silent(done: int, total: int, what: str) -> None:
    """Report nothing."""


class DocumentVerbs(Verbs):
    """Documents: taken in, shown, their speakers corrected, their questions linked."""

    def import_transcripts(
        self, paths: Sequence[str | Path], wishes: Wishes | None = None,
        progress: Reporter = _silent, *, dry_run: bool = False,
    ) -> tuple[Imported, ...]:  # fmt: skip
        """Take files in as documents, all or none; with `dry_run` only say what would come of it.

        Cannot be undone; a file that the study holds already is left alone.
        """
        from qualkit.study import documents
        from qualkit.study.wishes import Wishes

        given = [Path(path) for path in paths]
        wishes = wishes or Wishes()
        if dry_run:
            return documents.preview(self._session, given, wishes, progress)
        return documents.import_transcripts(self._session, given, wishes, progress)

    @listing
    def documents(self) -> tuple[Document, ...]:
        """Every document, by name."""
        return self._session.documents()

    def document(self, reference: str) -> Document:
        """The document of that name, name without suffix, or id."""
        return self._session.document(reference)

    def text(self, document: Document | str) -> TextVersion:
        """A document's text as it was said, with its speakers, turns, sentences and marks.

        It is the record by which all offsets go. Where something in it is replaced, reading it is
        the data steward's, and the history notes it once while the study is open: RefusedError
        for everybody else, who has `rendered_text` and `shown`. That keeps an honest team from
        names; it keeps nobody from them who opens the database with another program.
        """
        from qualkit.study import reading

        found = self._resolved(document)
        reading.source(self._session, [found], "text")
        return self._session.text(found.version_id)

    def shown(self, document: Document | str, span: Span) -> str:
        """The words of a span as the team may read them, without speakers' labels."""
        from qualkit.study import reading

        found = self._resolved(document)
        return reading.reading(self._session, found.version_id).speech().said(span)

    def correct_speaker(
        self, document: Document | str, pseudonym: str, role: Role, now: str = ""
    ) -> None:
        """Change what a speaker is to the study, and under which pseudonym."""
        from qualkit.study import speakers

        found = self._resolved(document)
        speakers.correct_speaker(self._session, found, pseudonym, role, now or pseudonym)

    def remove_document(self, document: Document | str) -> Change:
        """Take out a document that nobody has coded in, so that its file can be imported anew."""
        from qualkit.study import documents

        return documents.remove_document(self._session, self._resolved(document))

    def new_files(self) -> tuple[Path, ...]:
        """The files in `transcripts/` that could be imported and are not."""
        from qualkit.study import checks

        return checks.new_files(self._session)

    @listing
    def participants(self) -> tuple[Participant, ...]:
        """The participants, from their file."""
        return self._session.participants()

    def import_guide(self, path: str | Path) -> tuple[Question, ...]:
        """Make the questions of a file the topic guide, and find the turns that ask them."""
        from qualkit.study import guide

        return guide.import_guide(self._session, Path(path))

    @listing
    def questions(self) -> tuple[Question, ...]:
        """The topic guide."""
        from qualkit.study import guide

        return guide.questions(self._session)

    def questions_asked(self, document: Document | str) -> Mapping[int, Question]:
        """Turn number (from 1) to the question of the guide that is asked in it."""
        from qualkit.study import guide

        return guide.links(self._session, self._resolved(document))

    def link_question(self, document: Document | str, turn: int, number: int | None) -> None:
        """Say which question of the guide a turn (from 1) asks; none with None."""
        from qualkit.study import guide

        guide.link(self._session, self._resolved(document), turn, number)
