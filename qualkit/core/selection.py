"""What is selected and how it moves: every step takes a selection and gives the next one.

A selection has a fixed part, the anchor, and a head, the offset to which it reaches on one side.
Where nothing is extended the head is the anchor's end. The selection is never empty.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from qualkit.core.records import Span
from qualkit.core.units import Unit, Units

__all__ = [
    "Selection", "Unit", "Units", "beginning", "contained", "dragged", "grown", "moved", "nudged",
    "pointed", "reaching", "selected", "shrunk", "stepped", "to_edge", "turned",
]  # fmt: skip

_SIZES = tuple(Unit)


@dataclass(frozen=True, slots=True)
class Selection:
    """The selected stretch: `anchor`, drawn out to `head`, and the unit by which one moves.

    `inner` is what it was grown from.
    """

    anchor: Span
    head: int
    unit: Unit
    inner: Selection | None = None

    @property
    def span(self) -> Span:
        """All that is selected."""
        return Span(min(self.anchor.start, self.head), max(self.anchor.end, self.head))

    @property
    def extended(self) -> bool:
        """Whether it reaches beyond its anchor."""
        return self.head != self.anchor.end

    @property
    def backward(self) -> bool:
        """Whether the beginning is the moving end."""
        return self.head <= self.anchor.start

    @property
    def cursor(self) -> int:
        """The selected character at the moving end, which the screen keeps in view."""
        if not self.extended:
            return self.anchor.start
        return self.head - 1 if self.head > self.anchor.end else self.head


def selected(units: Units, span: Span, unit: Unit = Unit.SENTENCE) -> Selection:
    """Exactly `span`, drawn in to where somebody speaks."""
    span = units.clip(span)
    return Selection(span, span.end, unit)


def pointed(units: Units, offset: int, unit: Unit) -> Selection:
    """The unit at `offset`: where a coder opens, clicks, or pages to."""
    span = units.at(offset, unit)
    return Selection(span, span.end, unit)


def beginning(units: Units, unit: Unit = Unit.SENTENCE) -> Selection:
    """The first unit of the text."""
    return pointed(units, 0, unit)


def moved(
    units: Units, selection: Selection, unit: Unit, *, forward: bool, extend: bool = False
) -> Selection:
    """One unit onward or back; at either end of the text the selection stays.

    A step by a smaller unit than the selected one begins inside: its first or its last.
    """
    if extend:
        return _drawn(units, selection, unit, forward)
    span = _moving_part(units, selection)
    if _SIZES.index(unit) < _SIZES.index(selection.unit) and not selection.extended:
        inside = units.at(span.start if forward else span.end - 1, unit)
        if inside != span and span.start <= inside.start and inside.end <= span.end:
            return Selection(inside, inside.end, unit)
    target = units.after(span.end, unit) if forward else units.before(span.start, unit)
    if target is None:
        target = units.at(span.end - 1 if forward else span.start, unit)
    return Selection(target, target.end, unit)


def _moving_part(units: Units, selection: Selection) -> Span:
    if not selection.extended:
        return selection.anchor
    return units.at(selection.cursor, selection.unit)


def _drawn(units: Units, selection: Selection, unit: Unit, forward: bool) -> Selection:
    """The head one unit further from the anchor, or back towards it and through it."""
    anchor, head = selection.anchor, selection.head
    if forward and head >= anchor.end:
        last = units.at(max(head - 1, anchor.start), unit)
        if last.end <= head:
            last = units.after(head, unit) or last
        head = max(head, last.end)
    elif forward:
        following = units.after(head + 1, unit)
        head = following.start if following and following.start < anchor.start else anchor.end
    elif head > anchor.end:
        previous = units.before(head - 1, unit)
        head = max(anchor.end, previous.end if previous else 0)
    else:
        edge = min(head, anchor.start)
        first = units.at(edge, unit)
        if first.start >= edge:
            first = units.before(edge, unit) or first
        head = first.start if first.start < edge else head
    return Selection(anchor, head, unit)


def to_edge(
    units: Units, selection: Selection, *, forward: bool, extend: bool = False
) -> Selection:
    """The first or the last unit of the text, or everything up to there."""
    target = units.edge(selection.unit, last=forward)
    if not extend:
        return Selection(target, target.end, selection.unit)
    return dragged(units, selection, target.start)


def dragged(units: Units, selection: Selection, offset: int) -> Selection:
    """From the anchor to the unit at `offset`."""
    anchor = selection.anchor
    target = units.at(offset, selection.unit)
    if target.end > anchor.end:
        return Selection(anchor, target.end, selection.unit)
    head = target.start if target.start < anchor.start else anchor.end
    return Selection(anchor, head, selection.unit)


def grown(units: Units, selection: Selection) -> Selection:
    """The next larger unit around the selection; the same where there is none."""
    span = selection.span
    for unit in _SIZES[_SIZES.index(selection.unit) :]:
        around = units.around(span, unit).hull(span)
        if around != span:
            return Selection(around, around.end, unit, inner=selection)
    return selection


def shrunk(units: Units, selection: Selection) -> Selection:
    """What the selection was grown from, or the first smaller unit in it."""
    if selection.inner is not None:
        return selection.inner
    span = selection.span
    for unit in reversed(_SIZES[: _SIZES.index(selection.unit) + 1]):
        first = units.at(span.start, unit)
        if first != span and span.start <= first.start and first.end <= span.end:
            return Selection(first, first.end, unit)
    return selection


def nudged(units: Units, selection: Selection, *, start: int = 0, end: int = 0) -> Selection:
    """Either end moved by so many characters; refused where it would leave speech or be empty."""
    span = selection.span
    first, last = max(0, span.start + start), min(len(units.text), span.end + end)
    # An end that is moved into something replaced is moved past all of it.
    if start and (mask := units.masks.at(first)) and mask.span.start < first:
        first = mask.span.start if start < 0 else mask.span.end
    if end and (mask := units.masks.at(last - 1)) and last < mask.span.end:
        last = mask.span.end if end > 0 else mask.span.start
    if first >= last:
        return selection
    clipped = units.clip(Span(first, last))
    if not clipped.overlaps(span):
        return selection
    return replace(selection, anchor=clipped, head=clipped.end, inner=None)


def stepped(units: Units, selection: Selection, *, forward: bool) -> Selection:
    """The moving end one character (as people see them) onward or back, past what nobody says.

    The same selection where it would be empty or leave what is said.
    """
    span = selection.span
    if selection.backward:
        start = _start_after(units, span.start) if forward else _start_before(units, span.start)
        if start is None or start >= span.end:
            return selection
        anchor = Span(max(selection.anchor.start, start), span.end)
        return Selection(anchor, start, selection.unit)
    end = _end_after(units, span.end) if forward else _end_before(units, span.end)
    if end is None or end <= span.start:
        return selection
    return Selection(Span(span.start, min(selection.anchor.end, end)), end, selection.unit)


def _end_after(units: Units, end: int) -> int | None:
    """The end after the sign that begins at or behind `end`."""
    number = units.stretch(end - 1)
    here = units.stretch_span(number)
    if here is not None and end < here.end:
        return min(here.end, units.break_after(end))
    following = units.stretch_span(number + 1)
    return min(following.end, units.break_after(following.start)) if following else None


def _end_before(units: Units, end: int) -> int | None:
    """The end before the sign that ends at `end`."""
    number = units.stretch(end - 1)
    here = units.stretch_span(number)
    if here is None:
        return None
    earlier = units.break_before(end)
    if earlier > here.start:
        return earlier
    previous = units.stretch_span(number - 1)
    return previous.end if previous else None


def _start_after(units: Units, start: int) -> int | None:
    """The beginning behind the sign that begins at `start`."""
    number = units.stretch(start)
    here = units.stretch_span(number)
    if here is None:
        return None
    later = units.break_after(start)
    if later < here.end:
        return later
    following = units.stretch_span(number + 1)
    return following.start if following else None


def _start_before(units: Units, start: int) -> int | None:
    """The beginning of the sign that ends at or before `start`."""
    number = units.stretch(start)
    here = units.stretch_span(number)
    if here is not None and start > here.start:
        return max(here.start, units.break_before(start))
    previous = units.stretch_span(number - 1)
    if previous is None:
        return None
    return max(previous.start, units.break_before(previous.end))


def turned(units: Units, selection: Selection) -> Selection:
    """The same passage with its other end as the moving one."""
    span = selection.span
    word = units.at(span.start if selection.backward else span.end - 1, Unit.WORD)
    anchor = word.intersection(span) or span
    if selection.backward:
        return Selection(Span(span.start, anchor.end), span.end, selection.unit)
    return Selection(Span(anchor.start, span.end), span.start, selection.unit)


def reaching(units: Units, selection: Selection, span: Span) -> Selection:
    """From the anchor over all of `span`: what a leap selects while movements extend."""
    anchor = selection.anchor
    if span.end > anchor.end:
        return Selection(anchor, units.clip(span).end, selection.unit)
    head = span.start if span.start < anchor.start else anchor.end
    return Selection(anchor, head, selection.unit)


def contained(selection: Selection, stretch: Span) -> Selection:
    """The selection kept inside `stretch`, which holds its anchor: past there text is hidden."""
    head = min(max(selection.head, stretch.start), stretch.end)
    return selection if head == selection.head else replace(selection, head=head, inner=None)
