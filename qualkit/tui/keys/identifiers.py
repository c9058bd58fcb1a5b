"""The keys of the review of identifiers, form by form and mention by mention."""

from __future__ import annotations

from functools import partial

from qualkit.tui.keys.action import Action, Section, Where

_deciding = partial(Action, section=Section.DECIDING, where=Where.IDENTIFIERS)
_selecting = partial(Action, section=Section.SELECTING, where=Where.IDENTIFIERS)
_moving = partial(Action, section=Section.MOVING, where=Where.IDENTIFIERS)
_view = partial(Action, section=Section.VIEW, where=Where.IDENTIFIERS)
_documents = partial(Action, section=Section.DOCUMENTS, where=Where.IDENTIFIERS)

ACTIONS: tuple[Action, ...] = (
    _deciding("identifier_accept", ("a",), "accept: what is offered stands in its place",
              label="accept"),
    _deciding("identifier_generalise", ("g",),
              "generalise: choose or type what stands in its place, such as [NHS hospital]",
              label="general."),
    _deciding("identifier_keep", ("s",), "it says something of somebody, and stays",
              label="stays"),
    _deciding("identifier_reject", ("x",), "it is none: it says nothing of anybody",
              label="none"),
    _deciding("identifier_person", ("p",),
              "it is the participant whom it may mean: the pseudonym stands there", label="person"),
    _deciding("identifier_other_person", ("P",), "it is another participant: choose who"),
    _deciding("identifier_again", (".",), "decide as before, with the same words", label="again"),
    _deciding("identifier_public", ("w",),
              "accept, and say with which wider words in what is public"),
    _selecting("identifier_mark", ("m",), "mark the row, or no more: then one key decides on all "
               "that are marked", label="mark"),
    _selecting("identifier_mark_all", ("M",), "mark all rows here that wait, or none"),
    _moving("identifier_next", ("n", "tab"), "the next that waits", label="next"),
    _moving("identifier_open", ("enter",),
            "each mention by itself; from there, the place in the transcript", label="one by one"),
    _view("identifier_state", ("f",), "only what waits, what is masked, kept, … or all",
          label="filter"),
    _view("identifier_type", ("t",), "only one type: names, places, dates, … or all"),
    _view("identifier_document", ("d",), "only in one document, or in all"),
    _view("identifier_words", ("/",), "only forms with these letters, or all"),
    _view("identifier_everything", ("F",), "take all these limits away"),
    _documents("identifier_scan", ("S",), "scan all texts again: decisions stay"),
    _moving("identifier_scroll_down", ("shift+down", "J"), "scroll the mentions down"),
    _moving("identifier_scroll_up", ("shift+up", "K"), "scroll them up"),
)  # fmt: skip
