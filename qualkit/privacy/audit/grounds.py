"""What a report is judged by: texts, people, consent, and what names somebody."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from qualkit.core.audit import Source
from qualkit.core.records import Participant
from qualkit.privacy.disclosure import Rule

Names = Callable[[str], Iterable[str]]
"""The pseudonyms of those whom a text still names, in whatever form."""


@dataclass(frozen=True, slots=True)
class Grounds:
    """What a report is judged by.

    `obstacles` are pseudonym to reason of those who may not be quoted, `unrecorded` those about
    whom nothing is on record. `names` finds identifiers in a quotation and its label, `elsewhere`
    in the rest of the file: interviewers may stand there. `rule` says how many people have
    to share what an attribution names, `survey_rule` how many respondents. `own` are texts of the
    study's own files, such as its codebook and the answers of its scales: what a report quotes of
    them without saying who said it, nobody did.
    """

    sources: Sequence[Source]
    participants: Sequence[Participant]
    respondents: Sequence[Participant]
    obstacles: Mapping[str, str]
    unrecorded: frozenset[str]
    names: Names
    elsewhere: Names
    rule: Rule = field(default_factory=Rule)
    survey_rule: Rule | None = None
    notes: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
