"""Answers on their way into a study: joined with those that it has, then kept together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from qualkit.core.records import Transcript
from qualkit.core.survey import Responses
from qualkit.core.wording import counted, some
from qualkit.errors import InputError, StoreError
from qualkit.storage import documents as rows
from qualkit.study.session import Session
from qualkit.study.survey import comments, files, joining, showing
from qualkit.study.survey.columns import places
from qualkit.study.survey.linking import may_link
from qualkit.study.survey.reading import cells_of
from qualkit.study.survey.reports import ChangedAnswer, Left, Outcome, SurveyImport
from qualkit.study.textfiles import private_folder
from qualkit.study.withdrawal.tombstones import answers_gone
from qualkit.study.withdrawal.tombstones import gone as withdrawn

if TYPE_CHECKING:
    from qualkit.importers.surveys import Clean, Grid, SurveyMapping


@dataclass(frozen=True, slots=True)
class Given:
    """The mapping that is gone by; `text` is its file's, `guessed` that nobody has seen it yet."""

    mapping: SurveyMapping
    text: str
    path: Path
    guessed: bool = False


@dataclass(slots=True)
class Taking:
    """Answers on their way into the study: joined with those that it has, then kept together."""

    session: Session
    name: str
    grid: Grid
    given: Given
    clean: Clean
    take_changed: bool
    told: list[str] = field(default_factory=list)
    joined: joining.Joined = field(default_factory=lambda: joining.Joined(()))
    transcripts: list[Transcript] = field(default_factory=list)
    text: str = ""
    """The mapping as it is written."""
    writes: dict[Path, str] = field(default_factory=dict)
    comments: list[ChangedAnswer] = field(default_factory=list)
    """Open answers that differ from those in the study's documents, which stay."""

    def join(self) -> None:
        """Work out what the study would have."""
        session, clean = self.session, self.clean
        survey = files.named(replace(clean.survey, name=self.name, title=self.name))
        blank = ("",) * len(clean)
        answers = Responses(
            survey, blank, self._linked(), clean.attributes, clean.items, clean.choices,
            clean.ticks, clean.answered,
        )  # fmt: skip
        # Everything but the key and the mark, which are not known yet.
        cells = [row[2:] for row in cells_of(answers, blank)]
        header = tuple(place.heading for place in places(survey))
        if twice := next((each for each in header if header.count(each) > 1), ""):
            raise InputError(
                f"{self.given.path.name}: the id '{twice}' would name two columns of the answers",
                "give the attribute or question another id",
            )
        salt = f"{session.settings.id}/{self.name}"
        contents = (row[1:] for row in cells)
        marks = joining.marks_of(
            salt, clean.sources, contents, clean.rows, clean.mapping.source.file
        )
        held = joining.rows_held(files.answers_path(session, self.name), header)
        gone = answers_gone(session, self.name)
        found = [each for each in zip(marks, cells, strict=True) if each[0] not in gone]
        self.joined = joining.join(
            header, held, found, self._taken(held), take_changed=self.take_changed
        )
        self._leave_out(marks, gone)
        self._gather_comments()
        self.text = self._mapping_text()
        self.writes = self._writes()

    def _leave_out(self, marks: Sequence[str], gone: frozenset[str]) -> None:
        """Give those who withdrew no key, so that nothing of theirs is taken in."""
        keys = iter(self.joined.keys)
        self.joined.keys = ["" if mark in gone else next(keys) for mark in marks]
        if out := sum(mark in gone for mark in marks):
            self.told.append(f"left out, because they withdrew: {counted(out, 'respondent')}")

    def _linked(self) -> tuple[str, ...]:
        """The participants who agreed to be linked; what becomes of the others is told."""
        known = {p.pseudonym.casefold(): p.pseudonym for p in self.session.participants()}
        given = tuple(known.get(each.casefold(), each) for each in self.clean.participants)
        agreed = may_link(self.session, withdrawn=True)
        often = {each for each, count in Counter(given).items() if each and count > 1}
        named = set(known.values())
        refused = {*given} & named - agreed
        for who, why in (
            (refused, "because participants.csv does not say may_link yes"),
            (often & agreed, "because they stand at several respondents"),
        ):
            if who:
                self.told.append(f"not linked to interviews, {why}: {some(sorted(who), 8)}")
        if strangers := len({*given} - named - {""}):
            # What stands there may be a name, so it is not said.
            self.told.append(
                f"not linked to interviews: {strangers} under 'participant' that "
                "participants.csv does not have"
            )
        return tuple(each if each in agreed - often else "" for each in given)

    def _taken(self, held: joining.Held) -> Iterator[str]:
        """Keys that somebody has: in this survey, in another one, or among the participants."""
        yield from (row[0] for row in held.rows.values())
        for other in files.names(self.session):
            if other != self.name:
                yield from files.responses(self.session, other).respondents
        yield from (person.pseudonym for person in self.session.participants())
        yield from withdrawn(self.session)

    def _gather_comments(self) -> None:
        for question, words in self.clean.comments.items():
            held = comments.given(self.session, self.name, question)
            told = [said if key else "" for key, said in zip(self.joined.keys, words, strict=True)]
            new, changed = comments.new_answers(self.joined.keys, told, held)
            self.comments += [ChangedAnswer(key, question) for key in changed]
            if changed:
                self.told.append(
                    f"{question}: {some(changed, 8)} wrote something else in this file; the "
                    "document keeps what it has (qualkit documents correct takes it over)"
                )
            if new:
                name = files.document_name(self.name, question, held.batches + 1)
                self.transcripts.append(comments.transcript(name, new))

    def _mapping_text(self) -> str:
        from qualkit.importers.surveys import confirmed_text, mapping_text

        settled = replace(self.clean.mapping, confirmed=True)
        if settled == replace(self.given.mapping, confirmed=True):
            # What people wrote beside it stays.
            return self.given.text if self.given.mapping.confirmed else confirmed_text(
                self.given.text
            )  # fmt: skip
        return mapping_text(settled)

    def _writes(self) -> dict[Path, str]:
        """The files that are not yet as they are to be; the mapping comes first, put in place last.

        InputError where an original would be written over.
        """
        session = self.session
        for each in self.transcripts:
            path = session.transcripts / each.name
            if path.exists() and _differs(path, each.text):
                raise InputError(
                    f"{path} is there already and holds something else",
                    "rename it: originals are never written over",
                )
        texts = {
            files.mapping_path(session, self.name): self.text,
            files.answers_path(session, self.name): self.joined.text(),
            **{session.transcripts / each.name: each.text for each in self.transcripts},
        }
        return {path: text for path, text in texts.items() if _differs(path, text)}

    def keep(self) -> None:
        """Write both files, the documents and the entry in the log: all of it or nothing."""
        if not (self.writes or self.transcripts):
            return
        session = self.session
        with _written(self.writes), session.write(
            "import survey", undoable=False, coder=session.somebody()
        ) as entry:  # fmt: skip
            for each in self.transcripts:
                names = [speaker.pseudonym for speaker in each.structure.speakers]
                rows.insert(entry, rows.pack(each, names))
            entry.state(
                survey=self.name, new=len(self.joined.new), count=len(self.joined.rows),
                documents=len(self.transcripts),
            )  # fmt: skip

    def report(self, path: Path, *, dry_run: bool = False) -> SurveyImport:
        """What came of it."""
        joined, mapping = self.joined, self.clean.mapping
        return SurveyImport(
            name=self.name,
            file=path.name,
            mapping=files.mapping_path(self.session, self.name),
            outcome=self._outcome(),
            dry_run=dry_run,
            taken=showing.taken(mapping, self.grid),
            dropped=showing.dropped(mapping, self.grid),
            seen=mapping.seen,
            respondents=len(joined.rows),
            new=len(joined.new),
            changed=tuple(joined.changed),
            other_comments=tuple(self.comments),
            took_changed=self.take_changed and bool(joined.changed),
            gone=tuple(joined.gone),
            left_out=tuple(Left(f"row {each.row}", each.why) for each in self.clean.left_out),
            documents=tuple(each.name for each in self.transcripts),
            told=(*self.clean.told, *self.told),
        )

    def _outcome(self) -> Outcome:
        new, every = len(self.joined.new), len(self.joined.rows)
        if new:
            return Outcome.NEW if new == every else Outcome.ADDED
        return Outcome.CHANGED if self.writes or self.transcripts else Outcome.UNCHANGED


def _differs(path: Path, text: str) -> bool:
    return not path.exists() or path.read_bytes() != text.encode("utf-8")


@contextmanager
def _written(texts: Mapping[Path, str]) -> Iterator[None]:
    """The files, written beside; put in place where what is done meanwhile succeeds."""
    from qualkit.exporters.files import replacing

    with ExitStack() as stack:
        for path, text in texts.items():
            try:
                private_folder(path.parent)
                stack.enter_context(replacing(path)).write_bytes(text.encode("utf-8"))
            except OSError as error:
                raise StoreError(
                    f"{path} could not be written: {error.strerror}; nothing was imported",
                    "free some space or mend the rights of its folder, and import again",
                ) from error
        yield
