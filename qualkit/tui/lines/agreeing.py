"""Figures of agreement as rows of a list: an interval drawn as a bar, a heat line, a matrix."""

from __future__ import annotations

from collections.abc import Sequence

from qualkit.core.cells import cell_count
from qualkit.study.agreement.drift import Drift
from qualkit.study.agreement.report import (
    AgreementReport,
    Cell,
    CodeFigures,
    Interval,
    PairFigures,
)
from qualkit.study.agreement.wording import RELIABLE, TENTATIVE, number
from qualkit.tui.palette import Palette
from qualkit.tui.widgets.listing import Item, Piece
from qualkit.tui.widgets.painted import label

LOWEST = -0.2
"""Where the bar begins: what lies below chance further than this is drawn at its edge."""
_FIGURE = 6
_REMARK = 20
_HEAT = ((0.8, "█"), (0.667, "▓"), (0.4, "▒"), (-9.0, "░"))
HEAT_KEY = "█ 0.80 and above  ▓ 0.67  ▒ 0.40  ░ less  · not used  blank: not judged by two"


def bar(found: Interval, width: int) -> str:
    """The interval from -0.2 to 1 as ├──●──┤ over a scale with marks at 0.667 and 0.800."""
    cells = [" "] * width
    for mark in (0.0, TENTATIVE, RELIABLE):
        cells[_cell(mark, width)] = "┊"
    if found.value is None:
        return "".join(cells)
    if found.low is not None and found.high is not None:
        first, last = _cell(found.low, width), _cell(found.high, width)
        cells[first : last + 1] = ["─"] * (last - first + 1)
        cells[first], cells[last] = "├", "┤"
    cells[_cell(found.value, width)] = "●"
    return "".join(cells)


def scale(width: int) -> str:
    """What stands above the bars: where 0, 0.67 and 0.8 are."""
    cells = [" "] * width
    for mark, text in ((0.0, "0"), (TENTATIVE, ".67"), (1.0, "1")):
        at = min(_cell(mark, width), width - len(text))
        cells[at : at + len(text)] = list(text)
    return "".join(cells)


def _cell(value: float, width: int) -> int:
    share = (max(LOWEST, min(1.0, value)) - LOWEST) / (1 - LOWEST)
    return round(share * (width - 1))


