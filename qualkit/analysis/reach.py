"""How far a code reaches: participants, respondents of the survey, documents of literature.

The one home of the rule by which both are counted, in the table of quotations, the codebook and
its screens. One person may be interviewed and answer the survey too, and literature has no
participants, so the three are never summed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import dataclass, field

from qualkit.analysis.quotes import Reader, Reference


@dataclass(frozen=True, slots=True)
class Prevalence:
    """Distinct participants whose words lie inside, and references, of interviews, focus groups
    and other transcripts; distinct respondents and references of survey comments; documents and
    references of literature."""

    participants: int = 0
    references: int = 0
    respondents: int = 0
    comment_references: int = 0
    literature: int = 0
    literature_references: int = 0


@dataclass(slots=True)
class Reach:
    """What is counted of one code, reference by reference; parts can be put together."""

    references: int = 0
    people: set[str] = field(default_factory=set)
    comment_references: int = 0
    respondents: set[str] = field(default_factory=set)
    literature_references: int = 0
    literature: set[str] = field(default_factory=set)

    def add(
        self, reference: Reference, reader: Reader, *, of_survey: bool, published: bool = False
    ) -> None:
        """Count a reference of a document: of survey comments, of literature, or of neither."""
        if published:
            self.literature_references += 1
            self.literature.add(reference.document_id)
            return
        people: Iterable[str] = reader.heard(reference.start, reference.end)
        if not people:
            voices = reader.voices(reference.start, reference.end)
            # Without speakers the document is the only voice there is.
            people = [voice or reference.document_id for voice in voices]
        if of_survey:
            self.comment_references += 1
            self.respondents.update(people)
        else:
            self.references += 1
            self.people.update(people)

    def take(self, other: Reach) -> None:
        """Count what another has counted too; the two must have seen different references."""
        self.references += other.references
        self.people |= other.people
        self.comment_references += other.comment_references
        self.respondents |= other.respondents
        self.literature_references += other.literature_references
        self.literature |= other.literature

    def prevalence(self, person_of: Mapping[str, str]) -> Prevalence:
        """The numbers. `person_of` names the participant whom a respondent is known to be: who
        answered two surveys and agreed to be linked is one respondent."""
        respondents = {person_of.get(key, key) for key in self.respondents}
        return Prevalence(
            len(self.people), self.references, len(respondents), self.comment_references,
            len(self.literature), self.literature_references,
        )  # fmt: skip


def prevalence(
    found: Iterable[Reference],
    reader: Callable[[str], Reader],
    comments: Set[str] = frozenset(),
    person_of: Mapping[str, str] | None = None,
    literature: Set[str] = frozenset(),
) -> dict[str, Prevalence]:
    """Code id to its prevalence.

    `reader` gives the reader of a text version; `comments` are the ids of documents that hold
    survey comments, `literature` those of reviews and the like; `person_of` is that of
    `Reach.prevalence`.
    """
    reaches: dict[str, Reach] = {}
    for each in found:
        reach = reaches.setdefault(each.code, Reach())
        here = each.document_id
        reach.add(
            each, reader(each.version_id), of_survey=here in comments, published=here in literature
        )
    return {code: reach.prevalence(person_of or {}) for code, reach in reaches.items()}
