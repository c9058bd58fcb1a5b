"""The keys of two coders' codings side by side, and of what is put there by hand."""

from __future__ import annotations

from functools import partial

from qualkit.tui.keys.action import Action, Section, Where

_deciding = partial(Action, section=Section.DECIDING, where=Where.SETTLING)
_moving = partial(Action, section=Section.MOVING, where=Where.SETTLING)
_view = partial(Action, section=Section.VIEW, where=Where.SETTLING)
_everywhere = partial(Action, section=Section.EVERYWHERE, where=Where.SETTLING)

_SETTLING: tuple[Action, ...] = (
    _deciding("settle_take", tuple("123456789"), "take what that coder has, nothing included",
              label="take"),
    _deciding("settle_both", ("b",), "take what anybody has there", label="both"),
    _deciding("settle_none", ("n",), "no code", label="no code"),
    _deciding("settle_unclear", ("x",), "the codebook is unclear: say what, for the next meeting",
              label="unclear"),
    _deciding("settle_edit", ("e", "enter"), "another stretch or other codes", label="edit"),
    _deciding("settle_why", ("w",),
              "say why: for the next decision, or for the one that was made here", label="why"),
    _deciding("settle_by", ("y",), "say who decides, if not you alone; it is kept"),
    _deciding("settle_follow", ("v",), "say which codebook answered a “codebook unclear”"),
    _moving("settle_next", ("]",), "the next in the list", label="next"),
    _moving("settle_previous", ("[",), "the one before in the list", label="before"),
    _moving("settle_next_open", ("s",), "the next that is open; leave this one for later"),
    _moving("settle_down", ("down", "j"), "the text one row down"),
    _moving("settle_up", ("up", "k"), "the text one row up"),
    _moving("settle_page_down", ("pagedown",), "the text one page down"),
    _moving("settle_page_up", ("pageup",), "the text one page up"),
    _moving("settle_passage", ("home",), "back to the passage"),
    _moving("settle_transcript", ("o",), "open the transcript there"),
    _view("settle_rules", ("i",), "what the codebook says of these codes; again: away",
          label="rules"),
    _view("settle_scroll_down", ("shift+down", "J"), "scroll what is said below the text down"),
    _view("settle_scroll_up", ("shift+up", "K"), "scroll it up"),
    _everywhere("settle_undo", ("u",), "undo your last action"),
    _everywhere("settle_redo", ("U",), "redo what was undone"),
    _everywhere("settle_back", ("escape", "q"), "back to the list", label="back"),
)  # fmt: skip

_by_hand = partial(Action, section=Section.DECIDING, where=Where.EDITING)
_motion = partial(Action, section=Section.MOVING, where=Where.EDITING)
_selecting = partial(Action, section=Section.SELECTING, where=Where.EDITING)
_letting_go = partial(Action, section=Section.EVERYWHERE, where=Where.EDITING)

_EDITING: tuple[Action, ...] = (
    _by_hand("edit_take", ("enter",), "decide on it so: these codes on this stretch",
             label="take it so"),
    _by_hand("edit_codes", ("c",), "choose the codes; Tab marks several", label="codes"),
    _by_hand("edit_as", tuple("123456789"), "begin with what that coder has", label="as theirs"),
    _by_hand("edit_another", ("a",), "keep this one, and select another stretch besides",
             label="and another"),
    _selecting("edit_grow", ("+", "="), "grow: word, sentence, turn, exchange", label="grow"),
    _selecting("edit_shrink", ("-",), "shrink again"),
    _selecting("edit_extend_down", ("shift+down", "J"), "the moving end a sentence onward"),
    _selecting("edit_extend_up", ("shift+up", "K"), "the moving end a sentence back"),
    _selecting("edit_extend_right", ("L", "shift+right"), "the moving end a word onward",
               label="longer"),
    _selecting("edit_extend_left", ("H", "shift+left"), "the moving end a word back",
               label="shorter"),
    _selecting("edit_nudge_right", (">",), "the moving end one character onward"),
    _selecting("edit_nudge_left", ("<",), "the moving end one character back"),
    _selecting("edit_other_end", ("%",), "make the other end the moving one", label="other end"),
    _selecting("edit_stick", ("v",), "all movements extend the selection, until v or Escape"),
    _motion("edit_next_sentence", ("down", "j"), "next sentence"),
    _motion("edit_previous_sentence", ("up", "k"), "previous sentence"),
    _motion("edit_next_word", ("right", "l"), "next word"),
    _motion("edit_previous_word", ("left", "h"), "previous word"),
    _motion("edit_next_turn", ("]",), "next turn"),
    _motion("edit_previous_turn", ("[",), "previous turn"),
    _motion("edit_page_down", ("pagedown",), "one page down"),
    _motion("edit_page_up", ("pageup",), "one page up"),
    _letting_go("edit_back", ("escape", "q"), "let go; then back without deciding", label="back"),
)  # fmt: skip

ACTIONS: tuple[Action, ...] = (*_SETTLING, *_EDITING)
