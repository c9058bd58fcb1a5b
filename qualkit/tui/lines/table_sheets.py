"""Tables as the tables screen paints them: every cell is made when it is shown, none before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from qualkit.core.cells import cell_count
from qualkit.study.matrices.cooccurring import CoOccurrence
from qualkit.study.matrices.matrix import Matrix, MatrixCell, MatrixKind
from qualkit.tui.tabled import Place


class Align(StrEnum):
    """Where a text stands in its column; the last keeps its end where it does not fit."""

    LEFT = "left"
    RIGHT = "right"
    END = "end"


class Tone(StrEnum):
    """How loud a cell is."""

    PLAIN = "plain"
    STRONG = "strong"
    QUIET = "quiet"


@dataclass(frozen=True, slots=True)
class Head:
    """A column: its heading, the sort of group it is of, cells at least and at most."""

    text: str
    least: int = 11
    most: int = 16
    align: Align = Align.LEFT
    group: str = ""


@dataclass(frozen=True, slots=True)
class CellText:
    """A cell as it is painted."""

    text: str
    tone: Tone = Tone.PLAIN


class Sheet:
    """A table by rows and columns. `labels` are the columns that never leave the screen."""

    labels: tuple[Head, ...] = ()
    heads: tuple[Head, ...] = ()
    lines: tuple[int, int] = (1, 1)
    """Lines of a row at most on a low and on a tall screen."""
    whole = False
    """Whether the highlight is a row rather than a cell."""
    keeps_groups = False
    """Whether rows are sorted under their headings rather than across them."""

    def __len__(self) -> int:
        """How many rows there are."""
        raise NotImplementedError

    def heading(self, row: int) -> str:
        """What stands above rows that belong together."""
        return ""

    def label(self, row: int) -> tuple[str, ...]:
        """What a row is of, one text for each of `labels`."""
        raise NotImplementedError

    def cell(self, row: int, column: int) -> CellText:
        """A cell as it is painted."""
        raise NotImplementedError

    def value(self, row: int, column: int) -> float | str | None:
        """By what rows are sorted; None comes last either way."""
        return self.cell(row, column).text or None

    def nothing(self, row: int, column: int) -> str:
        """Why no passage stands behind a cell; "" where one does."""
        return ""

    def place(self, row: int, column: int) -> Place | None:
        """Whose passages stand behind a cell; None where none can."""
        return None


def label_of(heading: str, texts: Sequence[str], most: int = 40) -> Head:
    """A column of labels as wide as they are, within a limit."""
    wide = max((cell_count(text) for text in texts), default=0)
    return Head(heading, min(8, wide), max(cell_count(heading), min(most, wide)))


class MatrixSheet(Sheet):
    """Codes (or participants) by whatever a matrix sets them against."""

    def __init__(self, made: Matrix) -> None:
        self.made = made
        self._shown = [n for n, head in enumerate(made.heads) if not head.machine]
        # The theme stands above its codes, where there is something else beside.
        self._above = self._shown[0] if len(self._shown) > 1 else None
        beside = self._shown[1:] if self._above is not None else self._shown
        self._beside = beside
        self.labels = tuple(
            label_of(made.heads[n].heading, [str(row.heads[n]) for row in made.rows])
            for n in beside
        )
        several = len(made.measures) > 1
        least = 13 if several else 9
        grouped = made.kind in (MatrixKind.DOCUMENT, MatrixKind.CASES, MatrixKind.CO_OCCURRENCE)
        align = Align.LEFT if several else Align.RIGHT
        self.heads = tuple(
            Head(column.heading, least, 20 if several else 14, align, column.of if grouped else "")
            for column in made.columns
        )

    def __len__(self) -> int:
        """How many rows there are."""
        return len(self.made.rows)

    def heading(self, row: int) -> str:
        """What stands above rows that belong together."""
        return "" if self._above is None else str(self.made.rows[row].heads[self._above])

    def label(self, row: int) -> tuple[str, ...]:
        """What a row is of."""
        heads = self.made.rows[row].heads
        return tuple(str(heads[n]) for n in self._beside)

    def path(self, row: int) -> str:
        """All that a row is of, on one line."""
        heads = self.made.rows[row].heads
        return " / ".join(dict.fromkeys(str(heads[n]) for n in self._shown if heads[n]))

    def at(self, row: int, column: int) -> MatrixCell:
        """The cell itself."""
        return self.made.rows[row].cells[column]

    def cell(self, row: int, column: int) -> CellText:
        """A cell as it is painted."""
        cell = self.at(row, column)
        if cell.hidden:
            return CellText("not shown", Tone.QUIET)
        first = cell.values[0]
        if first is None and (len(cell.values) == 1 or cell.values[-1] is None):
            diagonal = self.made.kind is MatrixKind.CO_OCCURRENCE
            return CellText(cell.text if diagonal else "–", Tone.QUIET)
        if self.made.measures[-1] == "references" and len(cell.values) == 3:
            return _reach(*cell.values)
        return CellText(cell.text, Tone.PLAIN if first else Tone.QUIET)

    def value(self, row: int, column: int) -> float | str | None:
        """By what rows are sorted."""
        cell = self.at(row, column)
        return cell.values[0] if cell.values[0] is not None else cell.values[-1]

    def nothing(self, row: int, column: int) -> str:
        """Why no passage stands behind a cell."""
        cell = self.at(row, column)
        if cell.hidden:
            return cell.reason[:1].upper() + cell.reason[1:]
        if self.made.kind is MatrixKind.CO_OCCURRENCE:
            return "" if cell.text not in ("0", "(0)") else "Nothing is coded with both"
        if cell.values[-1] is None:
            return cell.reason[:1].upper() + cell.reason[1:]
        return "" if cell.values[-1] else "Nothing is coded here"

    def place(self, row: int, column: int) -> Place:
        """Whose passages stand behind a cell."""
        line = self.made.rows[row]
        return Place(line.key, self.made.columns[column].key, line.of)


def _reach(raised: float | None, of: float | None, references: float | None) -> CellText:
    """Participants, of how many, in how many references; papers have no participants."""
    if raised is None:
        return CellText(f"{references}", Tone.PLAIN if references else Tone.QUIET)
    text = f"{raised} of {of}"
    return CellText(f"{text} · {references}") if references else CellText(text, Tone.QUIET)


class PairSheet(Sheet):
    """Pairs of codes that meet, the most frequent first."""

    def __init__(self, made: CoOccurrence) -> None:
        self.made = made
        self.labels = (
            label_of("Code", [pair.one_name for pair in made.pairs], 30),
            label_of("Meets", [pair.other_name for pair in made.pairs], 30),
        )
        names = ("Together", "First (n)", "Second (n)", "c", "Shared words")
        self.heads = tuple(Head(name, 9, 13, Align.RIGHT) for name in names)

    def __len__(self) -> int:
        """How many rows there are."""
        return len(self.made.pairs)

    def label(self, row: int) -> tuple[str, ...]:
        """What a row is of."""
        pair = self.made.pairs[row]
        return (pair.one_name, pair.other_name)

    def value(self, row: int, column: int) -> float | None:
        """By what rows are sorted."""
        pair = self.made.pairs[row]
        return (pair.count, pair.one_total, pair.other_total, pair.coefficient, pair.overlap)[
            column
        ]

    def cell(self, row: int, column: int) -> CellText:
        """A cell as it is painted."""
        return number(self.value(row, column), 3)

    def place(self, row: int, column: int) -> Place:
        """Whose passages stand behind a cell."""
        pair = self.made.pairs[row]
        # How often one of them stands by itself is asked of that one.
        one = pair.other if column == 2 else pair.one
        return Place(one, one if column in (1, 2) else pair.other)


def number(value: float | None, decimals: int) -> CellText:
    """A figure as it is painted; a dash where it is undefined."""
    if value is None:
        return CellText("–", Tone.QUIET)
    return CellText(f"{value:,}" if isinstance(value, int) else f"{value:,.{decimals}f}")


def in_order(sheet: Sheet, column: int | None, *, down: bool) -> Sequence[int]:
    """The numbers of the rows sorted by a column, as they are where none is named.

    What is undefined stands last, whichever way; equal rows stay in their order.
    """
    rows = range(len(sheet))
    if column is None or column >= len(sheet.heads):
        return rows
    if not sheet.keeps_groups:
        return _sorted(sheet, rows, column, down=down)
    groups = groupby(rows, sheet.heading)
    return [row for _, here in groups for row in _sorted(sheet, here, column, down=down)]


def _sorted(sheet: Sheet, rows: Iterable[int], column: int, *, down: bool) -> list[int]:
    found = [(sheet.value(row, column), row) for row in rows]
    known = [pair for pair in found if pair[0] is not None]
    known.sort(key=lambda pair: _key(pair[0]), reverse=down)
    return [*(row for _, row in known), *(row for value, row in found if value is None)]


def _key(value: float | str | None) -> tuple[float, str]:
    return (0.0, value.casefold()) if isinstance(value, str) else (float(value or 0), "")
