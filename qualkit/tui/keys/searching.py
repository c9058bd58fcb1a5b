"""The keys of the search screen."""

from __future__ import annotations

from functools import partial

from qualkit.tui.keys.action import Action, Section, Where

_searching = partial(Action, section=Section.SEARCHING, where=Where.SEARCHING)

ACTIONS: tuple[Action, ...] = (
    _searching("search_open", ("enter",), "open the passage; Escape leads back here",
               label="open"),
    _searching("search_words", ("/",), "what to look for", label="search"),
    _searching("search_mode", ("m",), "how words are compared: exact, word, lemma, regex, fuzzy",
               label="mode"),
    _searching("search_propose", ("p",), "have these passages proposed for a code",
               label="propose"),
    _searching("search_speaker", ("s",), "only one speaker", label="speaker"),
    _searching("search_attribute", ("a",), "only participants with an attribute",
               label="attribute"),
    _searching("search_document", ("d",), "only one document", label="document"),
    _searching("search_code", ("c",), "only what touches codings of a code", label="code"),
    _searching("search_without", ("C",), "only what touches no coding of a code"),
    _searching("search_uncoded", ("o",), "only where you have coded nothing, or everywhere"),
    _searching("search_role", ("r",), "only participants, or only interviewers"),
    _searching("search_kind", ("t",), "only one type of document"),
    _searching("search_case", ("=",), "tell capitals from small letters, or not"),
    _searching("search_clear", ("x",), "lift all limits", label="no limits"),
    _searching("search_next", ("n",), "the next document's hits"),
    _searching("search_previous", ("N",), "the hits of the document before"),
)  # fmt: skip
