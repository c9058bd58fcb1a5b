"""The keys of the screens of code meetings: the list of them, and the points of one."""

from __future__ import annotations

from functools import partial

from qualkit.tui.keys.action import Action, Section, Where

_moving = partial(Action, section=Section.MOVING, where=Where.MEETING)
_writing = partial(Action, section=Section.WRITING, where=Where.MEETING)
_reading = partial(Action, section=Section.MOVING, where=Where.POINTS)
_deciding = partial(Action, section=Section.DECIDING, where=Where.POINTS)
_noting = partial(Action, section=Section.WRITING, where=Where.POINTS)

ACTIONS: tuple[Action, ...] = (
    _moving("meeting_enter", ("enter",),
            "the points of a meeting; of what waits, the code or passage it is about",
            label="open"),
    _writing("meeting_new", ("n",), "a meeting begins: who is there, and what waits as its agenda",
             label="new meeting"),
    _writing("meeting_minutes", ("w",), "write the minutes as a Word file into exports",
             label="minutes"),
    _writing("meeting_remove", ("x", "delete"), "take the meeting off the record",
             label="take off"),
    _moving("meeting_scroll_down", ("shift+down", "J"), "scroll the text down"),
    _moving("meeting_scroll_up", ("shift+up", "K"), "scroll the text up"),
    _reading("point_enter", ("enter",), "the code, passage or note that the point is about",
             label="go there"),
    # Named above the list, with these letters: the footer has room for the others.
    _deciding("point_adopt", ("a",), "adopt: the code is taken into the codebook"),
    _deciding("point_merge", ("m",), "merge: two codes become one"),
    _deciding("point_redefine", ("d",), "redefine: the code stays and its rule changes"),
    _deciding("point_reject", ("r",), "reject: it is not done"),
    _deciding("point_postpone", ("p",), "postpone: it comes on the next agenda"),
    _deciding("point_noted", ("n",), "noted: talked about, nothing in the codebook changes"),
    _deciding("point_version", ("v",), "which codebook version came of the decision",
              label="version"),
    _noting("point_add", ("+",), "put another point on the agenda", label="add"),
    _noting("point_waiting", ("t",), "take over what has come to wait since it began",
            label="take over"),
    _noting("point_close", ("c",), "close the meeting; asks where points are undecided",
            label="close"),
    _noting("point_minutes", ("w",), "write the minutes as a Word file into exports",
            label="minutes"),
    _reading("point_scroll_down", ("shift+down", "J"), "scroll the text down"),
    _reading("point_scroll_up", ("shift+up", "K"), "scroll the text up"),
)  # fmt: skip
