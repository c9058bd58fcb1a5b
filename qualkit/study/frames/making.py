"""Records made into DataFrames, and into a small table for notebooks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from html import escape
from typing import TYPE_CHECKING, Any

from qualkit.core.report import NOT_DEIDENTIFIED
from qualkit.core.table import ColumnKind, Table
from qualkit.errors import RefusedError
from qualkit.study.frames.recipe import Col, Here, Kind, Recipe

if TYPE_CHECKING:
    import pandas as pd

    from qualkit.study.frames.listing import Origin
    from qualkit.study.session import Session

LONGEST = 120
"""Characters of a cell that a notebook shows."""
_NUMBERS = {ColumnKind.INTEGER: Kind.WHOLE, ColumnKind.NUMBER: Kind.NUMBER}


def frame_of(origin: Origin | None, records: Iterable[Any], *, words: bool = True) -> pd.DataFrame:
    """The records that a method of a study answered with, as a DataFrame."""
    recipe, here = _recipe(origin)
    columns = [col for col in columns_of(recipe, here) if words or not col.said]
    made = build(columns, list(recipe.rows(records)), recipe.index)
    session = here.session
    made.attrs |= marked(session.settings.title, origin.method if origin else "")
    return made


def marked(study: str, frame: str, **more: Any) -> dict[str, Any]:
    """What stands in `.attrs` of every frame: that it is the team's own working copy."""
    return {"study": study, "frame": frame, "for": "team", "mark": NOT_DEIDENTIFIED, **more}


def columns_of(recipe: Recipe, here: Here) -> tuple[Col, ...]:
    """All columns of a frame in order."""
    more = recipe.more(here) if recipe.more else ()
    return (*recipe.columns(here), *more)


def _recipe(origin: Origin | None) -> tuple[Recipe, Here]:
    if origin is None:
        raise RefusedError(
            "these records come from no study, so nothing is known of their documents and codes",
            "make the frame from what the study answers: study.codings().frame()",
        )
    from qualkit.study.frames.recipes import RECIPES

    return RECIPES[origin.method], Here(still_open(origin.session))


def still_open(session: Session) -> Session:
    """The session; RefusedError where its study was closed, and nothing can be looked up."""
    if session.closed:
        raise RefusedError(
            "the study is closed, and a frame looks up names and words in it",
            "make the frame while it is open: within `with qualkit.open_study(...) as study:`",
        )
    return session


def build(columns: Sequence[Col], records: Sequence[Any], index: str = "") -> pd.DataFrame:
    """A frame with a row for each record."""
    import pandas as pd

    data = {
        col.name: _array(col.kind, [col.read(each) for each in records], col.values)
        for col in columns
    }
    made = pd.DataFrame(data, columns=[col.name for col in columns])
    return made.set_index(index) if index else made


def _array(kind: Kind, cells: list[Any], values: Any = None) -> Any:
    import pandas as pd

    if kind is Kind.CLASS:
        known = dict.fromkeys(values() if values else ())
        known |= dict.fromkeys(cell for cell in cells if cell)
        known.pop("", None)
        strings = "str" if int(pd.__version__.partition(".")[0]) >= 3 else "object"
        categories = pd.Index(list(known), dtype=strings)
        return pd.Categorical([cell or None for cell in cells], categories=categories)
    if kind is Kind.TEXT:
        return pd.array([cell or None for cell in cells], dtype="string")
    if kind is Kind.TIME:
        return pd.array([_time(cell) for cell in cells], dtype=Kind.TIME.value)
    return pd.array(cells, dtype=kind.value)


def _time(cell: str) -> datetime | None:
    if not cell:
        return None
    found = datetime.fromisoformat(cell)
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def frame_of_table(
    table: Table, attrs: Mapping[str, Any], without: Sequence[str] = (),
    rename: Mapping[str, str] | None = None, index: str = "",
) -> pd.DataFrame:  # fmt: skip
    """A printed table as a frame: its columns' keys, in order, but for those `without`."""
    names = rename or {}
    columns = [
        Col(names.get(column.key, column.key), kind_of(column.kind), column.heading, _cell(place))
        for place, column in enumerate(table.columns)
        if column.key not in without
    ]
    made = build(columns, list(table), index)
    made.attrs |= attrs
    return made


def kind_of(kind: ColumnKind) -> Kind:
    """The dtype of a printed column: numbers as numbers, all else as text."""
    return _NUMBERS.get(kind, Kind.TEXT)


def _cell(place: int) -> Any:
    return lambda row: row[place]


def html_of(origin: Origin | None, records: Iterable[Any], count: int) -> str:
    """The first records as an HTML table, for a notebook; everything in it is escaped."""
    try:
        recipe, here = _recipe(origin)
    except RefusedError as error:
        return f"<p>{escape(error.message)}</p>"
    columns = columns_of(recipe, here)
    rows = [[col.read(each) for col in columns] for each in recipe.rows(records)]
    shown = len(rows)
    more = (
        f"<p>{count - shown} more; all of them: <code>.frame()</code></p>" if count > shown else ""
    )
    return _table([col.name for col in columns], rows) + more


class Shown:
    """What a notebook shows as the table that it prints."""

    __slots__ = ()

    def table(self) -> Table:
        """The table that is printed."""
        raise NotImplementedError

    def _repr_html_(self) -> str:
        return html_of_table(self.table())


def html_of_table(table: Table) -> str:
    """The first rows of a table for a notebook; nothing where they can be walked only once."""
    if not isinstance(table.rows, Sequence):
        return f"<p>{escape(table.title)}</p>"
    from qualkit.study.frames.listing import ROWS

    printed = table.printed()
    rows = [[row[n] for n in printed] for row in table.rows[:ROWS]]
    heads = [table.columns[n].heading for n in printed]
    rest = len(table.rows) - len(rows)
    notes = "".join(f"<p>{escape(note)}</p>" for note in table.notes)
    more = f"<p>{rest} more rows</p>" if rest else ""
    return f"<p><b>{escape(table.title)}</b></p>{_table(heads, rows)}{more}{notes}"


def _table(heads: Iterable[str], rows: Iterable[Iterable[Any]]) -> str:
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in heads)
    body = "".join(
        f"<tr>{''.join(f'<td>{escape(_short(cell))}</td>' for cell in row)}</tr>" for row in rows
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _short(cell: Any) -> str:
    said = "" if cell is None else str(cell)
    return said if len(said) <= LONGEST else f"{said[: LONGEST - 1]}…"
