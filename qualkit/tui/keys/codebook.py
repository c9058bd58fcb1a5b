"""The keys of the codebook screen."""

from __future__ import annotations

from functools import partial

from qualkit.tui.keys.action import Action, Section, Where

_moving = partial(Action, section=Section.MOVING, where=Where.CODEBOOK)
_codebook = partial(Action, section=Section.CODEBOOK, where=Where.CODEBOOK)

ACTIONS: tuple[Action, ...] = (
    _moving("codebook_find", ("/",), "find a code or theme by typing a part of its name",
            label="find"),
    _moving("codebook_fold", ("left", "h"), "fold the theme, or go to the one above"),
    _moving("codebook_unfold", ("right", "l"), "unfold the theme"),
    _moving("codebook_enter", ("enter",),
            "the passages of a code, to read and to sort; fold or unfold a theme",
            label="passages"),
    _moving("codebook_scroll_down", ("shift+down", "J"), "scroll the entry down"),
    _moving("codebook_scroll_up", ("shift+up", "K"), "scroll the entry up"),
    _moving("codebook_wide", ("tab",), "more room for the entry, or for the tree again"),
    _codebook("codebook_edit", ("e",), "edit a field: definition, rules, examples, scales …",
              label="edit"),
    _codebook("codebook_file", ("E",), "open the codebook file in your editor ($EDITOR)",
              label="file"),
    _codebook("codebook_new", ("n",), "new code, a draft, under the theme or code highlighted",
              label="new"),
    _codebook("codebook_new_theme", ("N",), "new theme"),
    _codebook("codebook_rename", ("r",), "rename; passages and id stay", label="rename"),
    _codebook("codebook_move", ("m",), "move to another theme or under another code",
              label="move"),
    _codebook("codebook_merge", ("M",), "merge the code into another, with its passages"),
    _codebook("codebook_split", ("|",), "split the code, and sort its passages into the parts"),
    _codebook("codebook_retire", ("x",), "retire the code, or bring a retired one back"),
    _codebook("codebook_adopt", ("y",), "make a draft an active code"),
    _codebook("codebook_share", ("S",), "share a private draft with the team"),
    _codebook("codebook_colour", ("c",), "choose the colour of the code"),
    _codebook("codebook_shortcut", ("s",), "choose the letter that applies the code"),
    _codebook("codebook_memo", ("w",), "write a memo on the code"),
)  # fmt: skip
