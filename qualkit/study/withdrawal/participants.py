"""A row of participants.csv set to withdrawn: the pseudonym and the day stay, nothing else."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection

from qualkit.study.session import Session
from qualkit.study.textfiles import write_text

_ON, _QUOTE = "withdrawn_on", "may_quote"


def set_withdrawn(session: Session, people: Collection[str], day: str) -> int:
    """Blank the rows of these people and say when they withdrew; how many rows. Other rows stay
    as they were written."""
    path = session.participants_path
    if not path.exists():
        return 0
    text = path.read_bytes().decode("utf-8-sig")
    reader = csv.reader(io.StringIO(text, newline=""))
    header = next(reader, [])
    names = [name.strip().casefold() for name in header]
    if "participant" not in names:
        return 0
    newline = "\r\n" if "\r\n" in text else "\n"
    lines = text.splitlines(keepends=True)
    add = _ON not in names
    if add:
        names = [*names, _ON]
    own, first, parts, changed = names.index("participant"), reader.line_num, list[str](), 0
    head = "".join(lines[:first])
    parts.append(_line([*header, _ON], newline) if add else head)
    for row in reader:
        whole, first = "".join(lines[first : reader.line_num]), reader.line_num
        if len(row) > own and row[own].strip() in people:
            kept = {"participant": row[own].strip(), _ON: day, _QUOTE: "none"}
            parts.append(_line([kept.get(name, "") for name in names], newline))
            changed += 1
        else:
            parts.append(_line([*row, ""], newline) if add and row else whole)
    if changed:
        write_text(path, "".join(parts))
    return changed


def _line(cells: list[str], newline: str) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator=newline).writerow(cells)
    return out.getvalue()
