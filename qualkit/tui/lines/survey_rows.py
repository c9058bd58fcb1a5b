"""A survey's results as rows of a list: subscales with boxplots, questions, instruments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from qualkit.core import apa
from qualkit.core.boxes import not_shown
from qualkit.core.instrument import Instrument
from qualkit.core.plot_text import box_line, number_text
from qualkit.core.statistics import Description, Profiles, Reliability, Scale, Summary
from qualkit.core.wording import counted
from qualkit.tui.palette import Palette
from qualkit.tui.surveyed import Basics, Results, key_of
from qualkit.tui.widgets.listing import Item, Piece
from qualkit.tui.widgets.painted import label

_N, _MEAN, _SD, _ALPHA, _P = 4, 6, 6, 10, 8
_BOX = 16
"""The narrowest box that is drawn."""
_CELL = 12
"""The narrowest column of a group: `4.1 (1.3)`, `not shown`."""
UNSCORED = "no scores "
"""What the key of a row begins with whose instrument has no scores."""


@dataclass(frozen=True, slots=True)
class Widths:
    """Cells of a name and of a box on a list so wide; no box where there is no room."""

    name: int
    box: int
    p: int

    @classmethod
    def of(cls, across: int, found: Basics) -> Widths:
        """What a list of so many cells has room for; no p where there are no groups."""
        p = _P if found.by else 0
        rest = across - 1 - (_N + _MEAN + _SD + _ALPHA + p) - 2
        name = max(14, min(30, rest * 45 // 100))
        box = rest - name
        return cls(name, box if box >= _BOX else 0, p)


def score_heads(found: Basics, across: int, columns: bool) -> str:
    """The line above the subscales."""
    if columns and (shown := shown_groups(found)):
        name, cells = _column_widths(across, len(shown))
        return f"{label('Subscale', name)}{''.join(_right(g, cells) for g in shown)}{'p':>{_P}}"
    w = Widths.of(across, found)
    return (
        f"{label('Subscale', w.name)}{'n':>{_N}}{'M':>{_MEAN}}{'SD':>{_SD}}"
        f"{'alpha (n)':>{_ALPHA}}{'p' if w.p else '':>{w.p}}"
    )


def score_items(found: Results, look: Palette, across: int, columns: bool) -> list[Item]:
    """A row a subscale, under a heading for each instrument; groups below it or beside it."""
    basics = found.basics
    shown = shown_groups(basics) if columns else ()
    items: list[Item] = []
    every = groupby(basics.descriptions, lambda one: one.scale.instrument)
    for number, (_, family) in enumerate(every):
        members = list(family)
        items += [Item("", (("", look.text),))] if number else []
        items.append(Item("", ((_heading(members[0].scale), look.heading),)))
        for each in members:
            if shown:
                items.append(_columned(found, each, shown, look, across))
            else:
                items += _rowed(found, each, look, Widths.of(across, basics))
    if shown:
        items += _not_in_columns(basics, shown, look)
    for name, _ in basics.unscored if items else ():
        items += [Item("", (("", look.text),)), Item(
            f"{UNSCORED}{name}", ((name, look.strong), ("  cannot be scored yet", look.quiet))
        )]  # fmt: skip
    return items


def _heading(scale: Scale) -> str:
    ends = f"{scale.scoring}, {number_text(scale.low)} to {number_text(scale.high)}"
    return f"{scale.instrument_name} ({ends}){' · invented key' if scale.invented else ''}"


def shown_groups(found: Basics) -> tuple[str, ...]:
    """The groups that have figures on any subscale."""
    if not found.by:
        return ()
    names = (g.group for one in found.descriptions for g in one.groups if not g.hidden)
    return tuple(dict.fromkeys(names))


def _column_widths(across: int, groups: int) -> tuple[int, int]:
    room = across - 1 - _P
    cells = max(_CELL, min(20, (room - 24) // max(1, groups)))
    return max(14, room - cells * groups), cells


def _right(text: str, cells: int) -> str:
    return " " + label(text, cells - 1) if len(text) >= cells else f"{text:>{cells}}"


def _columned(
    found: Results, each: Description, shown: Sequence[str], look: Palette, across: int
) -> Item:
    name, cells = _column_widths(across, len(shown))
    groups = {group.group: group for group in each.groups}
    figures = "".join(_right(spread(groups.get(group)), cells) for group in shown)
    pieces: list[Piece] = [
        (label(each.scale.name, name), look.strong), (figures, look.text),
        (f"{_p(found, each.scale):>{_P}}", look.text),
    ]  # fmt: skip
    return Item(key_of(each.scale), tuple(pieces))


def _not_in_columns(found: Basics, shown: Sequence[str], look: Palette) -> Iterator[Item]:
    first = found.descriptions[0]
    hidden = [group.group for group in first.groups if group.group not in shown]
    if hidden:
        yield Item("", (("", look.text),))
        words = f"{not_shown(first.minimum)}: {', '.join(hidden)}"
        yield Item("", ((words, look.quiet),))


def spread(group: Summary | None) -> str:
    """`4.1 (1.3)`, or that it is not shown."""
    if group is None or (group.mean is None and not group.hidden):
        return apa.NOTHING
    if group.hidden:
        return "not shown"
    sd = "" if group.sd is None else f" ({apa.decimal(group.sd)})"
    return f"{apa.decimal(group.mean)}{sd}"


def _rowed(found: Results, each: Description, look: Palette, w: Widths) -> Iterator[Item]:
    """The subscale with all together, then its groups; hidden ones share a row."""
    basics, scale = found.basics, each.scale
    overall = each.overall if basics.by else each.groups[0]
    absent = overall is None or overall.hidden
    # Where the figures of all together are not shown, the name may have their room.
    name = w.name + (_N + _MEAN + _SD if absent else 0)
    pieces: list[Piece] = [
        (label(scale.name, name), look.strong),
        ("" if absent else _figures(overall), look.text),
        (f"{_alpha(basics.reliability(scale)):>{_ALPHA}}", look.text),
        (f"{_p(found, scale) if w.p else '':>{w.p}}", look.text),
        ("  " + _box(overall, scale, w), look.text),
    ]  # fmt: skip
    yield Item(key_of(scale), tuple(pieces))
    if not basics.by:
        return
    for group in each.groups:
        if not group.hidden:
            yield _group_row(scale, group, look, w)
    hidden = [group.group for group in each.groups if group.hidden]
    if hidden:
        words = f"  {not_shown(each.minimum)}: {', '.join(hidden)}"
        yield Item(f"{key_of(scale)}\n", ((words, look.quiet),))


def _group_row(scale: Scale, group: Summary, look: Palette, w: Widths) -> Item:
    pieces: list[Piece] = [
        (label(f"  {group.group}", w.name), look.text), (_figures(group), look.text),
        (" " * (_ALPHA + w.p), look.text), ("  " + _box(group, scale, w), look.text),
    ]  # fmt: skip
    return Item(f"{key_of(scale)}\n{group.group}", tuple(pieces))


def _figures(group: Summary | None) -> str:
    if group is None or group.hidden:
        return " " * (_N + _MEAN + _SD)
    n = apa.NOTHING if group.n is None else str(group.n)
    return f"{n:>{_N}}{apa.decimal(group.mean):>{_MEAN}}{apa.decimal(group.sd):>{_SD}}"


def _box(group: Summary | None, scale: Scale, w: Widths) -> str:
    return box_line(group, scale, w.box) if group is not None and w.box else ""


def _alpha(found: Reliability | None) -> str:
    return apa.NOTHING if found is None else f"{apa.share(found.alpha)} ({found.n})"


def _p(found: Results, scale: Scale) -> str:
    """The corrected p where there is one; `…` while it is worked out."""
    if found.refused:
        return apa.NOTHING
    if found.tests is None:
        return "…"
    test = found.test(scale)
    if test is None:
        return apa.NOTHING
    return apa.p_value(test.test.p if test.test.p_holm is None else test.test.p_holm)


def question_items(found: Basics, look: Palette, across: int) -> list[Item]:
    """A row a question: how it is answered, by how many, the answer that most gave."""
    name = max(24, across * 45 // 100)
    items = []
    for records in found.frequencies:
        # The largest group that is shown speaks where the count of all is hidden.
        open_ones = [each for each in records if not each.hidden]
        one = max(open_ones, key=lambda each: each.respondents or 0, default=records[-1])
        shown = [row for row in one.rows if row.n is not None and not row.hidden]
        most = max(shown, key=lambda row: row.n or 0, default=None)
        told = ""
        if most is not None:
            told = f"{most.label}: {apa.count_and_percent(most.n, most.percent)}"
        if one.hidden:
            told = not_shown(one.minimum)
        elif one is not records[-1]:
            told = f"{one.group}: {told}"
        kind = "several" if one.multiple else "one"
        n = "" if one.answered is None else f"{one.answered} of {one.respondents}"
        pieces: list[Piece] = [
            (label(one.label, name), look.strong), (f" {kind:<8}{n:>9}", look.quiet),
            (f"  {told}", look.text),
        ]  # fmt: skip
        items.append(Item(one.question, tuple(pieces)))
    return items


def question_heads(across: int) -> str:
    """The line above the questions."""
    name = max(24, across * 45 // 100)
    return f"{label('Question', name)} {'answers':<8}{'answered':>9}  most often"


def instrument_items(found: Basics, look: Palette) -> list[Item]:
    """Those that were asked first, then every other key there is."""
    survey = found.responses.survey if found.responses else None
    asked = [name for name, _ in survey.instruments] if survey else []
    used = [key for name in asked for key in found.instruments if key.id == name]
    others = [key for key in found.instruments if key.id not in asked]
    items: list[Item] = []
    for words, keys in (("asked in this survey", used), ("other keys", others)):
        if keys:
            items += [Item("", (("", look.text),))] if items else []
            items.append(Item("", ((words, look.heading),)))
            items += [_instrument(key, key.id in found.own, look) for key in keys]
    return items


def _instrument(key: Instrument, own: bool, look: Palette) -> Item:
    marks = [counted(len(key.items), "item"), *(["of this study"] if own else [])]
    marks += ["invented key"] if key.invented else []
    marks += [f"open key: {len(key.open_key)} of {len(key.subscales)}"] if key.open_key else []
    pieces = ((label(key.id, 14), look.strong), (f" {key.name}", look.text))
    return Item(key.id, pieces, ((f" {' · '.join(marks)} ", look.quiet),))


def profile_items(found: Profiles, look: Palette) -> list[Item]:
    """How many respondents have each profile."""
    return [
        Item(row.profile, (
            (label(row.profile, 20), look.strong),
            (apa.count_and_percent(row.n, row.percent) if row.n is not None else "not shown",
             look.text),
        ))
        for row in found.rows
    ]  # fmt: skip


def group_of(key: str) -> tuple[str, str]:
    """The subscale's key and the group of a row; "" for the subscale itself."""
    scale, _, group = key.partition("\n")
    return scale, group
