"""The keys of the queue of proposals."""

from __future__ import annotations

from functools import partial

from qualkit.tui.keys.action import Action, Section, Where

_deciding = partial(Action, section=Section.DECIDING, where=Where.PROPOSALS)
_selecting = partial(Action, section=Section.SELECTING, where=Where.PROPOSALS)
_view = partial(Action, section=Section.VIEW, where=Where.PROPOSALS)

ACTIONS: tuple[Action, ...] = (
    _deciding("proposal_accept", ("a", "enter"), "accept: code it, marked as assisted",
              label="accept"),
    _deciding("proposal_refuse", ("x",), "refuse; it is not proposed again", label="refuse"),
    _deciding("proposal_skip", ("s",), "skip: put it off to the end", label="skip"),
    _deciding("proposal_code", ("c",), "accept it as another code", label="other code"),
    _deciding("proposal_new", ("n",), "have passages proposed", label="new"),
    _view("proposal_open", ("o",), "open the transcript there, to see or code it by hand",
          label="open"),
    _selecting("proposal_longer", ("+",), "one sentence more at the end", label="longer"),
    _selecting("proposal_shorter", ("-",), "one sentence less at the end", label="shorter"),
    _selecting("proposal_earlier", ("[",), "one sentence more at the beginning"),
    _selecting("proposal_later", ("]",), "one sentence less at the beginning"),
    _selecting("proposal_turn", (">",), "the whole turn"),
    _selecting("proposal_as_it_was", ("<",), "the passage as it was proposed"),
    _view("proposal_only", ("f",), "only one code's proposals, or all"),
    _deciding("proposal_clear", ("w",), "take what is open out of the queue, after asking"),
    _view("proposal_scroll_down", ("shift+down", "J"), "scroll the passage down"),
    _view("proposal_scroll_up", ("shift+up", "K"), "scroll the passage up"),
)  # fmt: skip
