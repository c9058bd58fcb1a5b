"""Code meetings, their points and what waits for the next one: rows of a list, texts to read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rich.style import Style

from qualkit.core.codebook import Codebook
from qualkit.core.meeting import AgendaPoint, Decision, Meeting, MeetingPoint
from qualkit.core.wording import counted
from qualkit.tui.palette import Palette
from qualkit.tui.widgets.entry import Paragraph
from qualkit.tui.widgets.listing import Item
from qualkit.tui.widgets.painted import label

WAITING = "waits:"
"""What the key of a point begins with that stands on no agenda yet."""
_KIND = 17
_DECISION = max(len(each.value) for each in Decision) + 2


@dataclass(frozen=True, slots=True)
class Context:
    """What is needed to put meetings into words: the codebook and its versions' numbers."""

    book: Codebook
    versions: Mapping[str, int]
    look: Palette

    def code(self, identity: str) -> str:
        """What a code is called; "" for none."""
        return self.book.name_of(identity)

    def version(self, fingerprint: str) -> str:
        """A version by its number; "" where it is not known."""
        number = self.versions.get(fingerprint)
        return str(number) if number else ""


def meeting_item(meeting: Meeting, context: Context) -> Item:
    """A meeting: when, what it is called, how much is decided."""
    look, open_now = context.look, not meeting.closed_at
    left = ((f"{meeting.held_on}  ", look.quiet),
            (meeting.title, look.strong if open_now else look.text))  # fmt: skip
    state = counted(len(meeting.points), "point")
    if undecided := len(meeting.undecided):
        state += f", {undecided} undecided"
    return Item(meeting.id, left, ((f"  {state} ", look.quiet),))


def waiting_item(point: AgendaPoint, context: Context) -> Item:
    """A point that waits: where it comes from, what it is about."""
    look = context.look
    left = ((label(point.kind.value, _KIND), look.quiet), (point.heading, look.text))
    return Item(f"{WAITING}{point.target_id}", left)


def point_item(point: MeetingPoint, context: Context) -> Item:
    """A point of a meeting: its number, the decision, its heading."""
    look, decision = context.look, point.decision
    left = (
        (f"{point.number:>2}  ", look.quiet),
        (label(decision.value if decision else "·", _DECISION), look.quiet),
        (point.point.heading, look.quiet if decision else look.text),
    )
    return Item(str(point.number), left)


def meeting_entry(meeting: Meeting, context: Context) -> tuple[Paragraph, ...]:
    """A meeting in full: who was there, which codebook came of it, what was decided."""
    return tuple(_meeting(meeting, context))


def _meeting(meeting: Meeting, context: Context) -> Iterator[Paragraph]:
    look = context.look
    yield _said(meeting.title, look.strong)
    state = "closed" if meeting.closed_at else "going on"
    yield _said(f"{meeting.held_on} · round {meeting.round} · {state}", look.quiet)
    yield Paragraph()
    yield _line("Present", ", ".join(meeting.present), look)
    before, after = context.version(meeting.codebook_before), context.version(
        meeting.codebook_after
    )  # fmt: skip
    if meeting.closed_at and before and after:
        changed = f"version {before} before, version {after} after"
        yield _line("Codebook", changed if before != after else f"version {after}", look)
    elif before or after:
        yield _line("Codebook", f"version {before or after}", look)
    told = [(each.value, sum(p.decision is each for p in meeting.points)) for each in Decision]
    told += [("undecided", len(meeting.undecided))]
    words = ", ".join(f"{number} {name}" for name, number in told if number)
    yield _line("Points", words or "none yet", look)


def point_entry(point: MeetingPoint, context: Context) -> tuple[Paragraph, ...]:
    """A point in full: what was decided and why, then the code it is about with its rule."""
    look = context.look
    return (
        _said(f"Point {point.number} · {point.point.kind.value}", look.quiet),
        _said(point.point.heading, look.strong),
        Paragraph(),
        *_decided(point, context),
        *_code(point.point, context),
    )


def _decided(point: MeetingPoint, context: Context) -> Iterator[Paragraph]:
    look = context.look
    if point.decision is None:
        yield _said("Nothing has been decided yet", look.quiet)
        return
    yield Paragraph(
        ((f"{point.decision.value.capitalize()}: ", look.strong), (point.reason, look.text))
    )
    if version := context.version(point.codebook_version):
        yield _line("Codebook", f"version {version} came of it", look)
    elif point.decision.changes:
        yield _said("No codebook version is noted for it yet: v", look.quiet)


def waiting_entry(point: AgendaPoint, context: Context) -> tuple[Paragraph, ...]:
    """What waits for the next meeting, in full."""
    look = context.look
    head = (_said(point.kind.value, look.quiet), _said(point.heading, look.strong))
    return (*head, *_code(point, context))


def _code(point: AgendaPoint, context: Context) -> Iterator[Paragraph]:
    look = context.look
    code = context.book.code(point.code) if point.code else None
    if code is None:
        return
    yield Paragraph()
    yield _line("Code", context.book.path(code), look)
    if (rule := code.definition or code.brief) and rule not in point.heading:
        yield _said(rule, look.text)


def _line(name: str, value: str, look: Palette) -> Paragraph:
    return Paragraph(((f"{name}: ", look.quiet), (value, look.text)))


def _said(text: str, style: Style) -> Paragraph:
    return Paragraph(((text, style),))
