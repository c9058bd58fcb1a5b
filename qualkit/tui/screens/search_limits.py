"""The limits of a search, each with its key."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from qualkit.core.records import Role
from qualkit.core.searching import Limits, Query, SearchMode
from qualkit.tui.screens.proposing import Proposing
from qualkit.tui.widgets.picker import Entry

_ANY = ""
_MODES = (
    (SearchMode.EXACT, "e", "the letters as they stand, also inside a word"),
    (SearchMode.WORD, "w", "whole words; vacanc* finds every ending"),
    (SearchMode.LEMMA, "l", "every form: cover, covered, covering"),
    (SearchMode.REGEX, "r", "a regular expression, within a turn"),
    (SearchMode.FUZZY, "f", "whole words that may be misspelt"),
)


class SearchLimits(Proposing):
    """Narrows a search by key, and says by what it is narrowed."""

    limits: Limits
    query_for: Query

    def look_for(self, query: Query | None = None, limits: Limits | None = None) -> None:
        """Search anew; for the subclass."""
        raise NotImplementedError

    def chips(self) -> tuple[str, ...]:
        """What limits the search, in a word or two each."""
        return tuple(self._chips())

    def _chips(self) -> Iterator[str]:
        limits = self.limits
        for identity in limits.documents:
            yield self.study.document(identity).name
        if limits.kind:
            yield limits.kind.value
        if limits.speaker:
            yield limits.speaker
        if limits.role:
            yield f"{limits.role.value}s" if limits.role is not Role.OTHER else "others"
        for name, value in limits.attributes:
            yield f"{name} {value}"
        if limits.code:
            yield f"in {self.code_name(limits.code)}"
        if limits.not_code:
            yield f"not in {self.code_name(limits.not_code)}"
        if limits.uncoded:
            yield "uncoded"

    def do_search_mode(self) -> None:
        """Choose how words are compared."""
        entries = [Entry(mode.value, mode.value, does, letter) for mode, letter, does in _MODES]

        def chosen(mode: str) -> None:
            self.look_for(replace(self.query_for, mode=SearchMode(mode)))

        self.choose("Compare words", entries, chosen, typed=False)

    def do_search_case(self) -> None:
        """Tell capitals apart, or not."""
        self.look_for(replace(self.query_for, case=not self.query_for.case))

    def do_search_clear(self) -> None:
        """Lift all limits."""
        self.look_for(limits=Limits())

    def do_search_uncoded(self) -> None:
        """Only what is uncoded, or everything."""
        self.look_for(limits=replace(self.limits, uncoded=not self.limits.uncoded))

    def do_search_role(self) -> None:
        """Only participants, then only interviewers, then everybody."""
        order = (None, Role.PARTICIPANT, Role.INTERVIEWER)
        at = order.index(self.limits.role) if self.limits.role in order else 0
        self.look_for(limits=replace(self.limits, role=order[(at + 1) % len(order)]))

    def _limit(self, title: str, offered: Sequence[Entry], change: Callable[[str], Limits]) -> None:
        """Choose a limit; the first line lifts it."""
        entries = [Entry(_ANY, "any", "lift this limit"), *offered]
        self.choose(title, entries, lambda key: self.look_for(limits=change(key)))

    def do_search_speaker(self) -> None:
        """Choose a speaker."""
        turns: Counter[str] = Counter()
        roles: dict[str, str] = {}
        for document in self.study.documents():
            for speaker in document.speakers:
                if speaker.pseudonym:
                    turns[speaker.pseudonym] += 1
                    roles.setdefault(speaker.pseudonym, f"{speaker.role.value}, {document.name}")
        entries = [
            Entry(name, name, roles[name] if turns[name] == 1 else f"in {turns[name]} documents")
            for name in sorted(turns)
        ]
        self._limit("Only what they say", entries, lambda s: replace(self.limits, speaker=s))

    def do_search_document(self) -> None:
        """Choose a document; the one from which one came stands first."""
        documents = list(self.study.documents())
        documents.sort(key=lambda d: self.document is None or d.id != self.document.id)
        entries = [Entry(d.id, d.name, d.kind.value) for d in documents]

        def change(key: str) -> Limits:
            return replace(self.limits, documents=(key,) if key else ())

        self._limit("Only in this document", entries, change)

    def do_search_kind(self) -> None:
        """Choose a type of document."""
        counts = Counter(document.kind for document in self.study.documents())
        kinds = {kind.value: kind for kind in counts}
        entries = [Entry(kind.value, kind.value, f"{n} documents") for kind, n in counts.items()]
        self._limit(
            "Only in this type of document", entries,
            lambda key: replace(self.limits, kind=kinds.get(key)),
        )  # fmt: skip

    def do_search_attribute(self) -> None:
        """Choose an attribute of participants and its value; several may be combined."""
        counts, answered = (
            Counter(pair for person in people for pair in person.attributes.items() if pair[1])
            for people in (self.study.participants(), self.study.respondents())
        )
        if not counts | answered:
            self.refuse(
                "no participant has an attribute", "write them into transcripts/participants.csv"
            )
        pairs = {f"{name} {value}": (name, value) for name, value in sorted(counts | answered)}
        entries = [
            Entry(key, key, _of_both(counts[pair], answered[pair])) for key, pair in pairs.items()
        ]

        def change(key: str) -> Limits:
            if not key:
                return replace(self.limits, attributes=())
            name, value = pairs[key]
            others = [pair for pair in self.limits.attributes if pair[0] != name]
            return replace(self.limits, attributes=(*others, (name, value)))

        self._limit("Only participants with …", entries, change)

    def do_search_code(self) -> None:
        """Choose the code in whose codings to look."""
        self.read_book()
        self._limit(
            "Only what touches codings of …", self.code_entries(self.book.active()),
            lambda code: replace(self.limits, code=code),
        )  # fmt: skip

    def do_search_without(self) -> None:
        """Choose the code outside whose codings to look."""
        self.read_book()
        self._limit(
            "Only what touches no coding of …", self.code_entries(self.book.active()),
            lambda code: replace(self.limits, not_code=code),
        )  # fmt: skip


def _of_both(participants: int, respondents: int) -> str:
    """How many have an attribute: those interviewed and those surveyed, never added up."""
    if not respondents:
        return f"{participants} participants"
    return f"{participants} participants, {respondents} respondents"
