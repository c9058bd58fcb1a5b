"""The tour: seven things to do, each told in a few words and ticked off when it has been done.

It does nothing itself. It is told what the person does, and knows which step that completes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from qualkit.tui.keymap import Section, Where, action, actions, key_name
from qualkit.tui.keys.action import LETTER


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that was done: on which screen, by which action, equal to which command."""

    where: Where
    action: str = ""
    command: str = ""

    @property
    def coded(self) -> bool:
        """Whether a passage was coded."""
        return self.command.startswith("qualkit code ")


@dataclass(frozen=True, slots=True)
class Step:
    """What to do next, and what shows that it was done."""

    says: str
    done: Callable[[Deed], bool]


def _key(identity: str) -> str:
    keys = action(identity).keys
    return key_name(keys[0]) if keys else f"{_key('palette')} and its name"


def _moves(deed: Deed) -> bool:
    moving = {each.id for each in actions(Where.CODING) if each.section is Section.MOVING}
    return deed.where is Where.CODING and deed.action in moving - {"next_uncoded"}


def steps(letters: Sequence[str]) -> tuple[Step, ...]:
    """The steps, with the keys in force; `letters` are some codes with their letter."""
    some = ", ".join(letters) or "its letter in the codebook"
    down, up, right = (_key(i) for i in ("next_sentence", "previous_sentence", "next_word"))
    return (
        Step(f"Move: {down} and {up} go from sentence to sentence, {right} by words. Go to a "
             "sentence that says something.", _moves),
        Step(f"Select: {_key('grow')} grows the selection, from the word to the sentence, the "
             f"turn, the exchange; {_key('shrink')} shrinks it. Press {_key('grow')}.",
             lambda deed: deed.action == "grow"),
        Step(f"Code: a code's letter gives it to the selection ({some}). Press one.",
             lambda deed: deed.coded and deed.action == LETTER),
        Step(f"Code by name: {_key('pick')}, then a part of a name; read what it means, and Enter "
             "applies it. Choose another code.",
             lambda deed: deed.coded and deed.action == "pick"),
        Step(f"Take back: all is saved at once. {_key('undo')} takes the last thing back, today "
             f"or next week, {_key('redo')} brings it again. Press {_key('undo')}.",
             lambda deed: deed.action == "undo"),
        Step(f"Go on: {_key('next_uncoded')} goes to the next turn of a participant that you have "
             "not coded.", lambda deed: deed.action == "next_uncoded"),
        Step(f"Look around: {_key('help')} explains this screen, {_key('rooms')} leads to the "
             f"others, {_key('palette')} lists every action. Try one.",
             lambda deed: deed.action in ("help", "rooms", "palette")),
    )  # fmt: skip


class Tour:
    """How far a person has come in the tour."""

    def __init__(self, letters: Sequence[str] = ()) -> None:
        self._steps = steps(letters)
        self._at = -1
        self.begun = False
        self.coded = False
        """Whether a coding was made in it."""

    @property
    def number(self) -> int:
        """The step that is waited for, from 1; 0 before a transcript is open."""
        return self._at + 1

    @property
    def over(self) -> bool:
        """Whether all steps are done."""
        return self._at >= len(self._steps)

    @property
    def says(self) -> str:
        """What to do now."""
        if self._at < 0:
            return (
                f"New here? A tour of {len(self._steps)} steps shows how to code. "
                f"{_key('open')} opens a transcript and begins it; Esc: not now."
            )
        if self.over:
            mine = (
                f"What you coded in it is yours, and {_key('undo')} takes it back. "
                if self.coded
                else ""
            )
            return f"That was the tour. {mine}{_key('help')} shows all keys, always. Good coding!"
        step = self._steps[self._at]
        return f"{self.number} of {len(self._steps)}  {step.says} Esc leaves."

    def see(self, deed: Deed) -> bool:
        """Take note of what was done; whether that was the step that was waited for."""
        if self._at < 0:
            if deed.where is not Where.CODING:
                return False
            self._at = 0
            self.begun = True
            return True
        self.coded = self.coded or deed.coded
        if self.over or not self._steps[self._at].done(deed):
            return False
        self._at += 1
        return True
