"""The answers of a file beside those that the study has: who is new, what differs, who is gone.

Compared as the texts of cells, by the mark of the source's row: the same file gives the same bytes.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from qualkit.errors import InputError
from qualkit.study.survey.columns import KEYS, PARTICIPANT
from qualkit.study.survey.reports import ChangedAnswer

Row = tuple[str, ...]

# 64 bits: among 100,000 respondents two share a mark with a chance of 3 in ten thousand million.
_MARK = 16
_KEY = re.compile(r"R(\d+)")


def marks_of(
    salt: str, sources: Sequence[str], contents: Iterable[Row], rows: Sequence[int], file: str
) -> tuple[str, ...]:
    """A short hash for each respondent, by which a later export knows them again.

    Of the platform's id; where the file has none, of the answers and how often they came before.
    InputError names the rows where one id stands twice.
    """
    seen: dict[str, int] = {}
    repeated: Counter[str] = Counter()
    marks = []
    for source, row, number in zip(sources, contents, rows, strict=True):
        if source:
            if source in seen:
                raise InputError(
                    f"{file}: rows {seen[source]} and {number} are two responses with one id",
                    "if one of them was a trial, take its row out of the file and import it again; "
                    "if the column holds no id, take `respondent` out of the mapping",
                )
            seen[source] = number
            known = source
        else:
            known = "\x1f".join(row)
            repeated[known] += 1
            known = f"\x1e{known}\x1e{repeated[known]}"
        marks.append(hashlib.sha256(f"{salt}\x1f{known}".encode()).hexdigest()[:_MARK])
    return tuple(marks)


@dataclass(slots=True)
class Joined:
    """The survey as it is to be: `rows` by column of `header`, and what came of the two."""

    header: Row
    rows: list[Row] = field(default_factory=list)
    new: list[int] = field(default_factory=list)
    """Which of the file's respondents are new, by place."""
    keys: list[str] = field(default_factory=list)
    """The key of each of the file's respondents."""
    changed: list[ChangedAnswer] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)

    def text(self) -> str:
        """The file's text: always the same for the same answers."""
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(self.header)
        writer.writerows(self.rows)
        return out.getvalue()


def join(
    header: Row, held: Held, found: Sequence[tuple[str, Row]], taken: Iterable[str],
    *, take_changed: bool,
) -> Joined:  # fmt: skip
    """What the study has (`held`, by mark) and what the file brings (`found`), made one.

    Nobody's answer is written over unless `take_changed` says so; a column that the study did not
    have is filled. `taken` are keys that nobody may get. New respondents come last, in the order
    of the file.
    """
    joined = Joined(header)
    place = {mark: number for number, mark in enumerate(held.rows)}
    joined.rows = list(held.rows.values())
    open_to = held.fresh | {header.index(PARTICIPANT)}
    keys = _keys(taken, len(found))
    for number, (mark, cells) in enumerate(found):
        if mark not in place:
            key = next(keys)
            joined.new.append(number)
            joined.rows.append((key, mark, *cells))
        else:
            at = place[mark]
            old = joined.rows[at]
            key = old[0]
            new = (key, mark, *cells)
            if new != old:
                joined.changed += [
                    ChangedAnswer(key, heading)
                    for n, heading in enumerate(header)
                    if old[n] != new[n] and n not in open_to
                ]
                joined.rows[at] = new if take_changed else tuple(
                    new[n] if n in open_to else old[n] for n in range(len(header))
                )  # fmt: skip
        joined.keys.append(key)
    came = {mark for mark, _ in found}
    joined.gone = [row[0] for mark, row in held.rows.items() if mark not in came]
    return joined


def _keys(taken: Iterable[str], wanted: int) -> Iterator[str]:
    """Keys R01, R02, ... that nobody has, as wide as those that there are."""
    numbers = [(int(fits[1]), len(fits[1])) for key in taken if (fits := _KEY.fullmatch(key))]
    last = max((number for number, _ in numbers), default=0)
    width = max([2, len(str(last + wanted)) if not numbers else 0, *(w for _, w in numbers)])
    number = last
    while True:
        number += 1
        yield f"R{number:0{width}d}"


@dataclass(frozen=True, slots=True)
class Held:
    """The rows that the study has, by mark; `fresh` are the columns that its file lacks."""

    rows: dict[str, Row] = field(default_factory=dict)
    fresh: frozenset[int] = frozenset()


def rows_held(path: Path, header: Row) -> Held:
    """The rows of a survey's file under the columns of `header`; empty where it lacks one.

    Read as text, because the mapping may have been changed since it was written.
    """
    if not path.exists():
        return Held()
    with path.open(encoding="utf-8-sig", newline="") as stream:
        reader = csv.reader(stream)
        before = next(reader, [])
        if before[: len(KEYS)] != list(KEYS):
            raise InputError(
                f"{path.name}, line 1: the first columns are not {', '.join(KEYS)}",
                "put them first again, or take the file away and import anew",
            )
        if tuple(before) == header:
            return Held({row[1]: tuple(row) for row in reader})
        at = [before.index(name) if name in before else -1 for name in header]
        rows = (tuple(row[n] if n >= 0 else "" for n in at) for row in reader)
        fresh = frozenset(n for n, place in enumerate(at) if place < 0)
        return Held({row[1]: row for row in rows}, fresh)
