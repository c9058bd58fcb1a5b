"""One subscale or question in full: its groups, tests, effects, pairs and notes as rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qualkit.core import apa
from qualkit.core.boxes import instead, not_shown
from qualkit.core.plot_text import UNICODE, box_line
from qualkit.core.statistics import Comparison, Description, Frequencies, Pair, Summary
from qualkit.study.survey.saying import effect_words, words_of_test
from qualkit.tui.palette import Palette
from qualkit.tui.widgets.listing import Item, Piece
from qualkit.tui.widgets.painted import label

_N, _FIGURE, _QUARTILES = 4, 6, 14
GROUP, TEST, EFFECT, PAIR, NOTE, OPTION = "group", "test", "effect", "pair", "note", "option"


def scale_heads(across: int) -> str:
    """The line above the groups."""
    return (
        f"{label('Group', _name(across))}{'n':>{_N}}{'M':>{_FIGURE}}{'SD':>{_FIGURE}}"
        f"{'Mdn':>{_FIGURE}}  {label('quartiles', _QUARTILES - 2)}"
    )


def _name(across: int) -> int:
    return max(14, min(28, (across - _N - 3 * _FIGURE - _QUARTILES) * 45 // 100))


def scale_items(
    one: Description, test: Comparison | None, look: Palette, across: int
) -> list[Item]:
    """Every group, hidden ones too, then all that was tested."""
    groups = [*one.groups, *([one.overall] if one.by and one.overall else [])]
    items = [_group(one, each, look, across) for each in groups]
    if test is None:
        return items
    items += _section("Tests", look)
    for number, each in enumerate((test.test, *test.others)):
        mark = " (reported)" if number == 0 and test.others else ""
        words = words_of_test(each, ()).removeprefix(f"{each.method} ")
        items.append(_row(f"{TEST} {number}", f"{each.method}{mark}", words, look))
    effects = [(number, words) for number, each in enumerate(test.effects)
               if (words := effect_words(each))]  # fmt: skip
    items += _section("Effects", look) if effects else []
    items += [_row(f"{EFFECT} {n}", test.effects[n].name, words, look) for n, words in effects]
    pairs = pairs_of(test)
    items += _section(f"Pairs ({pairs[0].method})", look) if pairs else []
    items += [_pair(number, each, look, across) for number, each in enumerate(pairs)]
    items += _section("Notes", look) if test.notes else []
    items += [_row(f"{NOTE} {n}", "", note, look, 0) for n, note in enumerate(test.notes)]
    return items


def pairs_of(test: Comparison) -> tuple[Pair, ...]:
    """The pairs of two groups that are shown."""
    hidden = {each.group for each in test.groups if each.hidden}
    return tuple(each for each in test.pairs if not {each.first, each.second} & hidden)


def _section(words: str, look: Palette) -> list[Item]:
    return [Item("", (("", look.text),)), Item("", ((words, look.heading),))]


def _row(key: str, name: str, words: str, look: Palette, width: int = 24) -> Item:
    return Item(key, ((label(name, width), look.strong), (words, look.text)))


def _group(one: Description, each: Summary, look: Palette, across: int) -> Item:
    name = _name(across)
    # The row of all is hidden for the sake of others, however many it has.
    said = instead(each, one.minimum)
    if each is one.overall and each.hidden:
        said = "not shown: hidden groups could be worked out"
    if said:
        pieces: list[Piece] = [(label(each.group, name), look.text), ("  " + said, look.quiet)]
        return Item(f"{GROUP} {each.group}", tuple(pieces))
    box = across - 1 - name - _N - 3 * _FIGURE - _QUARTILES - 1
    figures = "".join(f"{apa.decimal(v):>{_FIGURE}}" for v in (each.mean, each.sd, each.median))
    ends = f"[{apa.decimal(each.lower)}, {apa.decimal(each.upper)}]"
    drawn = box_line(each, one.scale, box) if box >= 12 else ""
    return Item(f"{GROUP} {each.group}", (
        (label(each.group, name), look.strong), (f"{each.n or 0:>{_N}}{figures}", look.text),
        (f"  {label(ends, _QUARTILES - 2)} {drawn}", look.text),
    ))  # fmt: skip


def _pair(number: int, each: Pair, look: Palette, across: int) -> Item:
    reach = apa.interval(each.low, each.high, each.level)
    figures = f"{apa.decimal(each.difference):>5}  {label(reach, 20)}  {apa.p_equals(each.p)}"
    name = f"{each.first} − {each.second}"
    words = label(name, max(20, across - len(figures) - 3))
    return Item(f"{PAIR} {number}", ((words, look.strong), (figures, look.text)))


def question_items(records: Sequence[Frequencies], look: Palette, across: int) -> list[Item]:
    """Every answer of every group as a bar out of the group's respondents."""
    items: list[Item] = []
    for number, one in enumerate(records):
        items += [Item("", (("", look.text),))] if number else []
        items += _counted(number, one, look, across)
    return items


def _counted(number: int, one: Frequencies, look: Palette, across: int) -> Iterator[Item]:
    name = one.group or "all respondents"
    if one.hidden:
        said = not_shown(one.minimum)
        if one.group == "all" and one.by:
            said = "not shown: hidden groups could be worked out"
        yield Item(f"{OPTION} {number}", ((label(name, 24), look.strong), (said, look.quiet)))
        return
    yield Item("", ((f"{name}, N = {one.respondents}", look.heading),))
    told = max((len(apa.count_and_percent(r.n, r.percent)) for r in one.rows), default=0)
    words = max(16, min(44, across * 40 // 100))
    plot = max(8, across - 1 - words - told - 4)
    for row in one.rows:
        bar = ""
        if row.percent is not None:
            bar = UNICODE.bar * int(row.percent / 100 * plot + 0.5)
        count = "not shown" if row.hidden else apa.count_and_percent(row.n, row.percent)
        yield Item(f"{OPTION} {number} {row.option}", (
            (label(row.label, words), look.text), (f"  {count:>{told}}  ", look.strong),
            (bar, look.text),
        ))  # fmt: skip
