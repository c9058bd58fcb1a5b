"""The keys of the screen of agreement."""

from __future__ import annotations

from functools import partial

from qualkit.tui.keys.action import Action, Section, Where

_view = partial(Action, section=Section.VIEW, where=Where.AGREEMENT)
_moving = partial(Action, section=Section.MOVING, where=Where.AGREEMENT)

ACTIONS: tuple[Action, ...] = (
    _moving("agree_open", ("enter",), "the passages on which they differ", label="passages"),
    _view("agree_codes", ("1",), "code by code, most disagreement first"),
    _view("agree_pairs", ("2",), "every two coders, and who differs most from the rest"),
    _view("agree_documents", ("3",), "each code in each document"),
    _view("agree_rounds", ("4",), "from round to round, or from week to week"),
    _view("agree_view", ("v",), "the next view: codes, pairs, documents, rounds", label="view"),
    _view("agree_round", ("r",), "the next round", label="round"),
    _view("agree_unit", ("x",), "judge by characters, sentences, turns or documents",
          label="unit"),
    _view("agree_fresh", ("f",), "only freshly coded documents, or all"),
    _view("agree_now", ("n",), "codings as first said done, or as they are now"),
    _view("agree_week", ("w",), "in the view of rounds: week by week"),
    _view("agree_sentence", ("m",), "the sentence for a methods section", label="methods"),
    _view("agree_write", ("e",), "write the table as a Word file into exports", label="export"),
    _moving("agree_scroll_down", ("shift+down", "J"), "scroll what is said of the row down"),
    _moving("agree_scroll_up", ("shift+up", "K"), "scroll it up"),
)  # fmt: skip
