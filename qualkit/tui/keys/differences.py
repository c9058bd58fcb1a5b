"""The keys of the list of passages on which coders differ."""

from __future__ import annotations

from functools import partial

from qualkit.tui.keys.action import Action, Section, Where

_deciding = partial(Action, section=Section.DECIDING, where=Where.DIFFERENCES)
_view = partial(Action, section=Section.VIEW, where=Where.DIFFERENCES)
_moving = partial(Action, section=Section.MOVING, where=Where.DIFFERENCES)

ACTIONS: tuple[Action, ...] = (
    _deciding("differ_take", tuple("123456789"), "take what that coder has, nothing included",
              label="take"),
    _deciding("differ_both", ("b",), "take what anybody has there", label="both"),
    _deciding("differ_none", ("n",), "no code", label="no code"),
    _deciding("differ_unclear", ("x",), "the codebook is unclear: say what, for the next meeting",
              label="unclear"),
    _moving("differ_open", ("enter",), "both codings side by side in the transcript",
            label="compare"),
    _deciding("differ_edit", ("e",), "another stretch or other codes", label="edit"),
    _deciding("differ_why", ("w",),
              "say why: for the next decision, or for the one that was made here", label="why"),
    _deciding("differ_edges", ("E",), "settle all open edges at once, after a look",
              label="edges"),
    _deciding("differ_by", ("y",), "say who decides, if not you alone; it is kept"),
    _deciding("differ_follow", ("v",), "say which codebook answered a “codebook unclear”"),
    _moving("differ_next", ("s",), "the next that is open; leave this one for later"),
    _moving("differ_transcript", ("o",), "open the transcript there"),
    _view("differ_rules", ("i",), "what the codebook says of these codes, in the pane; again: away",
          label="rules"),
    _view("differ_undecided", ("a",), "only those that are open, or all", label="open/all"),
    _view("differ_round", ("r",), "the next round that counts, then all of them"),
    _view("differ_code", ("c",), "only one code, or all"),
    _view("differ_pair", ("p",), "only two coders, or all"),
    _view("differ_kind", ("f",), "only substitutions, omissions or edges, or all"),
    _view("differ_document", ("d",), "only one document, or all"),
    _view("differ_everything", ("F",), "take all these limits away"),
    _view("differ_scroll_down", ("shift+down", "J"), "scroll the passage down"),
    _view("differ_scroll_up", ("shift+up", "K"), "scroll the passage up"),
)  # fmt: skip
