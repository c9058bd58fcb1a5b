"""Themed quotations: which references there are, how far a code reaches, the table of both."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qualkit.analysis.quotes import Reader, Reference, quote, references
from qualkit.analysis.reach import Prevalence, prevalence
from qualkit.core.codebook import Code, Codebook
from qualkit.core.quotes import Quote
from qualkit.core.table import Cell, Column, ColumnKind, Table
from qualkit.errors import NotFoundError
from qualkit.storage.codings import codings_in_order
from qualkit.study import codebook as book
from qualkit.study import final_layer
from qualkit.study.blindness import sight
from qualkit.study.final_layer import ChosenLayer
from qualkit.study.session import Session, did_you_mean
from qualkit.study.survey.linking import participant_of

if TYPE_CHECKING:
    from qualkit.study.joint.beside import Beside


@dataclass(frozen=True, slots=True)
class QuoteChoice:
    """Which quotations are wanted; an empty field does not limit.

    `layer` is final, consensus, union or a coder's initials; without one it is what study.yaml
    says, else final (where a `coder` is named: all that coder's codings). `merge` makes one
    reference of overlapping codings of one code; `most` keeps that many quotations a code, spread
    over as many participants as there are. `scores_by` is an attribute: beside each quotation
    stand the survey's scores of its speakers' groups on the scales that its code is linked to.
    """

    themes: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    coder: str = ""
    round: str = ""
    document: str = ""
    merge: bool = True
    most: int | None = None
    layer: str = ""
    scores_by: str = ""


COLUMNS = (
    Column("theme", "Theme", width=1.0),
    Column("subtheme", "Subtheme", width=1.0),
    Column("code", "Code", width=1.1),
    Column("participants", "Participants (n)", ColumnKind.INTEGER, width=0.75),
    Column("references", "References (n)", ColumnKind.INTEGER, width=0.75),
    Column("respondents", "Survey comments: respondents (n)", ColumnKind.INTEGER, width=0.85),
    Column("comment_references", "Survey comments: references (n)", ColumnKind.INTEGER, width=0.85),
    Column("quotation", "Illustrative quotation", ColumnKind.QUOTE, width=5.6),
    Column("attribution", "Attribution", width=0.8),
    Column("document", "Document", machine=True),
    Column("turn", "Turn", ColumnKind.INTEGER, machine=True),
    Column("start", "Start", ColumnKind.INTEGER, machine=True),
    Column("end", "End", ColumnKind.INTEGER, machine=True),
    Column("text_sha256", "Text SHA-256", machine=True),
    Column("coders", "Coders", machine=True),
    Column("layer", "Layer", machine=True),
    Column("round", "Round", machine=True),
    Column("codebook_version", "Codebook version", machine=True),
)
SCORES = Column("scores", "Survey, of the speaker's group", ColumnKind.QUOTE, width=1.8)
_OF_COMMENTS = ("respondents", "comment_references")
CAPTION = "Themes, subthemes and codes, with how far each reaches and what was said"
REPEATS = ("theme", "subtheme", "code", "participants", "references", *_OF_COMMENTS)

PARTICIPANTS = "Participants: distinct participants whose words lie inside."
COUNTED = (
    "Participants: distinct participants of interviews, focus groups and other transcripts whose "
    "words lie inside. Respondents: likewise of survey comments, counted apart and never added "
    "up, since one person may have answered the survey and been interviewed; who answered two "
    "surveys and agreed to be linked is one respondent."
)


def comments(session: Session) -> frozenset[str]:
    """The ids of the documents that hold survey comments."""
    return frozenset(each.id for each in session.documents() if each.kind.of_survey)


class QuoteSource:
    """The references of a choice and the quotations made of them."""

    def __init__(self, session: Session, choice: QuoteChoice) -> None:
        self.session = session
        self.choice = choice
        self.book = book.codebook(session)
        self.wanted = wanted_codes(self.book, choice)
        self._readers: dict[str, Reader] = {}
        self._names = {d.id: d.name for d in session.documents()}
        chosen = session.document(choice.document) if choice.document else None
        self.layer = layer_of(session, choice)
        self.references: Sequence[Reference] = tuple(
            references(
                codings_in_order(
                    session.store.database,
                    [code.id for code in self.wanted],
                    coder=choice.coder or self.layer.coder,
                    round=choice.round,
                    document_id=chosen.id if chosen else "",
                    layer=self.layer.rows,
                    taken=self.layer.takes if self.layer.standing else None,
                    merged=self.book.merged(),
                    sight=sight(session),
                ),
                merge=choice.merge,
            )
        )
        self.comments = comments(session)
        self.prevalence: dict[str, Prevalence] = prevalence(
            self.references, self.reader, self.comments, participant_of(session)
        )

    def reader(self, version_id: str) -> Reader:
        """The reader of a text version, made once."""
        reader = self._readers.get(version_id)
        if reader is None:
            reader = self._readers[version_id] = Reader(self.session.text(version_id))
        return reader

    def source_text(self, version_id: str) -> str:
        """The stored text of a version."""
        return self.reader(version_id).version.text

    def quote(self, reference: Reference) -> Quote:
        """The words of a reference."""
        return quote(
            reference, self._names[reference.document_id], self.reader(reference.version_id)
        )

    def quotes(self, allowed: Callable[[Quote], bool] | None = None) -> Iterator[Quote]:
        """The quotations in the order of the codebook, document and text.

        Codings that hold no spoken word (a label, an aside) make a reference but no quotation.
        """
        quotes = (self.quote(reference) for reference in self.references)
        usable = (q for q in quotes if q.lines and (allowed is None or allowed(q)))
        if self.choice.most is None:
            return usable
        return _spread(usable, self.choice.most)


def _spread(quotes: Iterable[Quote], most: int) -> Iterator[Quote]:
    """At most `most` quotations a code, taken from the participants in turn."""
    by_code: dict[str, list[Quote]] = {}
    for each in quotes:
        by_code.setdefault(each.code, []).append(each)
    for group in by_code.values():
        taken: dict[tuple[str, ...], int] = {}
        ranks = []
        for position, each in enumerate(group):
            rank = taken.get(each.speakers, 0)
            taken[each.speakers] = rank + 1
            ranks.append((rank, position))
        for _, position in sorted(sorted(ranks)[:most], key=lambda pair: pair[1]):
            yield group[position]


def layer_of(session: Session, choice: QuoteChoice) -> ChosenLayer:
    """The layer that a choice asks for, ready to be read."""
    document = session.document(choice.document) if choice.document else None
    name = choice.layer or choice.coder
    return final_layer.choose(session, name, document=document, round_name=choice.round)


def wanted_codes(codebook: Codebook, choice: QuoteChoice) -> tuple[Code, ...]:
    """The codes of a choice in the order of the codebook.

    Raises NotFoundError for an unknown theme or code.
    """
    themes = {_theme_id(codebook, name) for name in choice.themes}
    codes = {codebook.current(codebook.find(name).id) for name in choice.codes}
    found = []
    for placed in codebook.walk():
        code, theme = placed.code, placed.theme
        if code.merged_into:
            continue
        if themes and (theme is None or theme.id not in themes):
            continue
        if codes and code.id not in codes:
            continue
        found.append(code)
    return tuple(found)


def _theme_id(codebook: Codebook, name: str) -> str:
    if theme := codebook.theme(name) or codebook.theme_named(name):
        return theme.id
    raise NotFoundError(
        f"the codebook has no theme '{name}'",
        did_you_mean(name, [theme.id for theme in codebook.themes]),
    )


def tabulator(
    source: QuoteSource, title: str, notes: tuple[str, ...] = ()
) -> Callable[[Iterable[Quote]], Table]:
    """A function that makes the quote table of quotations."""
    codebook, counts = source.book, source.prevalence
    heads: dict[str, tuple[Cell, ...]] = {}
    for code in source.wanted:
        theme = codebook.theme_of(code)
        reach = counts.get(code.id, Prevalence())
        heads[code.id] = (
            theme.name if theme else "Unsorted",
            codebook.subtheme(code),
            code.name,
            reach.participants,
            reach.references,
            *((reach.respondents, reach.comment_references) if source.comments else ()),
        )

    columns = [c for c in COLUMNS if source.comments or c.key not in _OF_COMMENTS]
    repeats = tuple(key for key in REPEATS if source.comments or key not in _OF_COMMENTS)
    beside = _beside(source)
    if beside is None:
        return lambda quotes: Table(
            title, tuple(columns), _rows(quotes, heads), notes, repeats, CAPTION
        )
    printed = sum(not column.machine for column in columns)
    columns.insert(printed, SCORES)

    def tabulate(quotes: Iterable[Quote]) -> Table:
        rows = _scored(quotes, heads, beside, printed)
        return Table(title, tuple(columns), rows, (*notes, *beside.notes), repeats, CAPTION)

    return tabulate


def _beside(source: QuoteSource) -> Beside | None:
    if not source.choice.scores_by:
        return None
    from qualkit.study.joint.beside import Beside

    return Beside(source.session, source.choice.scores_by)


def _scored(
    quotes: Iterable[Quote], heads: dict[str, tuple[Cell, ...]], beside: Beside, printed: int
) -> Iterator[tuple[Cell, ...]]:
    for each in quotes:
        (row,) = _rows([each], heads)
        yield (*row[:printed], beside.text(each), *row[printed:])


def _rows(
    quotes: Iterable[Quote], heads: dict[str, tuple[Cell, ...]]
) -> Iterator[tuple[Cell, ...]]:
    for each in quotes:
        speakers = each.speakers
        yield (
            *heads[each.code],
            each.text(),
            f"({', '.join(speakers)})" if speakers else "",
            each.document,
            each.turn or None,
            each.start,
            each.end,
            each.sha256,
            each.coders[0] if len(each.coders) == 1 else "+".join(each.coders),
            each.layer,
            each.round,
            each.codebook_version,
        )
