"""Decisions on findings, each an action of its own, taken back by undo."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from qualkit.core.deidentifying import Decision, FoundWords, StoredFinding
from qualkit.core.records import Change
from qualkit.errors import InputError, NotFoundError
from qualkit.storage import findings as rows
from qualkit.storage.store import Entry
from qualkit.study.codings import register
from qualkit.study.deidentify.listing import found
from qualkit.study.deidentify.material import known_pseudonyms
from qualkit.study.session import Session

if TYPE_CHECKING:
    from qualkit.privacy.roster import Form

_REPLACEMENT = re.compile(r"\[[^\[\]\n\t]{1,80}\]")
_SHORTEST = 4
"""Letters that say which finding is meant, where an id is not given whole."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A decision with what goes with it; "" leaves what the finding has."""

    decision: Decision
    replacement: str = ""
    wider: str = ""
    participant: str = ""

    @property
    def masks(self) -> bool:
        """Whether something stands in the place of the words then."""
        named = self.replacement or self.participant
        return self.decision.state.masked and bool(named)


def decide(
    session: Session, references: Sequence[str], verdict: Verdict, *, everywhere: bool = False,
    anew: bool = False,
) -> Change:  # fmt: skip
    """Decide on findings, named by their ids or by the forms of their words: one action.

    A form stands for all findings of it on which nobody has decided; with `everywhere` the form of
    a finding does; with `anew` what was decided is too. Raises InputError for a replacement that
    is none or that names what it replaces.
    """
    with session.write("decide findings") as entry:
        every = found(session)
        chosen = _chosen(every, references, everywhere=everywhere, anew=anew)
        Checks(session).verdict(verdict, [each.words for each in chosen])
        put(session, entry, ((each.finding, verdict) for each in chosen))
        entry.state(decision=verdict.decision.state.value, count=len(chosen))
    return entry.change()


def put(session: Session, entry: Entry, decided: Iterable[tuple[StoredFinding, Verdict]]) -> None:
    """Store decisions as part of an action."""
    for old, verdict in decided:
        rows.decide(entry, old, after(old, verdict))
        entry.touch(old.document_id)
    if entry.ops:
        register(session, entry.coder)


def after(old: StoredFinding, verdict: Verdict) -> StoredFinding:
    """A finding as a decision leaves it."""
    replacement = verdict.replacement or old.replacement
    if verdict.participant:
        replacement = f"[{verdict.participant}]"
    return replace(
        old,
        state=verdict.decision.state,
        replacement=replacement,
        wider=verdict.wider or old.wider,
        # A word of a person's own says that it is not the pseudonym any more.
        participant=verdict.participant or ("" if verdict.replacement else old.participant),
    )


def _chosen(
    every: Sequence[FoundWords], references: Sequence[str], *, everywhere: bool, anew: bool
) -> list[FoundWords]:
    if not references:
        raise InputError("no finding is named", "see their ids: qualkit deidentify list")
    named: dict[str, FoundWords] = {}
    forms: set[str] = set()
    # A screen names hundreds at once, by their whole ids.
    known, by_id = {each.form for each in every}, {each.finding.id: each for each in every}
    for reference in references:
        if reference in known:
            forms.add(reference)
            continue
        one = by_id.get(reference) or _one(every, reference)
        named[one.finding.id] = one
        if everywhere:
            forms.add(one.form)
    for each in every:
        if each.form in forms and (anew or not each.finding.state.decided):
            named.setdefault(each.finding.id, each)
    return list(named.values())


def _one(every: Sequence[FoundWords], reference: str) -> FoundWords:
    """The finding with that id; its last letters will do where they fit one."""
    matches = [
        each
        for each in every
        if each.finding.id == reference
        or (len(reference) >= _SHORTEST and each.finding.id.endswith(reference))
    ]
    if len(matches) != 1:
        told = f"fits {len(matches)} findings" if matches else "is no finding of a text in force"
        raise NotFoundError(f"'{reference}' {told}", "see their ids: qualkit deidentify list")
    return matches[0]


def decision_of(given: Decision | str) -> Decision:
    """The decision of that name; InputError where there is none."""
    try:
        return Decision(given)
    except ValueError as error:
        raise InputError(
            f"'{given}' is no decision", f"choose {', '.join(each.value for each in Decision)}"
        ) from error


class Checks:
    """Whether verdicts can be carried out; good for one action, the roster being read once."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @cached_property
    def _pseudonyms(self) -> frozenset[str]:
        return known_pseudonyms(self._session)

    @cached_property
    def _forms(self) -> tuple[Form, ...]:
        return self._session.roster().forms()

    def verdict(self, verdict: Verdict, replaced: Sequence[str]) -> None:
        """Raise InputError where a verdict cannot be carried out on these words."""
        if verdict.decision is Decision.GENERALISE and not verdict.replacement:
            raise InputError("nothing is said to stand in its place", "such as '[NHS hospital]'")
        if verdict.participant:
            self._participant(verdict)
        for given in filter(None, (verdict.replacement, verdict.wider)):
            self._words(given, replaced)

    def _participant(self, verdict: Verdict) -> None:
        if verdict.decision is not Decision.ACCEPT:
            raise InputError(
                "whose name it is can be said only of what is accepted", "decide: accept"
            )
        if verdict.participant not in self._pseudonyms:
            raise InputError(
                f"nobody has the pseudonym '{verdict.participant}'", "see them: qualkit roster show"
            )

    def _words(self, given: str, replaced: Sequence[str]) -> None:
        """What a person gives goes into the log: it must not be the words that are replaced."""
        from qualkit.privacy.gate import leaks
        from qualkit.privacy.scan.lexicon import lexicon, phrase

        if not _REPLACEMENT.fullmatch(given):
            raise InputError(
                f"'{given}' cannot stand in the place of somebody's words",
                "write it in square brackets, in 80 characters or fewer: '[NHS hospital]'",
            )
        said, known = set(phrase(given)), lexicon()
        for words in replaced:
            own = phrase(words)
            # An everyday word of several may come again: Angus Council, [local council]; she's.
            stems = {w: w.partition("'")[0] for w in own if len(own) > 1}
            plain = {w for w, stem in stems.items() if stem == "i" or known.is_word(stem)}
            if said & {w for w in own if len(w) > 2 and w not in plain}:
                raise InputError(
                    "what is to stand there names what it replaces", "use a word that says less"
                )
        if leaks([given], self._forms):
            raise InputError("what is to stand there is a name on the roster", "use a pseudonym")