def widths(across: int) -> tuple[int, int]:
    """(cells of a code's name, cells of the bar) on a list so wide."""
    # On a narrow list the remarks stand in the pane alone.
    fixed = 5 + _FIGURE + 8 + _FIGURE + (_REMARK if across >= 86 else 0) + 4
    room = max(24, across - fixed)
    bar_width = max(12, min(32, room * 2 // 5))
    return max(12, min(44, room - bar_width)), bar_width


def heads(across: int) -> str:
    """The line above the codes."""
    name, drawn = widths(across)
    return (
        f"{label('Code', name)}{'docs':>5}{'alpha':>{_FIGURE}}  {scale(drawn)}"
        f"  {label('kappa', 8)}{'F1':>{_FIGURE - 1}}"
    )


def code_item(code: CodeFigures, look: Palette, across: int) -> Item:
    """One code: documents, alpha with its bar, kappa of the pairs, F1, remarks."""
    name, drawn = widths(across)
    quiet = code.alpha.value is None
    ink = look.quiet if quiet else look.text
    pieces: list[Piece] = [
        (label(code.name, name), ink),
        (f"{code.documents:>5}", look.quiet),
        (f"{_short(code.alpha.value):>{_FIGURE}}", look.strong if not quiet else look.quiet),
        (f"  {bar(code.alpha, drawn)}", ink),
        (f"  {label(_spread(code.pairs), 8)}", ink),
        (f"{_short(code.f1.value):>{_FIGURE - 1}}", ink),
        (f"  {', '.join(code.flags)}", look.quiet),
    ]
    return Item(code.code, tuple(pieces))


def _short(value: float | None) -> str:
    return "–" if value is None else number(value)


def _spread(pairs: Sequence[PairFigures]) -> str:
    known = [pair.kappa.value for pair in pairs if pair.kappa.value is not None]
    if not known:
        return "–"
    low, high = number(min(known)), number(max(known))
    return low if low == high else f"{low[:4]}–{high.lstrip('0') or '0'}"


def pair_items(report: AgreementReport, look: Palette) -> list[Item]:
    """A row for each coder: pooled kappa with every other one, and their mean."""
    raters = report.raters
    found = {pair.coders: pair.kappa for pair in report.overall.pairs}
    column = max(8, *(cell_count(rater) + 2 for rater in raters)) if raters else 8
    items = [
        Item("", ((label("", column) + "".join(label(r, column) for r in raters), look.quiet),))
    ]
    for one in raters:
        pieces: list[Piece] = [(label(one, column), look.strong)]
        values = []
        for other in raters:
            kappa = found.get((one, other)) or found.get((other, one))
            value = kappa.value if kappa else None
            values += [value] if value is not None else []
            text = "·" if one == other else _short(value)
            pieces.append((label(text, column), look.text if value is not None else look.quiet))
        mean = f"mean {number(sum(values) / len(values))}" if len(values) > 1 else ""
        pieces.append((mean, look.quiet))
        items.append(Item(f"rater {one}", tuple(pieces)))
    items.append(Item("", (("", look.text),)))
    items.append(Item("", (("Pairs, pooled over all codes", look.quiet),)))
    for pair in report.overall.pairs:
        text = f"{'/'.join(pair.coders):<12}{_short(pair.kappa.value):>6}  {bar(pair.kappa, 28)}"
        documents = f"  {pair.documents} documents"
        items.append(
            Item(f"pair {','.join(pair.coders)}", ((text, look.text), (documents, look.quiet)))
        )
    return items


def heat_items(report: AgreementReport, look: Palette, across: int) -> list[Item]:
    """A row for each code: one cell for each document."""
    name = max(12, min(40, across - 4 - 4 * len(report.documents)))
    cells: dict[str, dict[str, Cell]] = {}
    for cell in report.cells:
        cells.setdefault(cell.code, {})[cell.document] = cell
    items = []
    for code in report.codes:
        own = cells.get(code.code, {})
        line = "".join(f" {heat(own.get(d.name))} " for d in report.documents)
        items.append(Item(code.code, ((label(code.name, name), look.text), (line, look.text))))
    return items


def heat(cell: Cell | None) -> str:
    """The sign of one code in one document; two cells wide, so that it can be told apart."""
    if cell is None or cell.alpha.reason == "no overlap":
        return "  "
    if cell.alpha.value is None:
        return " ·" if not cell.applied else " –"
    value = cell.alpha.value
    sign = next(sign for low, sign in _HEAT if value >= low)
    return sign * 2


def heat_heads(report: AgreementReport, across: int) -> str:
    """The first letters of each document above its cells."""
    name = max(12, min(40, across - 4 - 4 * len(report.documents)))
    return label("Code", name) + "".join(f"{_tag(d.name):<4}" for d in report.documents)


def _tag(name: str) -> str:
    """`INT-01 nurse.docx` as `I01`: enough to find the column in the key below."""
    head = name.split()[0].split(".")[0]
    letters = "".join(c for c in head if c.isalpha())[:1]
    digits = "".join(c for c in head if c.isdigit())[-2:]
    return (letters + digits or head[:3])[:3]


def drift_items(found: Sequence[Drift], look: Palette) -> list[Item]:
    """A row for each round or week: pooled kappa, median alpha, documents, codebook version."""
    items = []
    before: int | None = None
    for each in found:
        overall = each.report.overall
        pooled = overall.pooled
        changed = before is not None and each.codebook not in (None, before)
        version = f"codebook {each.codebook}" if each.codebook else ""
        text = (
            f"{label(each.name, 14)}{_short(pooled.value):>6}  {bar(pooled, 28)}  "
            f"median alpha {_short(overall.median.value):>5}  "
        )
        words = " (changed)" if changed else ""
        quiet = f"{len(each.report.documents)} documents  {version}{words}"
        items.append(Item(each.name, ((text, look.text), (quiet, look.quiet))))
        before = each.codebook or before
    return items
