"""Joint displays of a study by groups: side by side, crosstab, quote matrix."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from qualkit.analysis.joint import crosstabs
from qualkit.analysis.joint.material import PLURAL, Grouping, Material
from qualkit.analysis.joint.side_by_side import COLUMNS, Sides, side_by_side_rows
from qualkit.core.codebook import Codebook, Placed, Theme
from qualkit.core.joint import JointDisplay, JointRow, LinkLevel, LinkUse, NoteKind
from qualkit.core.table import Column
from qualkit.core.wording import counted, some
from qualkit.study import codebook as book
from qualkit.study.blindness import left_out
from qualkit.study.carried import waiting_note
from qualkit.study.joint import links, notes, results
from qualkit.study.joint.material import Gathered, grouping, wanted_codes
from qualkit.study.session import Session


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of a display. `themes` and `codes` limit where any are named; `by` is an
    attribute; `quotes` how many a cell; `internal` hides nothing."""

    themes: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    by: str = "sector"
    quotes: int = 2
    survey: str = ""
    layer: str = ""
    percent: bool = False
    internal: bool = False
    figures: bool = True
    """Whether the survey's results are worked out; only side by side can do without."""


class Base:
    """What all displays of one question are made of, gathered once."""

    def __init__(self, session: Session, asked: Asked) -> None:
        self.session = session
        self.asked = asked
        self.book: Codebook = book.codebook(session)
        self.gathered = Gathered(session, asked.layer)
        self.material: Material = self.gathered.material()
        self.themes = self._themes()

    def _themes(self) -> tuple[Theme, ...]:
        wanted = [links.theme_id(self.book, name) for name in self.asked.themes]
        return tuple(t for t in self.book.themes if not wanted or t.id in wanted)

    def placed(self) -> tuple[Placed, ...]:
        """The codes that are shown, at their places."""
        codes = wanted_codes(self.session, self.asked.themes, self.asked.codes)
        ids = {code.id for code in codes}
        return tuple(placed for placed in self.book.walk() if placed.code.id in ids)

    def grouping(self) -> Grouping:
        """The groups that are asked for."""
        asked = self.asked
        return grouping(self.session, self.material, asked.by, internal=asked.internal)

    def display(
        self, name: str, title: str, columns: Sequence[Column], rows: Iterable[JointRow],
        link: LinkUse, said: Iterable[str], repeats: tuple[str, ...] = ("theme", "code"),
    ) -> JointDisplay:  # fmt: skip
        """A display with the notes that every one bears."""
        session, material = self.session, self.material
        uncoded = material.uncoded
        found = [
            *([link.words] if link.words else []),
            *said,
            f"Layer: {self.gathered.source.layer.words}.",
            *([f"{_UNCODED}: {some(uncoded, 6)}."] if uncoded else []),
            *waiting_note(session),
            *left_out(session),
        ]
        return JointDisplay(
            name, f"{session.settings.title}: {title}", tuple(columns), tuple(rows), link,
            tuple(found), self.asked.by, session.settings.minimum_cell, self.asked.internal,
            repeats,
        )  # fmt: skip


def side_by_side(session: Session, asked: Asked) -> JointDisplay:
    """Theme by theme the survey's result, what was said, quotations, and the researchers' fit."""
    base = Base(session, asked)
    claimed = links.scale_links(session, [theme.id for theme in base.themes])
    written = notes.joint_notes(session)
    scales = {*results.claimed(claimed), *((n.instrument, n.subscale) for n in written)}
    found, said = results.results(
        session, asked.by, scales if asked.figures else (), survey=asked.survey,
        internal=asked.internal,
    )  # fmt: skip
    groups = base.grouping()
    sides = Sides(base.book, base.material, groups, claimed, found, written, asked.quotes)
    rows = side_by_side_rows(sides, base.themes)
    link = results.group_link(session, asked.by, asked.survey)
    return base.display(
        "side-by-side", f"survey and interviews side by side, by {asked.by}", COLUMNS, rows, link,
        (links.claim(session, claimed), *said, _COUNTED, _CHOSEN, *_hidden(groups, base), *_FITS,
         *_provisional(base)),
        ("theme", "survey"),
    )  # fmt: skip


