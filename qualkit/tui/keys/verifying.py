"""The keys of the audit of a finished report."""

from __future__ import annotations

from functools import partial

from qualkit.tui.keys.action import Action, Section, Where

_moving = partial(Action, section=Section.MOVING, where=Where.VERIFYING)
_view = partial(Action, section=Section.VIEW, where=Where.VERIFYING)
_writing = partial(Action, section=Section.WRITING, where=Where.VERIFYING)

ACTIONS: tuple[Action, ...] = (
    _view("verify_report", ("r",), "choose a finished report: docx, md, html, txt or pdf",
          label="report"),
    _moving("verify_open", ("enter",), "open the transcript where the words stand", label="open"),
    _moving("verify_next", ("n", "tab"), "the next with something wrong", label="next"),
    _view("verify_faults", ("f",), "only what has something wrong, or all", label="wrong/all"),
    _view("verify_minimum", ("m",), "how many participants an attribution has to fit"),
    _view("verify_again", ("R",), "read the report again, after it was mended", label="again"),
    _writing("verify_write", ("w",), "write the list of findings as a Word file into exports",
             label="write"),
    _writing("verify_sheet", ("i",), "write the motivated-intruder sheet, to be signed by a "
             "second reader", label="sheet"),
    _moving("verify_scroll_down", ("shift+down", "J"), "scroll what is said of it down"),
    _moving("verify_scroll_up", ("shift+up", "K"), "scroll it up"),
)  # fmt: skip
