"""The table of quotations: how far each code reaches, what was said, what prints beside it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from qualkit.analysis.reach import Prevalence
from qualkit.core.codebook import Code
from qualkit.core.quotes import Quote
from qualkit.core.table import Cell, Column, ColumnKind, Table
from qualkit.core.text import squeeze

if TYPE_CHECKING:
    from qualkit.study.joint.beside import Beside
    from qualkit.study.quotes import QuoteSource

COLUMNS = (
    Column("theme", "Theme", width=1.0),
    Column("subtheme", "Subtheme", width=1.0),
    Column("code", "Code", width=1.1),
    Column("definition", "Definition", width=1.5),
    Column("participants", "Participants (n)", ColumnKind.INTEGER, width=0.75),
    Column("references", "References (n)", ColumnKind.INTEGER, width=0.75),
    Column("respondents", "Survey comments: respondents (n)", ColumnKind.INTEGER, width=0.85),
    Column("comment_references", "Survey comments: references (n)", ColumnKind.INTEGER, width=0.85),
    Column("literature", "Literature: documents (n)", ColumnKind.INTEGER, width=0.85),
    Column("literature_references", "Literature: references (n)", ColumnKind.INTEGER, width=0.85),
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
_SENTENCE_END = re.compile(r"[.!?](?=\s)")
SCORES = Column("scores", "Survey, of the speaker's group", ColumnKind.QUOTE, width=1.8)
_JOINING = ("document", "turn", "start", "end", "text_sha256", "coders", "round")
_OF_COMMENTS = ("respondents", "comment_references")
_OF_LITERATURE = ("literature", "literature_references")
CAPTION = "Themes, subthemes and codes, with how far each reaches and what was said"
REPEATS = (
    "theme", "subtheme", "code", "definition", "participants", "references", *_OF_COMMENTS,
    *_OF_LITERATURE,
)  # fmt: skip

PARTICIPANTS = "Participants: distinct participants whose words lie inside."
COUNTED = (
    "Participants: distinct participants of interviews, focus groups and other transcripts whose "
    "words lie inside. Respondents: likewise of survey comments, counted apart and never added "
    "up, since one person may have answered the survey and been interviewed; who answered two "
    "surveys and agreed to be linked is one respondent."
)
LITERATURE = (
    "Literature is counted by its documents, apart from both: nobody in it is a participant."
)


def tabulator(
    source: QuoteSource,
    title: str,
    notes: tuple[str, ...] = (),
    *,
    anonymous: bool = False,
    told: Callable[[str], bool] | None = None,
) -> Callable[[Iterable[Quote]], Table]:
    """A function that makes the quote table of quotations.

    Where it is `anonymous` no column says from which document, place or text one is: all that
    one person said would be joined by it. `told` says of a person whether it may be told to which
    group they belong, by the scores of that group.
    """
    codebook, counts = source.book, source.prevalence
    heads: dict[str, tuple[Cell, ...]] = {}
    for code in source.wanted:
        reach = counts.get(code.id, Prevalence())
        heads[code.id] = (
            source.theme_of(code.id),
            codebook.subtheme(code),
            code.name,
            defined(code),
            reach.participants,
            reach.references,
            *((reach.respondents, reach.comment_references) if source.comments else ()),
            *((reach.literature, reach.literature_references) if source.literature else ()),
        )

    columns = [
        c for c in COLUMNS
        if (source.comments or c.key not in _OF_COMMENTS)
        and (source.literature or c.key not in _OF_LITERATURE)
        and not (anonymous and c.key in _JOINING)
    ]  # fmt: skip
    located = not anonymous
    there = {column.key for column in columns}
    repeats = tuple(key for key in REPEATS if key in there)
    beside, cited = _beside(source), _cited(source)
    if beside is None:
        return lambda quotes: Table(
            title, tuple(columns), _rows(quotes, heads, located, cited), notes, repeats, CAPTION
        )
    printed = sum(not column.machine for column in columns)
    columns.insert(printed, SCORES)

    def tabulate(quotes: Iterable[Quote]) -> Table:
        scores = partial(beside.text, told=told)
        rows = _scored(_rows_of(quotes, heads, located, cited), scores, printed)
        return Table(title, tuple(columns), rows, (*notes, *beside.notes), repeats, CAPTION)

    return tabulate


def defined(code: Code) -> str:
    """What a code is about in a line: its brief, or the first sentence of its definition."""
    if code.brief:
        return squeeze(code.brief)
    words = squeeze(code.definition)
    end = _SENTENCE_END.search(words)
    return words[: end.end()].rstrip() if end else words


def for_print(table: Table) -> Table:
    """The quote table as people read it: what prints beside a quotation, and where it stands,
    are in its own cell."""
    keys = [column.key for column in table.columns]
    quotation, attribution = keys.index("quotation"), keys.index("attribution")
    places = [keys.index(key) for key in ("document", "turn") if key in keys]

    def rows() -> Iterator[tuple[Cell, ...]]:
        for row in table.rows:
            words, beside = str(row[quotation]), str(row[attribution] or "")
            # Behind an exchange, which ends with somebody's line, it stands in a line of its own.
            gap = "\n" if "\n" in words else " "
            document, turn = (row[place] for place in places) if places else ("", "")
            line = f"{document}{f', turn {turn}' if turn else ''}" if document else ""
            cell = f"{words}{gap}{beside}".rstrip() + (f"\n{line}" if line else "")
            yield (*row[:quotation], cell, *row[quotation + 1 :])

    columns = [
        replace(column, machine=True) if column.key == "attribution" else column
        for column in table.columns
    ]
    columns[quotation] = replace(columns[quotation], heading="Illustrative quotation (attribution)")
    return replace(table, columns=tuple(columns), rows=rows())


def _beside(source: QuoteSource) -> Beside | None:
    if not source.choice.scores_by:
        return None
    from qualkit.study.joint.beside import Beside

    return Beside(source.session, source.choice.scores_by)


def _cited(source: QuoteSource) -> dict[str, str]:
    """Document name to what prints beside quotations from literature."""
    if not source.literature:
        return {}
    from qualkit.study.writings.citations import beside

    names = {document.id: document.name for document in source.session.documents()}
    return {names[key]: label for key, label in beside(source.session).items()}


def _rows_of(
    quotes: Iterable[Quote], heads: dict[str, tuple[Cell, ...]], located: bool,
    cited: Mapping[str, str],
) -> Iterator[tuple[Quote, tuple[Cell, ...]]]:  # fmt: skip
    for each in quotes:
        (row,) = _rows([each], heads, located, cited)
        yield each, row


def _scored(
    rows: Iterable[tuple[Quote, tuple[Cell, ...]]], beside: Callable[[Quote], str], printed: int
) -> Iterator[tuple[Cell, ...]]:
    for each, row in rows:
        yield (*row[:printed], beside(each), *row[printed:])


def _rows(
    quotes: Iterable[Quote], heads: dict[str, tuple[Cell, ...]], located: bool,
    cited: Mapping[str, str],
) -> Iterator[tuple[Cell, ...]]:  # fmt: skip
    for each in quotes:
        beside = each.attribution
        words = each.text()
        if each.paraphrased:
            words = f"Paraphrase: {words}"
        if each.qualifies:
            words = f"Counter-example: {words}"
        # What the gate has not seen is attributed by the pseudonym alone.
        if not beside and (speakers := each.speakers):
            beside = f"({', '.join(speakers)})"
        if not beside and each.document in cited:
            beside = f"({cited[each.document]})"
        if not located:
            yield (*heads[each.code], words, beside, each.layer, each.codebook_version)
            continue
        yield (
            *heads[each.code],
            words,
            beside,
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
