"""The framework matrix: participants by themes, a summary and what was said in each cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from qualkit.analysis.joint.material import KINDS
from qualkit.analysis.joint.tables import table_of
from qualkit.analysis.quotes import Reference, quote
from qualkit.core.joint import JointCell, JointDisplay, JointRow, LinkLevel, LinkUse
from qualkit.core.quotes import Quote
from qualkit.core.records import Document
from qualkit.core.table import Column, ColumnKind, Table
from qualkit.core.wording import counted
from qualkit.errors import NotFoundError
from qualkit.study.frames.making import Shown
from qualkit.study.matrices.material import Asked, Gathered
from qualkit.study.matrices.summaries import summaries
from qualkit.study.session import Session, did_you_mean

NOT_CODED = "not coded"
# Characters; shorter passages say little by themselves, longer ones are a page.
_SHORT, _LONG = 40, 600


@dataclass(frozen=True, slots=True)
class FrameworkCell:
    """What stands of a participant under a theme: a summary that somebody wrote, and quotations.

    `references` are all in which the participant speaks, of which `quotes` are some; None where
    none of the participant's documents was coded.
    """

    participant: str
    theme: str
    summary: str = ""
    by: str = ""
    """Who wrote the summary."""
    at: str = ""
    references: int | None = None
    quotes: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class Framework(Shown):
    """Participants by themes. `themes` are (id, name) pairs, a column each."""

    title: str
    themes: tuple[tuple[str, str], ...]
    rows: tuple[tuple[FrameworkCell, ...], ...]
    notes: tuple[str, ...] = ()
    layer: str = ""
    asked_layer: str = ""
    minimum: int = 5

    def display(self) -> JointDisplay:
        """The matrix as a display, as which it is printed and goes through the export gate."""
        columns = (
            Column("participant", "Participant", width=0.6),
            *(Column(f"theme_{n}", name, ColumnKind.LINES, 2.5)
              for n, (_, name) in enumerate(self.themes, 1)),
        )  # fmt: skip
        rows = tuple(
            JointRow((JointCell(row[0].participant), *map(_shown, row))) for row in self.rows if row
        )
        return JointDisplay(
            "framework", self.title, columns, rows, LinkUse(LinkLevel.NONE, ""), self.notes,
            minimum=self.minimum, repeats=("participant",),
        )  # fmt: skip

    def table(self) -> Table:
        """The matrix as a table: a row a participant, a column a theme."""
        return table_of(self.display())


def _shown(cell: FrameworkCell) -> JointCell:
    if cell.references is None:
        return JointCell("\n".join(filter(None, [cell.summary, NOT_CODED])))
    reach = counted(cell.references, "reference") if cell.references else "nothing coded"
    who = tuple(f"{q.document}, turn {q.turn}" if q.turn else q.document for q in cell.quotes)
    return JointCell(
        "\n".join(filter(None, [cell.summary, f"({reach})"])), quotes=cell.quotes,
        attributions=who,
    )  # fmt: skip


Passages = list[Reference]


def framework(
    session: Session, asked: Asked, participants: Sequence[str] = (), quotes: int | None = 2
) -> Framework:
    """A row for each participant, a cell for each theme; `quotes` a cell (None: all).

    Quotations read as the team reads the texts.
    """
    found = Gathered(session, asked)
    themes = _themes(found)
    of = _by_cell(found)
    written = summaries(session)
    names = {document.id: document.name for document in session.documents()}
    speaking = _speaking(found)
    rows = []
    for person in _wanted(speaking, participants, names):
        coded = any(document.id in found.coded for document in speaking[person])
        cells = []
        for theme, _ in themes:
            passages = of.get((person, theme), [])
            text = written.get((person, theme))
            cells.append(
                FrameworkCell(
                    names.get(person, person), theme, text.body if text else "",
                    text.coder if text else "", text.at if text else "",
                    len(passages) if coded else None,
                    tuple(_quotes(found, passages, quotes)),
                )
            )  # fmt: skip
        rows.append(tuple(cells))
    return Framework(
        f"{session.settings.title}: framework matrix", themes, tuple(rows),
        (_SAID, _COUNTED, *found.notes()), found.layer.short, asked.layer,
        session.settings.minimum_cell,
    )  # fmt: skip


_SAID = (
    "Summaries are the researchers' own words; an empty one has still to be written: "
    "qualkit matrix summary."
)
_COUNTED = "In a cell overlapping passages of one theme are one, under whichever codes."


def _themes(found: Gathered) -> tuple[tuple[str, str], ...]:
    """The themes of the codes that are shown: (id, name), in the order of the codebook."""
    codebook = found.codebook
    themes = {
        theme.id: theme.name
        for item in found.items
        if (code := codebook.code(item.key)) and (theme := codebook.theme_of(code))
    }
    return tuple((theme.id, theme.name) for theme in codebook.themes if theme.id in themes)


def _by_cell(found: Gathered) -> dict[tuple[str, str], Passages]:
    """(participant, theme) to the passages in which the participant speaks, in order."""
    of: dict[tuple[str, str], Passages] = {}
    for reference in found.references:
        kind = found.kind_of[reference.document_id]
        code = found.codebook.code(reference.code)
        theme = found.codebook.theme_of(code) if code else None
        if theme is not None and kind in KINDS and not kind.of_survey:
            for person in found.people(reference):
                of.setdefault((person, theme.id), []).append(reference)
    names = {document.id: document.name for document in found.documents.values()}
    return {cell: _once(passages, names) for cell, passages in of.items()}


def _once(passages: Passages, names: Mapping[str, str]) -> Passages:
    """Of passages that overlap, under whichever codes, the longest; in the order of the texts."""
    passages.sort(key=lambda each: (names[each.document_id], each.version_id, each.start))
    kept: Passages = []
    end = 0
    for each in passages:
        if kept and each.version_id == kept[-1].version_id and each.start < end:
            if each.end - each.start > kept[-1].end - kept[-1].start:
                kept[-1] = each
            end = max(end, each.end)
        else:
            kept.append(each)
            end = each.end
    return kept


def _speaking(found: Gathered) -> dict[str, list[Document]]:
    speaking: dict[str, list[Document]] = {}
    for document in found.documents.values():
        if document.kind in KINDS and not document.kind.of_survey:
            for person in found.speakers(document):
                speaking.setdefault(person, []).append(document)
    return speaking


def _wanted(
    speaking: Mapping[str, Sequence[Document]], participants: Sequence[str],
    names: Mapping[str, str],
) -> list[str]:  # fmt: skip
    everybody = sorted(speaking, key=lambda person: names.get(person, person))
    if not participants:
        return everybody
    known = {names.get(person, person).casefold(): person for person in everybody}
    for name in participants:
        if name.casefold() not in known:
            raise NotFoundError(
                f"no participant '{name}' speaks in a document",
                did_you_mean(name, [names.get(person, person) for person in everybody]),
            )
    wanted = {known[name.casefold()] for name in participants}
    return [person for person in everybody if person in wanted]


def _quotes(found: Gathered, passages: Passages, most: int | None) -> Iterator[Quote]:
    """The first passages of a good length, then others, in the order of the texts."""
    wanted = list(range(len(passages)))
    if most is not None:
        fitting = sorted(wanted, key=lambda n: (not _fits(passages[n]), n))
        wanted = sorted(fitting[:most])
    for number in wanted:
        reference = passages[number]
        name = found.documents[reference.document_id].name
        made = quote(reference, name, found.reader(reference.version_id))
        if made.lines:
            yield made


def _fits(reference: Reference) -> bool:
    return _SHORT <= reference.end - reference.start <= _LONG
