"""The study: one method per verb of the trade."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from qualkit.core.records import (
    DEFAULT_ROUND,
    Change,
    Coder,
    Coding,
    Document,
    Participant,
    Question,
    Role,
    Span,
    TextVersion,
)
from qualkit.core.table import Table
from qualkit.storage.codings import CodingFilter
from qualkit.study.session import Session

if TYPE_CHECKING:
    from qualkit.core.codebook import Code, Codebook
    from qualkit.study.checks import Finding, Status
    from qualkit.study.coding_import import ImportedCodings
    from qualkit.study.codings import Progress
    from qualkit.study.documents import Imported, Wishes
    from qualkit.study.exports import Exported
    from qualkit.study.quotes import QuoteChoice
    from qualkit.study.search import Hit

Reporter = Callable[[int, int, str], None]


def _silent(done: int, total: int, what: str) -> None:
    """Report nothing."""


class Study:
    """An open study folder. Get one from `qualkit.open_study`; close it, or use `with`.

    Every method that changes something is one action of the coder at work: on disk when it
    returns, in the history, and undone by `undo` unless it says otherwise. All raise subclasses
    of QualkitError, whose message and hint are meant for people.
    """

    def __init__(self, session: Session) -> None:
        self._session = session

    def __enter__(self) -> Study:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        self.close()

    def close(self) -> None:
        """Let go of the database; everything done is on disk already."""
        self._session.store.close()

    @property
    def path(self) -> Path:
        """The study's folder."""
        return self._session.path

    @property
    def title(self) -> str:
        """The study's title, from study.yaml."""
        return self._session.settings.title

    @property
    def coder(self) -> str | None:
        """The initials of the coder at work; None where nobody has been named yet."""
        return self._session.coder

    @property
    def read_only(self) -> bool:
        """Whether the study lies where nothing can be written."""
        return self._session.store.read_only

    @property
    def notices(self) -> tuple[str, ...]:
        """What should be told to the person beside the answers so far."""
        return tuple(self._session.notices)

    def use_coder(self, initials: str) -> None:
        """Make `initials` the coder at work, now and when the study is opened next."""
        from qualkit.study import team

        team.use_coder(self._session, initials)

    def refresh(self) -> None:
        """Read afresh what another process may have written."""
        self._session.forget()

    # Documents

    def import_transcripts(
        self, paths: Sequence[str | Path], wishes: Wishes | None = None,
        progress: Reporter = _silent, *, dry_run: bool = False,
    ) -> tuple[Imported, ...]:  # fmt: skip
        """Take files in as documents, all or none; with `dry_run` only say what would come of it.

        Cannot be undone; a file that the study holds already is left alone.
        """
        from qualkit.study import documents

        given = [Path(path) for path in paths]
        wishes = wishes or documents.Wishes()
        if dry_run:
            return documents.preview(self._session, given, wishes, progress)
        return documents.import_transcripts(self._session, given, wishes, progress)

    def documents(self) -> tuple[Document, ...]:
        """Every document, by name."""
        return self._session.documents()

    def document(self, reference: str) -> Document:
        """The document of that name, name without suffix, or id."""
        return self._session.document(reference)

    def text(self, document: Document | str) -> TextVersion:
        """A document's text with its speakers, turns, sentences and marks."""
        return self._session.text(self._resolved(document).version_id)

    def correct_speaker(
        self, document: Document | str, pseudonym: str, role: Role, now: str = ""
    ) -> None:
        """Change what a speaker is to the study, and under which pseudonym."""
        from qualkit.study import documents

        found = self._resolved(document)
        documents.correct_speaker(self._session, found, pseudonym, role, now or pseudonym)

    def new_files(self) -> tuple[Path, ...]:
        """The files in `transcripts/` that could be imported and are not."""
        from qualkit.study import checks

        return checks.new_files(self._session)

    def participants(self) -> tuple[Participant, ...]:
        """The participants, from their file."""
        return self._session.participants()

    def import_guide(self, path: str | Path) -> tuple[Question, ...]:
        """Make the questions of a file the topic guide, and find the turns that ask them."""
        from qualkit.study import guide

        return guide.import_guide(self._session, Path(path))

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

    # The codebook

    @property
    def codebook(self) -> Codebook:
        """The codebook as its file stands now."""
        from qualkit.study import codebook

        return codebook.codebook(self._session)

    @property
    def codebook_version(self) -> str:
        """The fingerprint of the codebook in force."""
        from qualkit.study import codebook

        return codebook.version_in_force(self._session)

    @property
    def codebook_path(self) -> Path:
        """The codebook's file."""
        return self._session.codebook_path

    def codebook_number(self) -> int:
        """The number, for people, of the codebook version in force."""
        from qualkit.study import codebook

        fingerprint = codebook.version_in_force(self._session)
        return codebook.version_numbers(self._session)[fingerprint]

    def import_codebook(self, path: str | Path) -> Codebook:
        """Take over a codebook from YAML or CSV, where the study's own has no codes yet."""
        from qualkit.study import codebook

        return codebook.import_codebook(self._session, Path(path))

    def add_codes(self, *codes: Code) -> None:
        """Write new codes into the codebook file, leaving everything else in it as it is."""
        from qualkit.study import codebook

        codebook.add_codes(self._session, list(codes))

    # Codings

    def codings(
        self, document: Document | str | None = None, coder: str | None = None,
        code: str | None = None, round: str | None = None,  # noqa: A002 - the field's word
    ) -> tuple[Coding, ...]:  # fmt: skip
        """The codings that fit, by document, start, end and code."""
        from qualkit.study import codings

        return codings.listed(self._session, self._filter(document, coder, code, round))

    def code(
        self, document: Document | str, span: Span, code: str, *, memo: str = "",
        round: str = DEFAULT_ROUND, assisted: bool = False,  # noqa: A002 - the field's word
    ) -> Change:  # fmt: skip
        """Give a passage a code (by id or name)."""
        from qualkit.study import codings

        found = self._resolved(document)
        return codings.code(
            self._session, found, span, code, memo=memo, round=round, assisted=assisted
        )

    def uncode(self, *coding_ids: str) -> Change:
        """Take codings of one's own out."""
        from qualkit.study import codings

        return codings.uncode(self._session, coding_ids)

    def memo(self, coding_id: str, text: str) -> Change:
        """Write the memo on a coding of one's own; an empty text takes it off."""
        from qualkit.study import codings

        return codings.memo(self._session, coding_id, text)

    def find_passage(
        self, document: Document | str, quote: str, turn: int | None = None
    ) -> Span:  # fmt: skip
        """Where the words stand in what was said, if they stand there once (in that turn)."""
        from qualkit.study import passages

        found = self._resolved(document)
        return passages.Passages(self.text(found), found.name).find(quote, turn)

    def import_codings(self, path: str | Path, *, create_codes: bool = False) -> ImportedCodings:
        """Take in codings from CSV, every row or none; rows known already are left alone."""
        from qualkit.study import coding_import

        return coding_import.import_codings(self._session, Path(path), create_codes=create_codes)

    def progress(self, coder: str | None = None) -> Mapping[str, Progress]:
        """Document id to how far a coder (the one at work by default) is in it."""
        from qualkit.study import codings

        return codings.progress(self._session, coder or self._session.coder or "")

    # The team and its history

    def coders(self) -> tuple[Coder, ...]:
        """Everybody who codes in this study."""
        return self._session.known_coders()

    def add_coder(self, coder: Coder) -> Change:
        """Make a coder known, or change their name and role."""
        from qualkit.study import codings

        return codings.add_coder(self._session, coder)

    def place(self, document: Document | str) -> int | None:
        """Where the coder at work stopped in a document."""
        from qualkit.study import team

        return team.place(self._session, self._resolved(document))

    def remember_place(self, document: Document | str, offset: int) -> None:
        """Keep where the coder at work stops; no action, and not in the history."""
        from qualkit.study import team

        team.remember_place(self._session, self._resolved(document), offset)

    def undo(self) -> Change | None:
        """Take back the last action of the coder at work; None where there is none."""
        from qualkit.study import history

        return history.undo(self._session)

    def redo(self) -> Change | None:
        """Bring back what the coder at work undid last."""
        from qualkit.study import history

        return history.redo(self._session)

    def history(self, coder: str | None = None, limit: int | None = 50) -> tuple[Change, ...]:
        """Who did what, newest first."""
        from qualkit.study import history

        return history.history(self._session, coder, limit)

    def told(self, change: Change) -> Change:
        """The change with its summary for people."""
        from qualkit.study import history

        return history.told(self._session, change)

    # Answers

    def search(
        self, text: str, document: Document | str | None = None, *, regex: bool = False,
        case: bool = False,
    ) -> tuple[Hit, ...]:  # fmt: skip
        """Every place in what was said where the words stand."""
        from qualkit.study import search

        found = None if document is None else self._resolved(document)
        pattern = search.pattern_for(text, regex=regex, case=case)
        return tuple(search.search(self._session, pattern, found))

    def quotes(self, choice: QuoteChoice | None = None) -> Table:
        """The themed quotations as a table, for the team's own eyes: the gate has not seen them."""
        from qualkit.study import quotes

        source = quotes.QuoteSource(self._session, choice or quotes.QuoteChoice())
        table = quotes.tabulator(source, f"{self.title}: themed quotations")(source.quotes())
        return replace(table, rows=tuple(table.rows))

    def status(self) -> Status:
        """The study in figures."""
        from qualkit.study import checks

        return checks.status(self._session)

    def check(self) -> tuple[Finding, ...]:
        """Everything wrong with the study, each with the command that mends it."""
        from qualkit.study import checks

        return checks.check(self._session)

    # What leaves

    def export_quotes(
        self, target: str | Path | None = None, format: str = "",  # noqa: A002 - the option's name
        choice: QuoteChoice | None = None, template: Path | None = None,
    ) -> Exported:  # fmt: skip
        """Write the themed quote table through the export gate."""
        from qualkit.study import exports, quotes

        path = self._target(target, "quotes", format)
        choice = choice or quotes.QuoteChoice()
        return exports.export_quotes(self._session, path, format, choice, template)

    def export_codings(
        self, target: str | Path | None = None, format: str = "",  # noqa: A002 - the option's name
        coder: str | None = None,
    ) -> Exported:  # fmt: skip
        """Write the codings, as `import_codings` takes them back."""
        from qualkit.study import exports

        path = self._target(target, "codings", format or ("" if target else "csv"))
        wanted = self._filter(None, coder, None, None)
        return exports.export_codings(self._session, path, format, wanted)

    def export_codebook(
        self, target: str | Path | None = None, format: str = "",  # noqa: A002 - the option's name
        template: Path | None = None,
    ) -> Exported:  # fmt: skip
        """Write the codebook as a table."""
        from qualkit.study import exports

        path = self._target(target, "codebook", format)
        return exports.export_codebook(self._session, path, format, template)

    def _target(self, target: str | Path | None, what: str, format_name: str) -> Path:
        from qualkit.study import exports

        if target is not None:
            return Path(target)
        return exports.default_target(self._session, what, format_name or "docx")

    def _resolved(self, document: Document | str) -> Document:
        return self._session.document(document) if isinstance(document, str) else document

    def _filter(
        self, document: Document | str | None, coder: str | None, code: str | None,
        round_name: str | None,
    ) -> CodingFilter:  # fmt: skip
        return CodingFilter(
            document_id=self._resolved(document).id if document is not None else "",
            coder=coder or "",
            code=self.codebook.find(code).id if code else "",
            round=round_name or "",
        )
