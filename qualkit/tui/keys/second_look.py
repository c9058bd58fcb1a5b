"""The keys of the queue of codings for a second look."""

from __future__ import annotations

from functools import partial

from qualkit.tui.keys.action import Action, Section, Where

_deciding = partial(Action, section=Section.DECIDING, where=Where.SECOND_LOOK)
_moving = partial(Action, section=Section.MOVING, where=Where.SECOND_LOOK)

ACTIONS: tuple[Action, ...] = (
    _deciding("look_confirm", ("y",), "it still fits: keep the coding under the rule as it is now",
              label="still fits"),
    _deciding("look_remove", ("x", "delete"), "take the code off the passage", label="remove"),
    _deciding("look_recode", ("c",), "give the passage another code", label="recode"),
    _deciding("look_skip", ("s",), "leave it for later and go to the next", label="skip"),
    _moving("look_open", ("enter",), "open the transcript at the passage, to resize it too",
            label="open"),
    _moving("look_scroll_down", ("shift+down", "J"), "scroll the text below the list down"),
    _moving("look_scroll_up", ("shift+up", "K"), "scroll it up"),
)  # fmt: skip
