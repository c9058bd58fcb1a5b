"""The keys of the tables screen, and of the passages behind one of its cells."""

from __future__ import annotations

from functools import partial

from qualkit.tui.keys.action import Action, Section, Where

_moving = partial(Action, section=Section.MOVING, where=Where.TABLES)
_view = partial(Action, section=Section.VIEW, where=Where.TABLES)
_passages = partial(Action, section=Section.MOVING, where=Where.TABLE_PASSAGES)
_writing = partial(Action, section=Section.WRITING, where=Where.TABLES)

ACTIONS: tuple[Action, ...] = (
    _moving("tables_open", ("enter",),
            "what stands behind the cell: its passages; the place of a line, the lines of a word",
            label="open"),
    _moving("tables_left", ("left",), "the cell at the left"),
    _moving("tables_right", ("right",), "the cell at the right"),
    _moving("tables_turn_left", ("H", "shift+left"), "as many columns back as the screen shows"),
    _moving("tables_turn_right", ("L", "shift+right"), "as many columns on"),
    _moving("tables_next", ("tab", "]"), "the next theme or group of rows"),
    _moving("tables_previous", ("[",), "the theme or group before"),
    _view("tables_choose", ("v",), "choose another table", label="table"),
    _view("tables_attribute", ("1",), "codes by group: n of N participants, then references"),
    _view("tables_document", ("2",), "codes by document: references"),
    _view("tables_kind", ("3",), "codes by kind of document, never added up"),
    _view("tables_meet", ("4",), "codes that meet, with the c-coefficient"),
    _view("tables_cases", ("5",), "a row a participant, for statistics"),
    _view("tables_framework", ("6",), "the framework matrix: participants by themes"),
    _view("tables_concordance", ("7",), "words in their context"),
    _view("tables_words", ("8",), "how often participants say words, by group or all together"),
    _view("tables_by", ("b",), "choose what groups are made by", label="by"),
    _view("tables_themes", ("t",), "only these themes, or all"),
    _view("tables_codes", ("c",), "only these codes, or all"),
    _view("tables_roll_up", ("r",), "themes instead of codes: what overlaps in one counts once"),
    _view("tables_layer", ("l",), "the layer that is counted: final, consensus, union, a coder's"),
    _view("tables_within", ("o",), "where codes meet: same words, same turn, some turns apart"),
    _view("tables_pairs", ("p",), "codes that meet as pairs, the most frequent first, or square"),
    _view("tables_binary", ("0",), "a row a participant: 0 and 1, or references"),
    _view("tables_respondents", ("x",), "a row a participant, or a row a respondent of the survey"),
    _view("tables_kinds", ("d",), "words of one kind of document alone"),
    _view("tables_find", ("/",), "a word to see in its contexts, or a pattern between two slashes"),
    _view("tables_mode", ("m",), "how words are compared: word, exact, lemma, regex, fuzzy"),
    _view("tables_sort", ("s",), "sort rows by this column: down, up, as they were; lines by what "
          "stands before or after", label="sort"),
    _view("tables_internal", ("i",),
          "the internal view, in which no small group is hidden, and back"),
    _view("tables_about", ("a",), "how the table is counted; again: away", label="about"),
    _writing("tables_edit", ("e",), "write the summary of a participant on a theme",
             label="summary"),
    _writing("tables_write", ("w",), "write the table to a file", label="export"),
    _moving("tables_scroll_down", ("shift+down", "J"), "scroll what is said of the cell down"),
    _moving("tables_scroll_up", ("shift+up", "K"), "scroll it up"),
    _passages("cell_open", ("enter",), "open the transcript at the passage", label="open"),
    _passages("cell_scroll_down", ("shift+down", "J"), "scroll the passage down"),
    _passages("cell_scroll_up", ("shift+up", "K"), "scroll it up"),
)  # fmt: skip
