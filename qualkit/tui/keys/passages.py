"""The keys of the passages of one code."""

from __future__ import annotations

from functools import partial

from qualkit.tui.keys.action import Action, Section, Where

_deciding = partial(Action, section=Section.DECIDING, where=Where.PASSAGES)
_moving = partial(Action, section=Section.MOVING, where=Where.PASSAGES)

ACTIONS: tuple[Action, ...] = (
    _deciding("passages_send", tuple("123456789"),
              "send the passage to that part of the code that is being split", label="to part 1 …"),
    _moving("passages_open", ("enter",), "open the transcript at the passage", label="open"),
    _deciding("passages_skip", ("s",), "leave the passage for later and go to the next",
              label="skip"),
    _deciding("passages_recode", ("c",), "give the passage another code", label="recode"),
    _deciding("passages_remove", ("x", "delete"), "take the code off the passage",
              label="remove"),
    _deciding("passages_retire", ("R",), "retire the code, when all its passages are sorted",
              label="retire"),
    _moving("passages_scroll_down", ("shift+down", "J"), "scroll the text below the list down"),
    _moving("passages_scroll_up", ("shift+up", "K"), "scroll it up"),
)  # fmt: skip
