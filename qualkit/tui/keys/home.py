"""The keys of the list of documents, and those that it shares with the transcript."""

from __future__ import annotations

from functools import partial

from qualkit.tui.keys.action import Action, Section, Where

_home = partial(Action, section=Section.DOCUMENTS, where=Where.HOME)
_both = partial(Action, section=Section.CODING, where=Where.BOTH)

ACTIONS: tuple[Action, ...] = (
    _both("undo", ("u",), "undo your last action", label="undo"),
    _both("redo", ("U",), "redo what was undone"),
    _home("down", ("down", "j"), "next document"),
    _home("up", ("up", "k"), "previous document"),
    _home("home_page_down", ("pagedown",), "one page down"),
    _home("home_page_up", ("pageup",), "one page up"),
    _home("first", ("home",), "first document"),
    _home("last", ("end",), "last document"),
    _home("open", ("enter",), "open the document where you stopped", label="open"),
    _home("home_done", ("d",), "say that you are done with the document", label="done"),
    _home("home_reopen", ("o",), "open a document again that you were done with"),
    _home("home_training", ("v",), "how near you came to what was settled, in your training"),
    _home("import_files", ("i",), "look at the new files in transcripts/, to import them",
          label="import"),
    _home("home_memo", ("m",), "write a memo on the document", label="memo"),
    _home("home_find", ("/",), "show only the documents whose name has this in it", label="find"),
    _home("home_all", ("escape",), "show all documents again"),
    Action("leave", ("q",), "quit", Section.EVERYWHERE, Where.HOME, "quit"),
)  # fmt: skip
