"""What of a large table is laid out: the highlight always, what is not shown never."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.app import App, ComposeResult

from qualkit.study.matrices.word_records import GroupWords, WordCount, WordFrequencies
from qualkit.tui.lines.table_places import placed
from qualkit.tui.lines.table_sheets import CellText, Head, Sheet, in_order
from qualkit.tui.lines.word_sheets import WordSheet
from qualkit.tui.palette import THEMES
from qualkit.tui.widgets.tablegrid import TableGrid
from tests import clock

DOCUMENTS, CODES = 1000, 40


class Figures(Sheet):
    """A sheet of figures that knows how often it was asked for one."""

    def __init__(self, values: list[list[int | None]], heads: list[Head] | None = None) -> None:
        self.values, self.asked = values, 0
        wide = len(values[0]) if values else 0
        self.labels = (Head("Name", 4, 9),)
        self.heads = tuple(heads or [Head(f"C{n}", 9, 14) for n in range(wide)])

    def __len__(self) -> int:
        return len(self.values)

    def label(self, row: int) -> tuple[str, ...]:
        return (f"R{row}",)

    def cell(self, row: int, column: int) -> CellText:
        self.asked += 1
        return CellText(str(self.values[row][column]))

    def value(self, row: int, column: int) -> int | None:
        return self.values[row][column]


HEADS = st.lists(
    st.builds(lambda least, more: Head("x", least, least + more), st.integers(3, 26),
              st.integers(0, 40)),
    min_size=1, max_size=30,
)  # fmt: skip


@given(HEADS, st.data(), st.integers(40, 200))
def test_the_highlighted_column_is_always_shown_and_nothing_is_wider_than_the_screen(
    heads: list[Head], data: st.DataObject, width: int
) -> None:
    column = data.draw(st.integers(0, len(heads) - 1))
    first = data.draw(st.integers(0, len(heads) - 1))
    place = placed(Figures([], heads), first, column, width)
    assert column in place.columns
    assert list(place.columns) == list(range(place.columns[0], place.columns[-1] + 1))
    used = 1 + sum(place.labels) + len(place.labels) + sum(place.widths) + len(place.widths)
    assert used <= width
    if len(place.columns) > 1:
        shown = zip(place.columns, place.widths, strict=True)
        assert all(heads[n].least <= cells <= heads[n].most for n, cells in shown)


@given(st.lists(st.one_of(st.none(), st.integers(-9, 9)), max_size=40), st.booleans())
def test_sorting_loses_no_row_and_puts_the_undefined_last_either_way(
    column: list[int | None], down: bool
) -> None:
    order = in_order(Figures([[value] for value in column]), 0 if column else None, down=down)
    assert sorted(order) == list(range(len(column)))
    values = [column[row] for row in order]
    known = [value for value in values if value is not None]
    assert known == sorted(known, reverse=down)
    assert values[: len(known)] == known


def test_words_are_sorted_within_their_groups() -> None:
    def words(*counts: int) -> tuple[WordCount, ...]:
        return tuple(WordCount(f"w{n}", n, 3, float(n)) for n in counts)

    groups = (GroupWords("NHS", 9, 3, words(1, 3)), GroupWords("third", 9, 3, words(2, 4)))
    sheet = WordSheet(WordFrequencies("Words", "sector", "word forms", groups, 3))
    order = in_order(sheet, 0, down=True)
    assert [sheet.rows[n][1].count for n in order] == [3, 1, 4, 2]
    assert sheet.cell(0, 5).text == "–"


class Grid(App[None]):
    """One grid and nothing else."""

    def __init__(self, sheet: Sheet) -> None:
        super().__init__()
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = THEMES[0].name
        self.sheet = sheet
        self.grid = TableGrid(lambda: None, lambda: None)

    def compose(self) -> ComposeResult:
        yield self.grid


@pytest.mark.parametrize("sideways", [False, True], ids=["many rows", "many columns"])
def test_of_a_thousand_rows_or_columns_only_those_on_the_screen_are_laid_out(
    sideways: bool,
) -> None:
    size = (CODES, DOCUMENTS) if sideways else (DOCUMENTS, CODES)
    sheet = Figures([[1] * size[1] for _ in range(size[0])])

    async def acted() -> None:
        app = Grid(sheet)
        async with app.run_test(size=(80, 24)) as pilot:
            app.grid.show(sheet, range(len(sheet)))
            await pilot.pause()
            for at, column in ((0, 0), (size[0] - 1, 0), (size[0] // 2, size[1] - 1), (3, 3)):
                sheet.asked = 0
                app.grid.go(at, column)
                assert app.grid.current == (at, column)
                # 24 rows of at most 8 columns.
                assert sheet.asked <= 24 * 8

    clock.run(acted())