_UNCODED = "Without a coding in this layer, and counted nowhere"
_COUNTED = (
    "Counts: participants before references; interviews, focus groups and survey comments are "
    "counted apart and never added up, since one person may be in several."
)
_CHOSEN = "Quotations are chosen among those that may be quoted, starred ones first."
_FITS = (
    "Fit: confirm (both say the same), expand (different sides of it), discord (they contradict "
    "each other), silent (one says nothing about it); judged by the researchers, never computed.",
)
_RAISED = (
    "'Did not raise' is said of those with whom it did not come up, which is not that it was "
    "absent; 'asked' are those of them to whom a question was put under which others raised it."
)


def _provisional(base: Base) -> tuple[str, ...]:
    shown = {theme.id for theme in base.themes}
    waiting = [n for n in notes.joint_notes(base.session) if n.provisional and n.theme in shown]
    if not waiting:
        return ()
    judged = sum(note.kind is NoteKind.FIT for note in waiting)
    return (
        f"Provisional: {counted(judged, 'judgement')} and "
        f"{counted(len(waiting) - judged, 'other note')} have still to be checked against the "
        "final figures.",
    )


def crosstab(session: Session, asked: Asked) -> JointDisplay:
    """How many of each group raised each code: n of N participants, then references."""
    base = Base(session, asked)
    groups = base.grouping()
    rows = crosstabs.crosstab_rows(base.material, base.placed(), groups, percent=asked.percent)
    return base.display(
        "crosstab", f"who raised what, by {asked.by}", crosstabs.crosstab_columns(groups), rows,
        _by_speaker(asked.by), (_COUNTED, _RAISED, _REFERENCES, *_hidden(groups, base)),
    )  # fmt: skip


_REFERENCES = "A reference in which people of two groups speak counts for both groups."


def _by_speaker(by: str) -> LinkUse:
    return LinkUse(
        LinkLevel.GROUP,
        f"Link: group level, by the {by} of whoever speaks; no scores are in this display.",
    )


def matrix(session: Session, asked: Asked) -> JointDisplay:
    """What each group said under each code."""
    base = Base(session, asked)
    groups = base.grouping()
    placed = [p for p in base.placed() if base.material.of([p.code.id])]
    rows = crosstabs.matrix_rows(base.material, placed, groups, base.book, asked.quotes)
    return base.display(
        "matrix", f"quotations by {asked.by}", crosstabs.matrix_columns(groups), rows,
        _by_speaker(asked.by),
        (_COUNTED, _CHOSEN, _RAISED, *_hidden(groups, base), *_silent(groups, base)),
    )  # fmt: skip


def _hidden(groups: Grouping, base: Base) -> tuple[str, ...]:
    return (*_small(groups, base), *_few(groups))


def _small(groups: Grouping, base: Base) -> Iterator[str]:
    if hidden := [_name(group) for group in groups.order if group in groups.never_shown]:
        yield (
            f"Not shown, having fewer than {base.session.settings.minimum_cell} people: "
            f"{', '.join(hidden)}. It goes by the size of the group, not by how many raised a "
            "code; what they said is quoted without their group."
        )


def _few(groups: Grouping) -> Iterator[str]:
    """Groups that are large enough, of which too few speak in one kind of document."""
    for kind, few in groups.few.items():
        here = [_name(g) for g in groups.order if g in few and g not in groups.never_shown]
        if here:
            yield f"Not shown in {PLURAL[kind]}, where too few of them speak: {', '.join(here)}."


def _silent(groups: Grouping, base: Base) -> tuple[str, ...]:
    """That some are quoted without their group, though it is shown."""
    heard = frozenset[str]().union(*base.material.voices.values()) & groups.silent
    people = [who for who in heard if groups.of.get(who, "") not in groups.never_shown]
    if not people:
        return ()
    noun = "person" if len(people) == 1 else "people"
    return (
        f"Quoted without their group: {len(people)} {noun} whom {groups.by}, with what else prints "
        "beside quotations, would single out (qualkit attributions).",
    )


def _name(group: str) -> str:
    return group or "those whose group is not known"
