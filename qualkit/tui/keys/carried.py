"""The keys of the queue of codings that a corrected text left in doubt."""

from __future__ import annotations

from functools import partial

from qualkit.tui.keys.action import Action, Section, Where

_deciding = partial(Action, section=Section.DECIDING, where=Where.CARRIED)
_moving = partial(Action, section=Section.MOVING, where=Where.CARRIED)

ACTIONS: tuple[Action, ...] = (
    _deciding("carry_accept", ("enter", "y"), "it belongs to the passage that is suggested",
              label="accept"),
    _deciding("carry_open", ("o",), "open the transcript there, to select another passage",
              label="open"),
    _deciding("carry_selected", ("w",), "it belongs to what you have selected in the transcript",
              label="what I selected"),
    _deciding("carry_drop", ("x", "delete"), "give it up: its words are gone", label="give up"),
    _deciding("carry_skip", ("s",), "leave it for later and go to the next", label="skip"),
    _moving("carry_scroll_down", ("shift+down", "J"), "scroll the passages down"),
    _moving("carry_scroll_up", ("shift+up", "K"), "scroll them up"),
)  # fmt: skip
