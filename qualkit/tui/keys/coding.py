"""The keys of the coding screen."""

from __future__ import annotations

from functools import partial

from qualkit.tui.keys.action import Action, Section, Where

_moving = partial(Action, section=Section.MOVING, where=Where.CODING)
_selecting = partial(Action, section=Section.SELECTING, where=Where.CODING)
_coding = partial(Action, section=Section.CODING, where=Where.CODING)
_view = partial(Action, section=Section.VIEW, where=Where.CODING)
_searching = partial(Action, section=Section.SEARCHING, where=Where.CODING)
_everywhere = partial(Action, section=Section.EVERYWHERE, where=Where.CODING)

ACTIONS: tuple[Action, ...] = (
    _moving("next_sentence", ("down", "j"), "next sentence"),
    _moving("previous_sentence", ("up", "k"), "previous sentence"),
    _moving("next_word", ("right", "l"), "next word"),
    _moving("previous_word", ("left", "h"), "previous word"),
    _moving("next_turn", ("]",), "next turn"),
    _moving("previous_turn", ("[",), "previous turn"),
    _moving("next_coding", ("}",), "next passage that you coded"),
    _moving("previous_coding", ("{",), "previous passage that you coded"),
    _moving("next_uncoded", (")",), "next turn of a participant without a code",
            label="uncoded"),
    _moving("previous_uncoded", ("(",), "previous turn of a participant without a code"),
    _moving("next_of_speaker", ("'",), "next turn of the same speaker"),
    _moving("previous_of_speaker", ('"',), "previous turn of the same speaker"),
    _moving("next_place", (";",), "next place of interest: bookmark, star, note, memo, doubt"),
    _moving("previous_place", (",",), "previous place of interest"),
    _moving("jump", ("g",), "jump: then the letters shown at the sentence", label="jump"),
    _moving("go_back", ("backspace",), "back to where you were, with what was selected"),
    _moving("go_forward", ("tab",), "forward again"),
    _moving("bookmark", ("#",), "set a bookmark here, or take it away"),
    _moving("page_down", ("pagedown",), "one page down"),
    _moving("page_up", ("pageup",), "one page up"),
    _moving("to_start", ("home",), "beginning of the document"),
    _moving("to_end", ("end",), "end of the document"),
    _selecting("grow", ("+", "="), "grow: word, sentence, turn, exchange", label="grow"),
    _selecting("shrink", ("-",), "shrink again"),
    _selecting("extend_down", ("shift+down", "J"), "extend to the next sentence"),
    _selecting("extend_up", ("shift+up", "K"), "extend to the previous sentence"),
    _selecting("extend_right", ("shift+right", "L"), "extend by a word"),
    _selecting("extend_left", ("shift+left", "H"), "extend by a word backwards"),
    _selecting("nudge_right", (">",), "the moving end one character onward"),
    _selecting("nudge_left", ("<",), "the moving end one character back"),
    _selecting("other_end", ("%",), "make the other end the moving one"),
    _selecting("stick", ("v",), "all movements extend the selection, until v or Escape",
               label="extend"),
    _coding("pick", ("c",), "choose codes by typing a part of their name, or make a new one",
            label="code"),
    _coding("repeat", (".",), "apply the last code again", label="again"),
    _coding("recent", tuple("123456789"), "apply one of the recent codes"),
    _coding("in_vivo", ("V",), "make a code that is called as the selected words"),
    _coding("remove", ("x", "delete"), "remove a coding in the selection", label="remove"),
    _coding("recode", ("C",), "give a coding another code"),
    _coding("resize", ("~",), "give a coding the extent of the selection"),
    _coding("split", ("|",), "split a coding at the cursor"),
    _coding("merge", ("&",), "merge a coding with its neighbour of the same code"),
    _coding("memo", ("m",), "write a memo on a coding in the selection", label="memo"),
    _coding("memo_elsewhere", ("M",),
            "write a memo on the document, a code, the participant or the study"),
    _coding("star", ("*",), "star a coding as a quotation for the report, or take the star away"),
    _coding("counter_example", ("!",), "mark a coding as a counter-example, with a note"),
    _coding("paraphrase", ("$",), "say in your own words what a coding's passage says"),
    _coding("mark_identifier", ("ctrl+n",),
            "mark the selected words: they say who somebody is, and other words stand there"),
    _coding("team_note", ("@",), "write a note for the team on the selection"),
    _coding("coding_menu", ("enter",), "everything that can be done with a coding here"),
    _coding("correct_text", ("ctrl+e",), "correct the words of this turn; codings go along"),
    _coding("finish_document", ("ctrl+d",), "say that you are done with this document"),
    _coding("reopen_document", ("ctrl+r",), "open it again after you said done"),
    _view("times", ("t",), "show the time stamps, or hide them"),
    _view("source_view", ("ctrl+t",),
          "show the text as it was said, names and all: the data steward's, and noted; or back"),
    _view("filter", ("\\",), "show only a part: a speaker, a code, what is uncoded, a word",
          label="filter"),
    _view("layers", ("^",), "show another layer beside your own codings"),
    _view("legend", ("_",), "which letter is which code"),
    _searching("search", ("/",), "search in this document", label="search"),
    _searching("next_hit", ("n",), "next hit", label="next hit"),
    _searching("previous_hit", ("N",), "previous hit"),
    _everywhere("back", ("escape", "q"), "close, let go, then back to where you came from"),
)  # fmt: skip
