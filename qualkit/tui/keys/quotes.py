"""The keys of the quote screen, of its balance and of the desk at which a quotation is trimmed."""

from __future__ import annotations

from functools import partial

from qualkit.tui.keys.action import Action, Section, Where

_moving = partial(Action, section=Section.MOVING, where=Where.QUOTES)
_choosing = partial(Action, section=Section.DECIDING, where=Where.QUOTES)
_view = partial(Action, section=Section.VIEW, where=Where.QUOTES)
_writing = partial(Action, section=Section.WRITING, where=Where.QUOTES)
_balance = partial(Action, where=Where.BALANCE)
_trimming = partial(Action, where=Where.TRIMMING)

ACTIONS: tuple[Action, ...] = (
    _choosing("quotes_choose", ("enter",), "put it into the selection, or take it out again",
              label="choose"),
    _choosing("quotes_star", ("s",), "star it as worth printing, or take your star away",
              label="star"),
    _choosing("quotes_counter", ("c",), "a counter-example: mark it so, or let it print behind "
              "the quotation that it qualifies"),
    _view("quotes_words", ("/",), "only quotations with these words, or all"),
    _view("quotes_filter", ("f",), "filter by code, layer, kind, attribute, band, star, use, gate; "
          "Escape takes the last filter off", label="filter"),
    _view("quotes_everything", ("F",), "take all filters off"),
    _moving("quotes_side", ("tab",), "between themes and codes, the quotations, and, where the "
            "screen is narrow, one quotation whole", label="codes"),
    _writing("quotes_trim", ("t",), "leave words out: what is cut prints as [...]", label="trim"),
    _writing("quotes_note", ("n",), "a note for the team on a chosen quotation", label="note"),
    _writing("quotes_lead_in", ("l",), "what leads into a chosen quotation in the report",
             label="lead-in"),
    _choosing("quotes_later", ("J",), "one place later in the selection"),
    _choosing("quotes_earlier", ("K",), "one place earlier in the selection"),
    _writing("quotes_attributes", ("a",), "which attributes print with a chosen quotation"),
    _view("quotes_selected", ("v",), "only the selection, in its order; again: all",
          label="selection"),
    _choosing("quotes_selection", ("S",), "another selection, a new one, another name for it"),
    _view("quotes_balance", ("b",), "who stands behind each theme, who is quoted, who never",
          label="balance"),
    _view("quotes_readers", ("r",), "for other readers: team, commissioner or public"),
    _writing("quotes_write", ("w",), "write the table of what is shown into exports, through the "
             "export gate", label="write"),
    _writing("quotes_copy", ("y",), "copy the finished citation, where nothing stands against it",
             label="copy"),
    _moving("quotes_open", ("g",), "the place in the transcript; Escape leads back here",
            label="place"),
    _moving("quotes_scroll_down", ("]", "shift+down"), "scroll what is said of it down"),
    _moving("quotes_scroll_up", ("[", "shift+up"), "scroll it up"),

    _balance("balance_open", ("enter",), "the quotations of that theme", section=Section.MOVING,
             label="quotations"),
    _balance("balance_what", ("v",), "of the selection, or of all that the filters leave",
             section=Section.VIEW, label="of what"),
    _balance("balance_scroll_down", ("J", "shift+down"), "scroll what is said of it down",
             section=Section.MOVING),
    _balance("balance_scroll_up", ("K", "shift+up"), "scroll it up", section=Section.MOVING),

    _trimming("trim_right", ("right", "l"), "the next word", section=Section.MOVING),
    _trimming("trim_left", ("left", "h"), "the word before", section=Section.MOVING),
    _trimming("trim_mark", ("v",), "begin to mark words from here, or let go",
              section=Section.SELECTING, label="mark"),
    _trimming("trim_more", ("shift+right", "L"), "mark one word more", section=Section.SELECTING),
    _trimming("trim_less", ("shift+left", "H"), "mark one word less", section=Section.SELECTING),
    _trimming("trim_cut", ("x", "enter", "delete"), "leave the marked words out; where they are "
              "out already, put them back", section=Section.WRITING, label="cut/restore"),
    _trimming("trim_keep", ("o",), "keep the marked words only", section=Section.WRITING,
              label="keep only"),
    _trimming("trim_whole", ("w",), "put all words back", section=Section.WRITING, label="whole"),
)  # fmt: skip
