"""Codings made under an older rule: listed for a second look, and confirmed where they still fit.

A rule is what tells a coder when a code applies: its definition and its rules of use (the brief
where there is no definition). Two wordings that an editorial edit turned one into the other are
one rule. Codings count for the code that theirs was merged into, and are held to its rule.
Codings that wait since a text was corrected come later: first their coder says where they belong.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from qualkit.core.codebook import Code
from qualkit.core.codebook_meaning import rule_changes, rule_mark
from qualkit.core.records import Change, Coding
from qualkit.errors import NotFoundError, RefusedError
from qualkit.storage import codebooks as rows
from qualkit.storage.codings import CodingFilter, codings
from qualkit.study import codebook as book
from qualkit.study.blindness import sight
from qualkit.study.past_codebooks import past_codebook
from qualkit.study.session import Session


@dataclass(frozen=True, slots=True)
class SecondLook:
    """A coding of one's own whose rule has changed since.

    `made_under` and `now` are numbers of codebook versions; `was` is the code by whose rule it
    was coded, `is_now` the one it counts for today (None: the codebook has lost it); `changed`
    names the fields that differ.
    """

    coding: Coding
    made_under: int
    now: int
    was: Code
    is_now: Code | None
    changed: tuple[str, ...]


class _Rules:
    """What each code's rule was under each version, against today's."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.numbers = book.version_numbers(session)
        self._today = book.codebook(session)
        self._groups = _same_rules(rows.editorials(session.store.database))
        self._found: dict[tuple[str, str], tuple[Code, Code | None, tuple[str, ...]] | None] = {}

    def look(self, code: str, version: str) -> tuple[Code, Code | None, tuple[str, ...]] | None:
        """(the code then, the code now, what changed) where a second look is due, else None."""
        key = (code, version)
        if key not in self._found:
            self._found[key] = self._compared(code, version)
        return self._found[key]

    def _compared(
        self, code: str, version: str
    ) -> tuple[Code, Code | None, tuple[str, ...]] | None:
        if version not in self.numbers:
            return None
        current = self._today.current(code)
        now = self._today.code(current)
        was = self._then(current, version) or self._then(code, version)
        if was is None:
            return None
        if now is None:
            return was, None, ("code",)
        if was.id != now.id or self._mark(was) == self._mark(now):
            return None
        return was, now, rule_changes(was, now)

    def _then(self, code: str, version: str) -> Code | None:
        """The code as that version has it; else as the first one after it does: a code that was a
        draft in nobody's file when it was applied has the rule that it came into the file with."""
        number = self.numbers[version]
        later = sorted((n, each) for each, n in self.numbers.items() if n >= number)
        for _, each in later:
            if (found := past_codebook(self._session, each).code(code)) is not None:
                return found
        return None

    def _mark(self, code: Code) -> str:
        mark = rule_mark(code)
        return self._groups.get((code.id, mark), mark)


def _same_rules(edits: Iterable[tuple[str, str, str]]) -> dict[tuple[str, str], str]:
    """(code, mark of a wording) to one mark for all wordings of that rule."""
    groups: dict[tuple[str, str], str] = {}
    for code, before, after in edits:
        old, new = groups.get((code, before), before), groups.get((code, after), after)
        groups[code, before] = groups[code, after] = new
        for key, mark in groups.items():
            if key[0] == code and mark == old:
                groups[key] = new
    return groups


def _due(session: Session) -> tuple[_Rules, str, dict[tuple[str, str], int]]:
    """The rules, the version in force, and how many codings of the coder at work ask for a second
    look, by code and version: what hangs on both is settled once for all of them."""
    in_force = book.version_in_force(session)
    rules = _Rules(session)
    made = rows.made_under(session.store.database, session.coder or "", sight(session))
    return (
        rules,
        in_force,
        {
            (code, version): number
            for code, version, number in made
            if version != in_force and rules.look(code, version) is not None
        },
    )


def second_look_count(session: Session) -> int:
    """How many codings of the coder at work ask for a second look; no coding is read for it."""
    return sum(_due(session)[2].values()) if session.coder else 0


def second_look(session: Session) -> tuple[SecondLook, ...]:
    """The codings of the coder at work that ask for a second look, by document and place."""
    if session.coder is None:
        return ()
    rules, in_force, due = _due(session)
    if not due:
        return ()
    now, found = rules.numbers[in_force], []
    wanted = CodingFilter(
        coder=session.coder, codes=tuple({code for code, _ in due}), sight=sight(session)
    )
    in_documents = {document.version_id: document.name for document in session.documents()}
    for coding in codings(session.store.database, wanted):
        if (coding.code, coding.codebook_version) not in due:
            continue
        if coding.version_id not in in_documents:
            continue
        if (look := rules.look(coding.code, coding.codebook_version)) is not None:
            was, is_now, changed = look
            made_under = rules.numbers[coding.codebook_version]
            found.append(SecondLook(coding, made_under, now, was, is_now, changed))
    found.sort(key=lambda look: (in_documents[look.coding.version_id], look.coding.span))
    return tuple(found)


def confirm_coding(session: Session, coding_ids: Iterable[str]) -> Change:
    """Note that codings of one's own still fit: they count as made under today's version."""
    in_force = book.version_in_force(session)
    wanted = tuple(dict.fromkeys(coding_ids))
    with session.write("confirm coding") as entry:
        by_id = CodingFilter(ids=wanted, sight=sight(session))
        own = {c.id: c for c in codings(session.store.database, by_id)}
        for coding_id in wanted:
            coding = own.get(coding_id)
            if coding is None:
                raise NotFoundError(
                    f"no coding {coding_id}", "list what asks for it: qualkit codebook review"
                )
            if coding.coder != entry.coder:
                raise RefusedError(
                    f"this coding is {coding.coder}'s; coders confirm only their own"
                )
            if coding.codebook_version != in_force:
                entry.set(
                    "coding", coding.id, "codebook_version", coding.codebook_version, in_force
                )
                entry.touch(coding.document_id)
        number = len(wanted)
        entry.state(codings="a coding" if number == 1 else f"{number} codings")
    return entry.change()
