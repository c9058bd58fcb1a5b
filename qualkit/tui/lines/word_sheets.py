"""The sheets of the framework matrix, of a concordance and of word frequencies."""

from __future__ import annotations

from qualkit.core.cells import cell_count
from qualkit.study.matrices.cooccurring import CoOccurrence
from qualkit.study.matrices.framework import Framework, FrameworkCell
from qualkit.study.matrices.matrix import Matrix
from qualkit.study.matrices.word_records import Concordance, WordCount, WordFrequencies
from qualkit.tui.lines.table_sheets import (
    Align,
    CellText,
    Head,
    MatrixSheet,
    PairSheet,
    Sheet,
    Tone,
    label_of,
    number,
)
from qualkit.tui.tabled import Made, Place


def sheet_of(made: Made) -> Sheet:
    """The sheet of a table."""
    match made:
        case Matrix():
            return MatrixSheet(made)
        case CoOccurrence():
            return PairSheet(made)
        case Framework():
            return FrameworkSheet(made)
        case Concordance():
            return LineSheet(made)
        case WordFrequencies():
            return WordSheet(made)


class FrameworkSheet(Sheet):
    """Participants by themes: summaries, else the first words of what was said."""

    lines = (3, 6)

    def __init__(self, made: Framework) -> None:
        self.made = made
        self._rows = [row for row in made.rows if row]
        self.labels = (label_of("Participant", [row[0].participant for row in self._rows], 12),)
        self.heads = tuple(Head(name, 26, 60) for _, name in made.themes)

    def __len__(self) -> int:
        """How many rows there are."""
        return len(self._rows)

    def label(self, row: int) -> tuple[str, ...]:
        """What a row is of."""
        return (self._rows[row][0].participant,)

    def cell(self, row: int, column: int) -> CellText:
        """A cell as it is painted."""
        cell = self._rows[row][column]
        if cell.summary:
            return CellText(cell.summary)
        if cell.references is None:
            return CellText("not coded", Tone.QUIET)
        if not cell.references:
            return CellText("nothing coded", Tone.QUIET)
        words = next((f"“{q.text()}”" for q in cell.quotes), "")
        return CellText(f"({cell.references}) {words}", Tone.QUIET)

    def value(self, row: int, column: int) -> float | None:
        """By what rows are sorted."""
        return self._rows[row][column].references

    def at(self, row: int, column: int) -> FrameworkCell:
        """The cell itself."""
        return self._rows[row][column]

    def nothing(self, row: int, column: int) -> str:
        """Why no passage stands behind a cell."""
        references = self._rows[row][column].references
        if references is None:
            return "None of the participant's documents was coded"
        return "" if references else "Nothing is coded here"

    def place(self, row: int, column: int) -> Place:
        """Whose passages stand behind a cell."""
        cell = self._rows[row][column]
        return Place(cell.participant, cell.theme)


class LineSheet(Sheet):
    """Lines of a concordance: before, the words, after."""

    whole = True

    def __init__(self, made: Concordance) -> None:
        self.made = made
        lines = made.lines
        self.labels = (label_of("Who", [line.speaker or line.document for line in lines], 8),)
        widest = max((cell_count(line.hit) for line in lines), default=5)
        self.heads = (
            Head("Before", 20, 200, Align.END),
            Head("Words", min(24, max(5, widest)), min(24, max(5, widest))),
            Head("After", 20, 200),
        )

    def __len__(self) -> int:
        """How many rows there are."""
        return len(self.made.lines)

    def label(self, row: int) -> tuple[str, ...]:
        """What a row is of."""
        line = self.made.lines[row]
        return (line.speaker or line.document,)

    def cell(self, row: int, column: int) -> CellText:
        """A cell as it is painted."""
        line = self.made.lines[row]
        if column == 1:
            return CellText(line.hit, Tone.STRONG)
        return CellText(" ".join((line.before if column == 0 else line.after).split()))


class WordSheet(Sheet):
    """Words with how often they are said, group by group."""

    keeps_groups = True

    def __init__(self, made: WordFrequencies) -> None:
        self.made = made
        self.rows: list[tuple[str, WordCount]] = [
            (group.group, word) for group in made.groups for word in group.rows
        ]
        self.labels = (label_of("Word", [word.word for _, word in self.rows], 24),)
        names = ["Said", "Speakers", "Per 1,000", "Uneven (DP)"]
        names += ["Keyness (G2)", "Log ratio"] if made.by else []
        self.heads = tuple(Head(name, 9, 13, Align.RIGHT) for name in names)
        self._titles = {
            g.group: f"{g.group or 'All together'}: {g.words:,} words, {g.speakers:,} speakers"
            for g in made.groups
            if g.words is not None and g.speakers is not None
        }

    def __len__(self) -> int:
        """How many rows there are."""
        return len(self.rows)

    def heading(self, row: int) -> str:
        """What stands above rows that belong together."""
        return self._titles.get(self.rows[row][0], self.rows[row][0])

    def label(self, row: int) -> tuple[str, ...]:
        """What a row is of."""
        return (self.rows[row][1].word,)

    def value(self, row: int, column: int) -> float | None:
        """By what rows are sorted."""
        word = self.rows[row][1]
        return (word.count, word.speakers, word.per_thousand, word.spread, word.keyness,
                word.ratio)[column]  # fmt: skip

    def cell(self, row: int, column: int) -> CellText:
        """A cell as it is painted."""
        return number(self.value(row, column), 2)
