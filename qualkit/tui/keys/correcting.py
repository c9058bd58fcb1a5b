"""The keys of the screen on which a transcript is corrected."""

from __future__ import annotations

from functools import partial

from qualkit.tui.keys.action import Action, Section, Where

_writing = partial(Action, section=Section.WRITING, where=Where.CORRECTING)

ACTIONS: tuple[Action, ...] = (
    _writing("correct_save", ("ctrl+o",), "say what the correction does; Enter then stores it",
             label="save"),
    _writing("correct_leave", ("escape",), "back; asks first if something was changed",
             label="back"),
)  # fmt: skip
