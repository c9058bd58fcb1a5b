"""What a survey's file holds as text cells, and what its columns are said to be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from qualkit.core.survey import Attribute, Option, Question, QuestionKind, Survey


class Platform(StrEnum):
    """Whose export a file is; plain is one header row and one respondent a row."""

    PLAIN = "plain"
    SURVEYMONKEY = "surveymonkey"
    QUALTRICS = "qualtrics"
    MICROSOFT_FORMS = "microsoft-forms"
    GOOGLE_FORMS = "google-forms"
    SPSS = "spss"


@dataclass(frozen=True, slots=True)
class Grid:
    """A file's cells as text, header rows and all; every row has `width` cells.

    `numbers` are the rows as a spreadsheet program counts them. `labels` are what SPSS says the
    codes of a column mean, by column; `merged` the ranges of merged cells, such as B1:D1.
    """

    source: str
    """The name of the file."""
    kind: str
    """csv, xlsx or sav."""
    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[int, ...]
    sha256: str
    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    merged: tuple[str, ...] = ()
    labels: dict[int, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()

    @property
    def width(self) -> int:
        """How many columns there are."""
        return len(self.rows[0]) if self.rows else 0


class Answers(StrEnum):
    """How the answers to an instrument's items are written."""

    NUMBERS = "numbers"
    LABELS = "labels"


@dataclass(frozen=True, slots=True)
class SourceFile:
    """The file that a mapping was made for; `headings` is a hash of its header rows."""

    file: str
    format: Platform = Platform.PLAIN
    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    sha256: str = ""
    headings: str = ""
    header_rows: int = 1
    fetched: str = ""
    """The day of the last response, as YYYY-MM-DD, or ""."""


@dataclass(frozen=True, slots=True)
class Dropped:
    """Columns that are not imported, and why."""

    columns: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class RowRule:
    """Rows that are left out: those with one of `values` in a column."""

    column: str
    values: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Value:
    """A text in the file and the value of the attribute that it stands for."""

    text: str
    value: str


@dataclass(frozen=True, slots=True)
class LabelValue:
    """An answer in words and the number that the key gives it."""

    text: str
    value: float


@dataclass(frozen=True, slots=True)
class MappedAttribute:
    """A column that groups are made by."""

    id: str
    label: str
    column: str
    values: tuple[Value, ...] = ()
    """In the order of printing; none: every text is a value."""
    ask: str = ""
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class MappedInstrument:
    """Columns that hold the answers to an instrument's items, in the order of `items`.

    `shift` is added to every number. `own` says that the statements are no
    licensed instrument's but the study's own: each becomes a single-choice question.
    """

    id: str
    columns: tuple[str, ...]
    items: tuple[str, ...] = ()
    answers: Answers = Answers.NUMBERS
    shift: int = 0
    labels: tuple[LabelValue, ...] = ()
    own: bool = False
    ask: str = ""
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class MappedOption:
    """An answer that could be chosen; `text` is how the file writes it.

    `column` is its own column in a multi-select question, and `any` says that whatever is written
    there ticks it ("Other (please specify)").
    """

    id: str
    label: str
    text: str = ""
    column: str = ""
    any: bool = False


@dataclass(frozen=True, slots=True)
class MappedQuestion:
    """A question that belongs to no instrument.

    Single and open questions have a `column`; a multiple one either a column for each option or
    one `column` whose cells hold several answers `joined` by a sign. An open question with
    `other_of` and no column holds what was written into another question's cells and is none of
    its options.
    """

    id: str
    label: str
    kind: QuestionKind
    column: str = ""
    joined: str = ""
    other_of: str = ""
    options: tuple[MappedOption, ...] = ()
    ask: str = ""
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class SurveyMapping:
    """What each column of a survey's file is: the record behind survey/NAME.yaml."""

    source: SourceFile
    confirmed: bool = False
    respondent: str = ""
    """The column with the platform's own id; "" where there is none."""
    participant: str = ""
    """The column with the pseudonym of those who were interviewed too; "" where there is none."""
    missing: tuple[str, ...] = ()
    """What is written where nothing was answered, such as -99."""
    dropped: tuple[Dropped, ...] = ()
    leave_out: tuple[RowRule, ...] = ()
    attributes: tuple[MappedAttribute, ...] = ()
    instruments: tuple[MappedInstrument, ...] = ()
    questions: tuple[MappedQuestion, ...] = ()
    asks: tuple[str, ...] = ()
    """What must be answered and belongs to no single part."""
    seen: tuple[str, ...] = field(default=(), compare=False)
    """What the guess rests on, for the person who looks at it; written as comments."""
    lines: tuple[int, ...] = field(default=(), compare=False)
    """The lines of `asks`."""
    file: str = field(default="", compare=False)
    """The name of the file it was read from, for errors."""

    @property
    def parts(self) -> tuple[Part, ...]:
        """All that has an id."""
        return (*self.attributes, *self.instruments, *self.questions)


Part = MappedAttribute | MappedInstrument | MappedQuestion


@dataclass(frozen=True, slots=True)
class Ask:
    """A question of the mapping that a person must answer before anything is imported."""

    where: str
    text: str
    line: int


def asks_of(mapping: SurveyMapping) -> tuple[Ask, ...]:
    """All that the mapping still asks, in the order of the file."""
    return tuple(_asks(mapping))


def _asks(mapping: SurveyMapping) -> Iterator[Ask]:
    lines = mapping.lines or (0,) * len(mapping.asks)
    for text, line in zip(mapping.asks, lines, strict=True):
        yield Ask("the file", text, line)
    for attribute in mapping.attributes:
        if attribute.ask:
            yield Ask(f"attribute {attribute.id}", attribute.ask, attribute.line)
    for instrument in mapping.instruments:
        if instrument.ask:
            yield Ask(f"columns {', '.join(instrument.columns)}", instrument.ask, instrument.line)
    for question in mapping.questions:
        if question.ask:
            yield Ask(f"question {question.id}", question.ask, question.line)


def survey_of(mapping: SurveyMapping, name: str = "", title: str = "") -> Survey:
    """The survey that a settled mapping describes, without any answers."""
    return Survey(
        name=name,
        title=title,
        source=mapping.source.file,
        fetched=mapping.source.fetched,
        attributes=tuple(
            Attribute(a.id, a.label, tuple(dict.fromkeys(v.value for v in a.values)))
            for a in mapping.attributes
        ),
        instruments=tuple((i.id, i.items) for i in mapping.instruments if not i.own),
        questions=tuple(
            Question(q.id, q.label, q.kind, tuple(Option(o.id, o.label) for o in q.options))
            for q in mapping.questions
        ),
    )
