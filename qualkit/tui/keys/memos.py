"""The keys of the screen of memos and notes."""

from __future__ import annotations

from functools import partial

from qualkit.tui.keys.action import Action, Section, Where

_moving = partial(Action, section=Section.MOVING, where=Where.MEMOS)
_writing = partial(Action, section=Section.WRITING, where=Where.MEMOS)

ACTIONS: tuple[Action, ...] = (
    _writing("memos_open", ("enter",), "go on with a memo of yours; else open its passage",
             label="open"),
    _writing("memos_edit", ("e",), "go on with a memo of yours", label="edit"),
    _moving("memos_passage", ("o",), "open the passage in its transcript", label="passage"),
    _writing("memos_settle", ("x",), "settle a note for the team, or open it again",
             label="settle"),
    _writing("memos_new", ("n",), "write a memo on a document, a code, a participant, the study",
             label="new"),
    _moving("memos_search", ("/",), "only those in which some words stand", label="search"),
    _moving("memos_filter", ("f",), "only one kind: on codings, codes, documents …",
            label="filter"),
    _moving("memos_order", ("b",), "the newest first, or by kind", label="order"),
    _moving("memos_scroll_down", ("shift+down", "J"), "scroll the text down"),
    _moving("memos_scroll_up", ("shift+up", "K"), "scroll the text up"),
)  # fmt: skip
