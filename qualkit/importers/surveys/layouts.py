"""How a platform lays a survey out: which rows are headings and which columns belong together."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from qualkit.core.folding import plain_signs
from qualkit.importers.surveys.grids import letters_of
from qualkit.importers.surveys.records import Grid, Platform

_UNNAMED = re.compile(r"(?:Unnamed(?::\s*\d+)?(?:_level_\d+)?)?\s*", re.IGNORECASE)
_TAG = re.compile(r"<[^>]{1,200}>|&nbsp;")
_GRID_ROW = re.compile(r"(?P<stem>.*\S)\s*\[(?P<part>[^\[\]]+)\]", re.DOTALL)
# mbi1, mbi_01, Q12_3, AWS-7, "MBI 4": a stem and a running number.
_NUMBERED = re.compile(
    r"(?P<stem>[A-Za-z][A-Za-z0-9]*?(?:[ _.-][A-Za-z]+)*)[ _.-]{0,3}0*(?P<n>\d{1,3})"
)
# Q1_1 and Q1_4_TEXT, and the 1_Q1 of a loop; not the Q1 of a question with one column.
_QUALTRICS_PART = re.compile(r"(?P<stem>(?:\d+_)?[A-Za-z][A-Za-z0-9.]*)_(?P<n>\d+)(?P<text>_TEXT)?")
_TIMESTAMPS = frozenset(
    ("timestamp", "zeitstempel", "horodateur", "marca temporal", "tijdstempel", "tidsstämpel")
)
_SELECTED = " - Selected Choice"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: `stem` is the question it belongs to, `part` its option or statement there."""

    index: int
    name: str
    """What the first header row holds."""
    stem: str
    part: str = ""

    @property
    def letters(self) -> str:
        """How a spreadsheet program calls it."""
        return letters_of(self.index)

    @property
    def heading(self) -> str:
        """What a person would read as its heading."""
        return self.part or self.stem


@dataclass(frozen=True, slots=True)
class Layout:
    """A file's platform, its header rows, and its columns in groups that share a question.

    `seen` says by what the platform was known.
    """

    platform: Platform
    header_rows: int
    groups: tuple[tuple[Column, ...], ...]
    seen: str

    @property
    def columns(self) -> tuple[Column, ...]:
        """All columns in the order of the file."""
        return tuple(column for group in self.groups for column in group)


def key_of(text: str) -> str:
    """A heading or answer as it is compared: case, typographic signs and spaces made alike."""
    return " ".join(plain_signs(text).casefold().split())


def layout_of(grid: Grid, platform: Platform | None = None, header_rows: int = 0) -> Layout:
    """The layout of a file: as detected, or as its mapping says."""
    if platform is None:
        platform, header_rows, seen = _detected(grid)
    else:
        seen = "said in the mapping"
    rows = [*grid.rows[:header_rows], ("",) * grid.width, ("",) * grid.width]
    groups = _GROUPERS.get(platform, _plain)(rows[0], rows[1] if header_rows > 1 else rows[-1])
    return Layout(platform, header_rows, tuple(groups), seen)


def _detected(grid: Grid) -> tuple[Platform, int, str]:
    if grid.kind == "sav":
        return Platform.SPSS, 2, "an SPSS file"
    rows = grid.rows
    first = [key_of(cell) for cell in rows[0]]
    second = [key_of(cell) for cell in rows[1]] if len(rows) > 1 else []
    for index in (1, 2):
        if len(rows) > index and sum('"importid"' in key_of(cell) for cell in rows[index]) > 1:
            return Platform.QUALTRICS, index + 1, f'row {grid.numbers[index]} holds "ImportId"'
    if {"startdate", "enddate"} <= {*first} and {"responseid", "progress", "finished"} & {*first}:
        twice = {"responseid", "start date", "startdate", "response id"} & {*second}
        return Platform.QUALTRICS, 2 if twice else 1, "headings StartDate, EndDate and ResponseId"
    answers = {"response", "open-ended response"} & {*second}
    if {"respondent id", "collector id"} <= {*first} or (answers and "" in first):
        named = "headings Respondent ID and Collector ID" if "collector id" in first else ""
        header = 1 if _is_response(first, second) else 2
        return Platform.SURVEYMONKEY, header, named or "row 2 says Response under the questions"
    if first[:1] == ["id"] and {"start time", "completion time"} <= {*first}:
        return Platform.MICROSOFT_FORMS, 1, "headings ID, Start time and Completion time"
    if first[0] in _TIMESTAMPS:
        return Platform.GOOGLE_FORMS, 1, f"the first heading is {rows[0][0]}"
    return Platform.PLAIN, 1, "no platform's marks: one row of headings, one respondent a row"


def _is_response(first: list[str], second: list[str]) -> bool:
    """Whether the second row is a response already: it says who responded."""
    return "respondent id" in first and bool(second) and second[first.index("respondent id")] != ""


