"""The keys of the import screen."""

from __future__ import annotations

from functools import partial

from qualkit.tui.keys.action import Action, Section, Where

_importing = partial(Action, section=Section.IMPORTING, where=Where.IMPORTING)

ACTIONS: tuple[Action, ...] = (
    _importing("import_now", ("enter",), "import every file that can be read", label="import"),
    _importing("import_role", ("r",), "a speaker's role: interviewer, participant, other",
               label="role"),
    _importing("import_person", ("p",), "who a speaker is: a participant, or a new pseudonym",
               label="person"),
    _importing("import_merge", ("m",), "a speaker is the same person as another label",
               label="same as"),
    _importing("import_kind", ("d",), "the kind of document: interview, focus group …",
               label="kind"),
    _importing("import_skip", ("x",), "leave a file out, or take it in again", label="leave out"),
    _importing("import_reset", ("backspace",), "take your corrections of a file back"),
)  # fmt: skip
