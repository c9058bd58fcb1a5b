"""The command line and the Python call that do what was done on the screens of meetings."""

from __future__ import annotations

import shlex
from collections.abc import Sequence

from qualkit.core.meeting import Decision, Meeting
from qualkit.tui.equal import Equal


def opened(present: Sequence[str], held_on: str, title: str) -> Equal:
    """A meeting put on record."""
    option = f" --title {shlex.quote(title)}" if title else ""
    call = f", {title!r}" if title else ""
    return Equal(
        f"qualkit meeting open --present {shlex.quote(','.join(present))} --on {held_on}{option}",
        f"study.open_meeting({list(present)!r}, {held_on!r}{call})",
    )


def decided(meeting: Meeting, point: int, decision: Decision, version: int | None = None) -> Equal:
    """A decision on a point; the reason is not repeated here."""
    option = f" --version {version}" if version is not None else ""
    call = f", version={version}" if version is not None else ""
    return Equal(
        f"qualkit meeting decide {point} {decision.value} --reason TEXT{option}{_option(meeting)}",
        f"study.decide({point}, {decision.value!r}, text{call}{_call(meeting)})",
    )


def added(meeting: Meeting, code: str) -> Equal:
    """A point put on the agenda by hand; its words are not repeated here."""
    option = f" --code {shlex.quote(code)}" if code else ""
    call = f", {code!r}" if code else ""
    return Equal(
        f"qualkit meeting add TEXT{option}{_option(meeting)}",
        f"study.add_point(text{call}{_call(meeting)})",
    )


def took_over(meeting: Meeting) -> Equal:
    """What had come to wait since, put on the agenda."""
    return Equal(
        f"qualkit meeting add --waiting{_option(meeting)}",
        f"study.add_waiting({str(meeting.number)!r})",
    )


def closed(meeting: Meeting, *, anyway: bool) -> Equal:
    """A meeting closed."""
    option, call = (" --anyway", ", anyway=True") if anyway else ("", "")
    return Equal(
        f"qualkit meeting close{option}{_option(meeting)}",
        f"study.close_meeting({str(meeting.number)!r}{call})",
    )


def removed(meeting: Meeting) -> Equal:
    """A meeting taken off the record."""
    number = str(meeting.number)
    return Equal(f"qualkit meeting remove {number}", f"study.remove_meeting({number!r})")


def minutes(meeting: Meeting, target: str) -> Equal:
    """The minutes written."""
    number = str(meeting.number)
    return Equal(
        f"qualkit meeting minutes {number} -o {shlex.quote(target)}",
        f"study.export_minutes({number!r}, {target!r})",
    )


def _option(meeting: Meeting) -> str:
    return f" --meeting {meeting.number}"


def _call(meeting: Meeting) -> str:
    return f", meeting={str(meeting.number)!r}"
