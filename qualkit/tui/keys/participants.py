"""The keys of the participants' screens: who may be quoted, what left, the gate, a withdrawal."""

from __future__ import annotations

from functools import partial

from qualkit.tui.keys.action import Action, Section, Where


def _of(where: Where) -> tuple[partial[Action], partial[Action], partial[Action]]:
    made = partial(Action, where=where)
    return (
        partial(made, section=Section.MOVING),
        partial(made, section=Section.VIEW),
        partial(made, section=Section.WRITING),
    )


_people, _shown, _done = _of(Where.PARTICIPANTS)
_person, _, _gone = _of(Where.PERSON)
_leaving, _, _removing = _of(Where.WITHDRAWING)
_left, _which, _ = _of(Where.LEFT)
_gate, _asked, _written = _of(Where.GATE)
_objection, _, _ = _of(Where.OBJECTIONS)

ACTIONS: tuple[Action, ...] = (
    _people("people_open", ("enter",),
            "one participant: documents, paraphrases, files; a survey's respondents: its screen",
            label="open"),
    _shown("people_filter", ("f",),
           "only who may be quoted, who may not, of whom something is missing, … or all",
           label="filter"),
    _shown("people_readers", ("r",), "for other readers: team, commissioner or public",
           label="readers"),
    _people("people_gate", ("g",), "what stands against the quotations as they are now",
            label="gate"),
    _people("people_left", ("e",), "the files that left the study, and which of them are stale",
            label="files"),
    _done("people_withdraw", ("W",),
          "somebody withdraws: see what would go, then remove it for good", label="withdraw"),
    _people("people_scroll_down", ("shift+down", "J"), "scroll what is said of them down"),
    _people("people_scroll_up", ("shift+up", "K"), "scroll it up"),

    _person("person_open", ("enter",), "open the transcript there", label="open"),
    _gone("person_withdraw", ("W",),
          "they withdraw: see what would go, then remove it for good", label="withdraw"),
    _person("person_scroll_down", ("shift+down", "J"), "scroll what is said of it down"),
    _person("person_scroll_up", ("shift+up", "K"), "scroll it up"),

    _removing("withdraw_now", ("enter",),
              "remove them for good: asks for the pseudonym first; afterwards: to the documents",
              label="remove"),
    _removing("withdraw_name", ("n",),
              "take their rows out of the roster too, or leave them in", label="roster"),
    _leaving("withdraw_scroll_down", ("shift+down", "J"), "read on"),
    _leaving("withdraw_scroll_up", ("shift+up", "K"), "read back"),

    _which("left_stale", ("f",), "only files that are stale, or all", label="stale/all"),
    _left("left_scroll_down", ("shift+down", "J"), "scroll what is said of the file down"),
    _left("left_scroll_up", ("shift+up", "K"), "scroll it up"),

    _gate("gate_open", ("enter",), "the quotations it is about, one by one", label="one by one"),
    _asked("gate_readers", ("r",), "for other readers: team, commissioner or public",
           label="readers"),
    _asked("gate_again", ("R",), "ask again, after something was mended", label="again"),
    _gate("gate_identifiers", ("i",), "the review of identifiers", label="identifiers"),
    _written("gate_write", ("w",), "write it as a Word file into exports, for an ethics board",
             label="write"),
    _gate("gate_scroll_down", ("shift+down", "J"), "scroll what is said of it down"),
    _gate("gate_scroll_up", ("shift+up", "K"), "scroll it up"),

    _objection("objection_open", ("enter",), "open the transcript there", label="open"),
    _objection("objection_identifiers", ("i",),
               "what waits in that text, in the review of identifiers", label="identifiers"),
    _objection("objection_scroll_down", ("shift+down", "J"), "scroll what is said of it down"),
    _objection("objection_scroll_up", ("shift+up", "K"), "scroll it up"),
)  # fmt: skip
