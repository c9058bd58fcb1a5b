"""What joint displays count: who said what under which code, in which kind of document."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from qualkit.core.joint import Count
from qualkit.core.quotes import Quote
from qualkit.core.records import DocumentKind

RESPONDENTS = frozenset(kind for kind in DocumentKind if kind.of_survey)
"""Kinds whose voices are those of the survey's respondents; the others are participants'."""

KINDS = (
    DocumentKind.INTERVIEW, DocumentKind.FOCUS_GROUP, DocumentKind.SURVEY_COMMENT,
    DocumentKind.OTHER,
)  # fmt: skip
"""In the order of printing; literature has no participants."""

PLURAL = {
    DocumentKind.INTERVIEW: "interviews", DocumentKind.FOCUS_GROUP: "focus groups",
    DocumentKind.SURVEY_COMMENT: "survey comments", DocumentKind.OTHER: "other documents",
}  # fmt: skip


class Piece(NamedTuple):
    """One reference of a code: whose words lie inside, under which question they were said.

    `words` are those of each of `people`, in the same order; `starred` that somebody marked it
    as worth printing, `counter` as speaking against its code; `quotable` that everybody in it may
    be quoted word for word.
    """

    code: str
    kind: DocumentKind
    document: str
    people: tuple[str, ...]
    words: tuple[int, ...]
    quote: Quote
    question: str = ""
    starred: bool = False
    counter: bool = False
    quotable: bool = True


@dataclass(frozen=True, slots=True)
class Grouping:
    """The groups that a display is by: `of` says to which each person belongs.

    `hidden` are the groups too small to be shown among participants and among respondents
    (`RESPONDENTS`); `few` those of whom too few speak in a kind of document. `silent` are the
    people beside whose words the group is not said: with what else prints of them it would single
    them out. `total_shown` says of a row's counts by group and kind whether their total would not
    give a hidden group back.
    """

    by: str
    order: tuple[str, ...]
    of: Mapping[str, str]
    hidden: frozenset[str] = frozenset()
    hidden_respondents: frozenset[str] = frozenset()
    total_shown: Callable[[DocumentKind, Mapping[str, int]], bool] = lambda _, __: True
    few: Mapping[DocumentKind, frozenset[str]] = field(default_factory=dict)
    silent: frozenset[str] = frozenset()

    def hides(self, group: str, kind: DocumentKind) -> bool:
        """Whether a group's figures are not shown in a kind of document."""
        whole = self.hidden_respondents if kind in RESPONDENTS else self.hidden
        return group in whole or group in self.few.get(kind, frozenset())

    def says(self, person: str, kind: DocumentKind) -> bool:
        """Whether a person's group may be said beside what they said."""
        return person not in self.silent and not self.hides(self.of.get(person, ""), kind)

    @property
    def never_shown(self) -> frozenset[str]:
        """The groups that are hidden among participants or among respondents."""
        return self.hidden | self.hidden_respondents


@dataclass(frozen=True, slots=True)
class Material:
    """All that a display is made of. `voices` are the people of each kind of document that has
    been coded; `asked` the questions that each was asked, None where none is known."""

    pieces: tuple[Piece, ...]
    voices: Mapping[DocumentKind, frozenset[str]]
    asked: Mapping[str, frozenset[str]] | None = None
    uncoded: tuple[str, ...] = ()
    """Documents that nobody has coded yet, which count for nothing."""
    raised_under: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Code to the questions under which anybody raised it."""
    _by_code: dict[str, list[Piece]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    @property
    def kinds(self) -> tuple[DocumentKind, ...]:
        """The kinds that there are voices of, in the order of printing."""
        return tuple(kind for kind in KINDS if self.voices.get(kind))

    def of(self, codes: Iterable[str]) -> tuple[Piece, ...]:
        """The pieces of these codes."""
        if self.pieces and not self._by_code:
            # A crosstab asks some thousand times.
            for piece in self.pieces:
                self._by_code.setdefault(piece.code, []).append(piece)
        wanted = dict.fromkeys(codes)
        return tuple(piece for code in wanted for piece in self._by_code.get(code, ()))

    def count(
        self, pieces: Iterable[Piece], kind: DocumentKind, people: frozenset[str] | None = None
    ) -> Count:
        """How far these pieces reach among all voices of a kind, or among these people of it."""
        here = self.voices.get(kind, frozenset())
        whom = here if people is None else here & people
        own = [p for p in pieces if p.kind is kind and (people is None or whom & set(p.people))]
        raised = {person for piece in own for person in piece.people} & whom
        asked = self._asked(kind, {piece.code for piece in own}, whom - raised)
        return Count(kind, len(raised), len(whom), len(own), asked)

    def reach(
        self, codes: Iterable[str], kind: DocumentKind, people: frozenset[str] | None = None
    ) -> Count:
        """The same of codes, with those who were asked and did not raise any of them."""
        wanted = tuple(codes)
        found = self.count(self.of(wanted), kind, people)
        here = self.voices.get(kind, frozenset())
        whom = here if people is None else here & people
        raised = {person for p in self.of(wanted) if p.kind is kind for person in p.people}
        asked = self._asked(kind, set(wanted), whom - raised)
        return Count(kind, found.participants, found.of, found.references, asked)

    def _asked(self, kind: DocumentKind, codes: set[str], silent: frozenset[str]) -> int | None:
        # The guide is that of interviews: a survey asks its own questions.
        if self.asked is None or kind in RESPONDENTS:
            return None
        questions = frozenset().union(*(self.raised_under.get(code, ()) for code in codes))
        if not questions:
            return None
        return sum(bool(questions & self.asked.get(person, frozenset())) for person in silent)


def people_of(grouping: Grouping, group: str, voices: Iterable[str]) -> frozenset[str]:
    """The people of a group among these."""
    return frozenset(person for person in voices if grouping.of.get(person, "") == group)


def count_text(count: Count, *, percent: bool = False) -> str:
    """Participants before references: `3 of 10; 7 references`, or `did not raise (0 of 10)`."""
    if not count.of:
        return "nobody of this group"
    of = f"{count.participants} of {count.of}"
    if not count.participants:
        asked = "" if count.asked is None else f"; asked: {count.asked}"
        return f"did not raise ({of}{asked})"
    share = f" ({100 * count.participants / count.of:.0f} %)" if percent else ""
    noun = "reference" if count.references == 1 else "references"
    return f"{of}{share}; {count.references} {noun}"


def counts_text(counts: Iterable[Count]) -> str:
    """Each kind of document on a line of its own: they are never added up."""
    return "\n".join(f"{PLURAL[count.kind]}: {count_text(count)}" for count in counts)


def in_groups(
    material: Material, grouping: Grouping, kind: DocumentKind
) -> Iterator[tuple[str, frozenset[str]]]:
    """Each group with its people among the voices of a kind."""
    voices = material.voices.get(kind, frozenset())
    for group in grouping.order:
        yield group, people_of(grouping, group, voices)
