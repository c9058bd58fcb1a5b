"""What a joint display screen shows: which display of what; asked for, and filled with figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from qualkit.core.joint import JointCell, JointDisplay, JointRow
from qualkit.tui.lines.joint_rows import is_whole
from qualkit.tui.surveyed import Asked, Basics, Results, key_of

if TYPE_CHECKING:
    from qualkit.study import Study

Stamp = tuple[tuple[str, int, int], ...]

SIDES, MATRIX, CROSSTAB = "side-by-side", "matrix", "crosstab"
STATISTICS, TYPOLOGY, CASES, DISCORDANT = "statistics", "typology", "cases", "discordant"
SOURCES = "sources"
DISPLAYS = {
    SIDES: "survey and interviews side by side",
    MATRIX: "quotations of each code by group",
    CROSSTAB: "who raised each code, n of N by group",
    STATISTICS: "scores of those who raised a theme and of the others",
    TYPOLOGY: "themes by profile, against a named reference",
    CASES: "linked persons one by one",
    DISCORDANT: "what speaks against a link",
    SOURCES: "each code in interviews, focus groups, comments and literature",
}
BY_GROUP = frozenset({SIDES, MATRIX, CROSSTAB, DISCORDANT})
"""Displays that are made by an attribute."""
QUICK = frozenset({MATRIX, CROSSTAB, SOURCES})
"""Displays without a figure of the survey: asked for at once, in some hundredths of a second."""


@dataclass(frozen=True, slots=True)
class Shown:
    """Which display, of which themes and codes, by what."""

    name: str = SIDES
    by: str = "sector"
    theme: str = ""
    codes: tuple[str, ...] = ()
    internal: bool = False
    percent: bool = False
    reference: str = ""
    survey: str = ""
    """Which survey, where there are several."""

    @property
    def themes(self) -> tuple[str, ...]:
        """The themes it is limited to."""
        return (self.theme,) if self.theme else ()


@dataclass(frozen=True, slots=True)
class Figures:
    """The survey's cells of a side-by-side display by theme and scale, and what is noted of them.

    They hold for `by`, `internal` and `survey`, of whatever theme, as long as the survey's files
    and keys are those of `stamp`; a theme as a whole has no scale.
    """

    by: str
    internal: bool
    survey: str = ""
    cells: Mapping[tuple[str, str, str], JointCell] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    stamp: Stamp = ()

    def hold(self, shown: Shown, stamp: Stamp) -> bool:
        """Whether they are the figures of what is shown now."""
        made = (self.by, self.internal, self.survey, self.stamp)
        return made == (shown.by, shown.internal, shown.survey, stamp)


def stamped(folder: Path) -> Stamp:
    """Names, times and sizes of a survey's files and keys: others than before, other figures."""
    files = [*(folder / "survey").glob("*"), *(folder / "codebook" / "instruments").glob("*")]
    stats = [(file.name, file.stat()) for file in sorted(files)]
    return tuple((name, stat.st_mtime_ns, stat.st_size) for name, stat in stats)


def asked(study: Study, shown: Shown, *, figures: bool = True) -> JointDisplay:
    """The display; side by side without the survey's figures where they are not wanted."""
    themes, by, codes, internal = shown.themes, shown.by, shown.codes, shown.internal
    survey = shown.survey
    if shown.name == MATRIX:
        return study.joint_matrix(codes, by, themes=themes, internal=internal)
    if shown.name == CROSSTAB:
        return study.joint_crosstab(
            codes, by, themes=themes, percent=shown.percent, internal=internal
        )
    if shown.name == SOURCES:
        return study.compare_sources(themes=themes, codes=codes, quotes=1, internal=internal)
    if shown.name == STATISTICS:
        return study.joint_statistics(themes, codes=codes, survey=survey, internal=internal)
    if shown.name == TYPOLOGY:
        return study.joint_typology(
            shown.reference, themes=themes, survey=survey, internal=internal
        )
    if shown.name == CASES:
        return study.joint_cases(themes=themes, survey=survey, internal=internal)
    if shown.name == DISCORDANT:
        return study.joint_discordant(themes=themes, by=by, survey=survey, internal=internal)
    return study.joint_side_by_side(themes, by, survey=survey, internal=internal, figures=figures)


def in_thread(path: Path, coder: str | None, shown: Shown) -> tuple[JointDisplay, Figures | None]:
    """The display, and the figures of a side-by-side one, of which all themes are asked.

    Opens the study for itself: a connection to the database belongs to the thread that made it.
    """
    from qualkit.study.opening import open_study

    stamp = stamped(path)
    with open_study(path, coder) as study:
        if shown.name != SIDES:
            return asked(study, shown), None
        whole = replace(shown, theme="")
        full, bare = asked(study, whole), asked(study, whole, figures=False)
    cells = {_key(row): row.cells[1] for row in full.rows}
    notes = tuple(note for note in full.notes if note not in bare.notes)
    return full, Figures(shown.by, shown.internal, shown.survey, cells, notes, stamp)


def _key(row: JointRow) -> tuple[str, str, str]:
    # A theme as a whole and what the survey has no scale for both name none.
    return (row.theme, "*" if is_whole(row) else row.instrument, row.subscale)


def lacking(display: JointDisplay, figures: Figures | None) -> bool:
    """Whether a row of a side-by-side display is of a scale of which nothing is known yet."""
    if figures is None:
        return True
    return any(row.instrument and _key(row) not in figures.cells for row in display.rows)


def filled(display: JointDisplay, figures: Figures | None, waiting: str) -> JointDisplay:
    """A side-by-side display with the survey's cells; `waiting` stands where they are not known."""
    known = figures.cells if figures else {}
    rows = []
    for row in display.rows:
        cell = known.get(_key(row))
        if cell is None and row.instrument:
            cell = JointCell(f"{row.subscale} ({row.instrument})\n{waiting}")
        cells = (row.cells[0], cell, *row.cells[2:]) if cell is not None else row.cells
        rows.append(replace(row, cells=cells))
    first, *rest = display.notes
    said = figures.notes if figures else ()
    return replace(display, rows=tuple(rows), notes=(first, *rest[:1], *said, *rest[1:]))


def results_of(display: JointDisplay, shown: Shown) -> Results:
    """What the survey found on the display's scales, as the survey's own screens take it."""
    cells = [cell for row in display.rows for cell in row.cells if cell.description is not None]
    made = {key_of(cell.description.scale): cell for cell in cells if cell.description}
    descriptions = tuple(cell.description for cell in made.values() if cell.description)
    asked_ = Asked(survey=shown.survey, by=shown.by, internal=shown.internal)
    basics = Basics(asked_, descriptions=descriptions)
    tests = {key: cell.comparison for key, cell in made.items() if cell.comparison}
    return Results(basics, tests)
