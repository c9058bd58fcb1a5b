"""The keys of the board."""

from __future__ import annotations

from functools import partial

from qualkit.tui.keys.action import Action, Section, Where

_moving = partial(Action, section=Section.MOVING, where=Where.BOARD)
_codebook = partial(Action, section=Section.CODEBOOK, where=Where.BOARD)

ACTIONS: tuple[Action, ...] = (
    _moving("board_right", ("right", "l"), "next column"),
    _moving("board_left", ("left", "h"), "previous column"),
    _codebook("board_send_right", (">", "shift+right", "L"),
              "move the card to the theme at the right", label="card right"),
    _codebook("board_send_left", ("<", "shift+left", "H"), "move the card to the theme at the left",
              label="left"),
    _codebook("board_send", tuple("0123456789"), "move the card to the theme of that number"),
    _codebook("board_pick", ("m",), "move the card to a theme, by its name", label="move"),
    _moving("board_open", ("enter",), "the card's entry and its passages", label="read"),
    _codebook("board_definition", ("d",), "write the card's definition", label="define"),
    _codebook("board_adopt", ("y",), "make the draft an active code", label="adopt"),
    _codebook("board_retire", ("x",), "retire the card's code", label="retire"),
    _codebook("board_share", ("S",), "share a private draft with the team"),
    _codebook("board_new", ("c",), "new card: a draft in this column", label="new card"),
    _codebook("board_theme", ("n",), "new theme", label="theme"),
    _codebook("board_statement", ("s",), "write what the theme says, in a sentence or two",
              label="statement"),
    _codebook("board_all", ("a",), "show all codes, or drafts and unsorted ones only"),
)  # fmt: skip
