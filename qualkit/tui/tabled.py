"""What the tables screen shows: which table of what; asked for in a thread of its own."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from qualkit.core.quotes import Quote
from qualkit.study.matrices.cooccurring import CoOccurrence
from qualkit.study.matrices.framework import Framework
from qualkit.study.matrices.matrix import Matrix
from qualkit.study.matrices.word_records import Concordance, WordFrequencies

if TYPE_CHECKING:
    from qualkit.study import Study

Made = Matrix | CoOccurrence | Framework | Concordance | WordFrequencies

ATTRIBUTE, DOCUMENT, KIND = "code-by-attribute", "code-by-document", "code-by-kind"
MEET, CASES = "co-occurrence", "cases"
FRAMEWORK, CONCORDANCE, WORDS = "framework", "concordance", "words"
TABLES = {
    ATTRIBUTE: "codes by group: n of N participants",
    DOCUMENT: "codes by document",
    KIND: "codes by kind of document",
    MEET: "codes that meet",
    CASES: "a row a participant, for statistics",
    FRAMEWORK: "the framework matrix: participants by themes",
    CONCORDANCE: "words in their context",
    WORDS: "how often words are said",
}
COUNTED = frozenset({ATTRIBUTE, DOCUMENT, KIND, MEET, CASES})
"""Tables whose cells count references."""
CONTEXT = 24
"""Words on either side of a line: enough for the widest screen."""
BY_GROUP = frozenset({ATTRIBUTE, WORDS})
BY_TURNS = ("overlap", "turn", "1", "2", "5")
"""Where codes meet: on the same words, in one turn, or so many turns apart."""


@dataclass(frozen=True, slots=True)
class Shown:
    """Which table, of which themes, codes or words, by what.

    `by` is "" where words of all are counted together; `kind` limits words to one kind of
    document; `layer` is "" for what study.yaml says.
    """

    name: str = ATTRIBUTE
    by: str = "sector"
    themes: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    themes_only: bool = False
    binary: bool = False
    respondents: bool = False
    within: str = "overlap"
    pairs: bool = False
    layer: str = ""
    internal: bool = False
    kind: str = ""
    text: str = ""
    mode: str = "word"
    order: str = "place"

    @property
    def limited(self) -> bool:
        """Whether themes or codes are left out."""
        return bool(self.themes or self.codes)


@dataclass(frozen=True, slots=True)
class Place:
    """One cell in the words of `Study.matrix_passages`; `of` is a row's kind of document."""

    row: str
    column: str
    of: str = ""


def asked(study: Study, shown: Shown) -> Made:
    """The table, from the open study."""
    name = shown.name
    if name == FRAMEWORK:
        return study.framework(themes=shown.themes, layer=shown.layer)
    if name == CONCORDANCE:
        return study.concordance(
            shown.text, mode=shown.mode, order=shown.order, context=CONTEXT, kind=shown.kind
        )
    if name == WORDS:
        return study.word_frequencies(shown.by, kind=shown.kind, internal=shown.internal)
    if name == MEET and shown.pairs:
        return study.cooccurrence(
            themes=shown.themes, codes=shown.codes, themes_only=shown.themes_only,
            within=shown.within, layer=shown.layer,
        )  # fmt: skip
    return study.matrix(
        name, by=shown.by, themes=shown.themes, codes=shown.codes, themes_only=shown.themes_only,
        binary=shown.binary, respondents=shown.respondents, within=shown.within,
        layer=shown.layer, internal=shown.internal,
    )  # fmt: skip


def behind(study: Study, shown: Shown, place: Place) -> tuple[Quote, ...]:
    """The passages that one cell is made of."""
    if shown.name == FRAMEWORK:
        made = study.framework(
            themes=(place.column,), participants=(place.row,), quotes=None, layer=shown.layer
        )
        return tuple(quote for row in made.rows for cell in row for quote in cell.quotes)
    return study.matrix_passages(
        shown.name, place.row, place.column, of=place.of, by=shown.by,
        themes_only=shown.themes_only, respondents=shown.respondents, within=shown.within,
        layer=shown.layer, internal=shown.internal,
    )  # fmt: skip


def asked_apart(path: Path, coder: str | None, shown: Shown) -> Made:
    """The table, from the study opened anew: a connection belongs to the thread that made it."""
    from qualkit.study.opening import open_study

    with open_study(path, coder) as study:
        return asked(study, shown)


def behind_apart(path: Path, coder: str | None, shown: Shown, place: Place) -> tuple[Quote, ...]:
    """The passages of a cell, from the study opened anew."""
    from qualkit.study.opening import open_study

    with open_study(path, coder) as study:
        return behind(study, shown, place)


def stamped(study: Study) -> object:
    """What is another as soon as a table may be: the newest entry of the history, the roster of
    participants, and for a coder who does not see all of the history the time itself."""
    if study.closed_documents():
        return object()
    newest = [change.id for change in study.history(limit=1)]
    files = (study.path / "transcripts" / "participants.csv", study.codebook_path)
    return (study.coder, *newest, *(f.stat().st_mtime_ns for f in files if f.exists()))


def attributes(study: Study) -> dict[str, str]:
    """Every attribute that groups can be made by, with who has it."""
    spoken = {name for person in study.participants() for name in person.attributes}
    asked_for = {a.id for each in study.surveys() for a in each.attributes}
    both = dict.fromkeys(sorted(spoken & asked_for), "survey and interviews")
    rest = dict.fromkeys(sorted(spoken - asked_for), "interviews alone")
    return both | rest | dict.fromkeys(sorted(asked_for - spoken), "survey alone")


def first(study: Study) -> Shown:
    """What is shown first: codes by sector, else by the first attribute, else by document."""
    found = attributes(study)
    if not found:
        return Shown(KIND)
    return replace(Shown(), by="sector" if "sector" in found else next(iter(found)))