def headings_mark(grid: Grid, header_rows: int) -> str:
    """A hash of the header rows: a mapping by letters fits no file whose columns have moved."""
    text = "\x1e".join("\x1f".join(row) for row in grid.rows[:header_rows])
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def tidy_heading(text: str) -> str:
    """A heading without mark-up and line ends."""
    return " ".join(_TAG.sub(" ", text).split())


_Groups = Iterator[tuple[Column, ...]]


def _surveymonkey(first: tuple[str, ...], second: tuple[str, ...]) -> _Groups:
    """A question stands over its first column only: the blank ones after it are its own."""
    group: list[Column] = []
    for index, (top, below) in enumerate(zip(first, second, strict=True)):
        if not _UNNAMED.fullmatch(top) or not group:
            if group:
                yield tuple(group)
            group = []
            stem = tidy_heading(top)
        group.append(Column(index, top, stem, tidy_heading(below)))
    if group:
        yield tuple(group)


def _qualtrics(first: tuple[str, ...], second: tuple[str, ...]) -> _Groups:
    """Q1_1, Q1_2 and Q1_4_TEXT belong together; the second row says `question - option`."""
    keyed = [_QUALTRICS_PART.fullmatch(name) for name in first]
    stems = [found["stem"] if found else name for found, name in zip(keyed, first, strict=True)]
    for indices in _runs(stems):
        texts = [tidy_heading(second[n]) for n in indices]
        if len(indices) == 1:
            text = (texts[0] or first[indices[0]]).removesuffix(_SELECTED)
            yield (Column(indices[0], first[indices[0]], text),)
            continue
        shared = _shared_stem([text.removesuffix(_SELECTED) for text in texts])
        columns = []
        for n, text in zip(indices, texts, strict=True):
            part = text.removeprefix(shared).lstrip(" -").removeprefix("Selected Choice - ")
            columns.append(Column(n, first[n], shared or stems[n], part or first[n]))
        yield tuple(columns)


def _shared_stem(texts: list[str]) -> str:
    """What all texts begin with, as far as the last ` - ` or, in older exports, `-`."""
    shared = texts[0]
    for text in texts[1:]:
        while not text.startswith(shared):
            shared = shared[:-1]
    if shared in texts:
        return shared
    for sign in (" - ", "-"):
        if sign in shared:
            return shared.rpartition(sign)[0]
    return shared if shared.endswith(("?", ":", ".")) else ""


def _google(first: tuple[str, ...], _: tuple[str, ...]) -> _Groups:
    """`Question [Row]` are the rows of a grid."""
    found = [_GRID_ROW.fullmatch(name) for name in first]
    stems = [key_of(f["stem"]) if f else f"\0{n}" for n, f in enumerate(found)]
    for indices in _runs(stems):
        columns = []
        for n in indices:
            row = found[n]
            stem = tidy_heading(row["stem"] if row else first[n])
            columns.append(Column(n, first[n], stem, tidy_heading(row["part"]) if row else ""))
        yield tuple(columns)


def _plain(first: tuple[str, ...], second: tuple[str, ...]) -> _Groups:
    rows = sum(bool(_GRID_ROW.fullmatch(name)) for name in first)
    yield from _google(first, second) if rows > 1 else _numbered(first, first)


def _spss(first: tuple[str, ...], second: tuple[str, ...]) -> _Groups:
    yield from _numbered(first, tuple(b or a for a, b in zip(first, second, strict=True)))


def _numbered(names: tuple[str, ...], texts: tuple[str, ...]) -> _Groups:
    """Columns of one stem and running numbers (mbi1 to mbi22) belong together."""
    found = [_NUMBERED.fullmatch(name) for name in names]
    stems = [f["stem"].casefold() if f else f"\0{n}" for n, f in enumerate(found)]
    for indices in _runs(stems):
        numbered = [found[n] for n in indices]
        if len(indices) > 1:
            stem = next(f["stem"] for f in numbered if f)
            yield tuple(Column(n, names[n], stem, tidy_heading(texts[n])) for n in indices)
        else:
            n = indices[0]
            yield (Column(n, names[n], tidy_heading(texts[n])),)


def _runs(keys: list[str]) -> Iterator[list[int]]:
    """The indices of neighbours with equal keys."""
    run: list[int] = []
    for index, key in enumerate(keys):
        if run and key != keys[run[0]]:
            yield run
            run = []
        run.append(index)
    if run:
        yield run


_GROUPERS: dict[Platform, Callable[[tuple[str, ...], tuple[str, ...]], _Groups]] = {
    Platform.SURVEYMONKEY: _surveymonkey,
    Platform.QUALTRICS: _qualtrics,
    Platform.GOOGLE_FORMS: _google,
    Platform.SPSS: _spss,
}
