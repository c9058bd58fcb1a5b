"""What stands against letting quotations leave, asked before anything is written."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from qualkit.core.clearing import Against
from qualkit.core.deidentifying import Profile, State
from qualkit.core.masking import Masks
from qualkit.core.quotes import Line, Quote
from qualkit.core.records import Participant, Span
from qualkit.core.text import union
from qualkit.errors import InputError
from qualkit.privacy import consent, gate
from qualkit.privacy.rendering import united
from qualkit.storage import findings as rows
from qualkit.study.deidentify.rendered import replacements
from qualkit.study.session import Session

if TYPE_CHECKING:
    from qualkit.study.attribution.attributions import Attributions
    from qualkit.study.selections.attributing import Wishes

NOBODY = "it is not known who speaks, so nobody has agreed"
UNSCANNED = "its text was not scanned for identifiers as it is now"
OPEN = "something in it, or in a sentence that it touches, may say who somebody is: not decided"
Standing = tuple[Against, str]


def chosen_profile(session: Session, name: str) -> Profile:
    """The profile of that name; what study.yaml says where none is named."""
    try:
        return Profile(name or session.settings.quotes.profile)
    except ValueError as error:
        raise InputError(
            f"there is no profile '{name}'", f"choose {', '.join(each.value for each in Profile)}"
        ) from error


def standings(session: Session, profile: Profile) -> dict[str, Standing]:
    """Everybody, participant or respondent, who may not be quoted word for word today, and why."""
    from qualkit.study.survey.respondents import everybody

    today, forms = date.today(), session.settings.consent
    found = {
        person.pseudonym: consent.standing(person, forms, today, profile.value)
        for person in everybody(session)
    }
    return {pseudonym: standing for pseudonym, standing in found.items() if standing}


def refusals(session: Session, profile: Profile | None = None) -> dict[str, str]:
    """Everybody who must not be quoted word for word today, with why: the readers are the usual
    ones where nobody says which."""
    found = standings(session, profile or chosen_profile(session, ""))
    return {person: said for person, (kind, said) in found.items() if kind.left_out}


class Clearing:
    """Who may be quoted, what reads as something else and what prints beside it, for a profile."""

    def __init__(
        self, session: Session, profile: Profile, *, beside: str = "",
        wishes: Wishes | None = None,
    ) -> None:  # fmt: skip
        """`beside` is an attribute by which quotations are put into columns, `wishes` say which
        attributes are to print with single quotations."""
        self.session = session
        self.profile = profile
        self._grouped_by = beside
        self._wishes = wishes
        self.forms = session.roster().forms()
        self.anonymous = profile is Profile.PUBLIC or (
            profile is Profile.COMMISSIONER and not session.settings.attribution.pseudonym
        )
        """Whether nothing is printed by which two quotations of one person could be joined."""
        self._standings = standings(session, profile)
        self._named = {person.pseudonym for person in _everybody(session)}
        self._documents = {document.id: document for document in session.documents()}
        self._scanned = rows.scanned(session.store.database)
        self._by_people: dict[tuple[str, ...], Standing | None] = {}
        self._places: dict[str, tuple[str, Sequence[int], Sequence[int]]] = {}
        self._masks: dict[str, Masks] = {}
        self._beside: dict[tuple[tuple[str, ...], bool, tuple[str, ...] | None], str] = {}
        self._document_names: dict[str, str] = {}
        self._citations: dict[str, str] = {}
        self._by_name = {document.name: document for document in session.documents()}

    def masks(self, version_id: str) -> Masks:
        """What reads as something else in a text: what was decided, and names on the roster."""
        if version_id not in self._masks:
            decided = replacements(self.session, version_id, self.profile)
            text = self.session.text(version_id).text
            word = _somebody if self._published(version_id) else self._pseudonym
            named = tuple(gate.named_in(text, self.forms, word))
            self._masks[version_id] = Masks(united(text, (*decided, *named)) if named else decided)
        return self._masks[version_id]

    def _pseudonym(self, pseudonym: str) -> str:
        return "[participant]" if self.anonymous else f"[{pseudonym}]"

    def against_speakers(self, quote: Quote, speakers: tuple[str, ...]) -> Standing | None:
        """What consent says against a quotation: first what is refused, then what is unknown."""
        if not speakers:
            return self._against_nobody(quote)
        if speakers not in self._by_people:
            self._by_people[speakers] = self._of_all(speakers)
        standing = self._by_people[speakers]
        if standing and quote.paraphrased and standing[0] is Against.PARAPHRASE:
            return None
        return standing

    def lets(self, quote: Quote) -> bool:
        """Whether nobody who speaks in it has refused."""
        standing = self.against_speakers(quote, quote.speakers)
        return standing is None or not standing[0].left_out

    def _against_nobody(self, quote: Quote) -> Standing | None:
        """What consent says where no pseudonym stands for who speaks: an interviewer needs none,
        a participant whom nobody can ask has not agreed."""
        voices = any(line.participant for line in quote.lines)
        if not voices or self.profile is Profile.TEAM or self._published(quote.version_id):
            return None
        return Against.UNRECORDED, NOBODY

    def _of_all(self, speakers: tuple[str, ...]) -> Standing | None:
        found = [(person, self._of(person)) for person in speakers]
        against = [(of[0], f"{person}: {of[1]}") for person, of in found if of]
        if self.profile is Profile.TEAM:
            against = [each for each in against if each[0].left_out]
        # Of a paraphrase and a refusal the refusal counts, of a refusal and an unknown too.
        return min(against, key=lambda each: _RANK.get(each[0], 1), default=None)

    def _of(self, person: str) -> Standing | None:
        if person in self._named:
            return self._standings.get(person)
        return Against.UNRECORDED, "no consent on record"

    def _published(self, version_id: str) -> bool:
        document = self._documents.get(self.session.text(version_id).document_id)
        return document is not None and document.kind.published

    def against_words(self, quote: Quote) -> Standing | None:
        """What de-identification says against a quotation; nothing for the team."""
        if self.profile is Profile.TEAM or quote.paraphrased:
            return None
        return self._against_place(quote.version_id, quote.start, quote.end)

    def _against_place(self, version_id: str, start: int, end: int) -> Standing | None:
        if version_id not in self._places:
            self._places[version_id] = self._waiting(version_id)
        unscanned, starts, ends = self._places[version_id]
        if unscanned:
            return Against.UNSCANNED, unscanned
        if starts:
            at = bisect_right(ends, start)
            if at < len(starts) and starts[at] < end:
                return Against.OPEN, OPEN
        return None

    def nothing_against(
        self, speakers: tuple[str, ...], version_id: str, start: int, end: int
    ) -> bool:
        """Whether nothing at all stands against what these people say there, word for word."""
        if speakers not in self._by_people:
            self._by_people[speakers] = self._of_all(speakers)
        if self._by_people[speakers]:
            return False
        return self.profile is Profile.TEAM or not self._against_place(version_id, start, end)

    def _waiting(self, version_id: str) -> tuple[str, Sequence[int], Sequence[int]]:
        """The sentences in which something is not decided."""
        if version_id not in self._scanned:
            return ("" if self._published(version_id) else UNSCANNED), (), ()
        stored = rows.on_versions(self.session.store.database, [version_id], State.REVIEW)
        sentences = self.session.text(version_id).structure.sentences if stored else ()
        found: list[Span] = []
        for finding in stored:
            found.append(finding.span)
            found += [s for s in sentences if s.overlaps(finding.span)]
        joined = union(found)
        return "", [span.start for span in joined], [span.end for span in joined]

    @cached_property
    def attributions(self) -> Attributions:
        """What prints beside the quotations of each person."""
        from qualkit.study.attribution.attributions import attributions

        wanted = self._wishes.wanted if self._wishes else None
        return attributions(self.session, self.profile, wanted=wanted, beside=self._grouped_by)

    @cached_property
    def _groups(self) -> dict[str, str]:
        from qualkit.study.joint.material import attribute_of

        return attribute_of(self.session, self._grouped_by)

    def tells_group(self, person: str) -> bool:
        """Whether it may be told to which group of the attribute somebody belongs."""
        own = self._groups.get(person, "")
        told = self.profile is Profile.TEAM
        return told or self.attributions.group(person).casefold() == own.casefold()

    def dressed(self, quote: Quote) -> Quote:
        """The quotation with what prints beside it; without what joins it to others, in public."""
        speakers = quote.speakers
        beside = self._cited(quote.version_id) if not speakers else ""
        if speakers:
            shown = self._wishes.shown(quote) if self._wishes else None
            key = speakers, quote.paraphrased, shown
            if key not in self._beside:
                label = self.attributions.label(
                    speakers, paraphrased=quote.paraphrased, shown=shown
                )
                self._beside[key] = f"({label or 'participant'})"
            beside = self._beside[key]
        if self.anonymous:
            return quote.dressed(beside, "", _lettered(quote.lines))
        name = quote.document
        if name not in self._document_names:
            self._document_names[name] = self._document_name(name)
        return quote.dressed(beside, self._document_names[name], quote.lines)

    def _cited(self, version_id: str) -> str:
        """What prints beside literature, in public too: `(Smith and Lee, 2021)`."""
        if version_id not in self._citations:
            label = self._literature.get(self.session.text(version_id).document_id, "")
            self._citations[version_id] = f"({label})" if label else ""
        return self._citations[version_id]

    @cached_property
    def _literature(self) -> dict[str, str]:
        from qualkit.study.writings.citations import beside

        return beside(self.session)

    def _document_name(self, name: str) -> str:
        """A document's name as these readers may know it: "" where less prints of somebody who
        speaks in it than there is, since names of documents say `LEAD-02 third sector`."""
        document = self._by_name.get(name)
        if self.profile is not Profile.TEAM and document:
            people = {speaker.pseudonym for speaker in document.speakers}
            if people & self._widened:
                return ""
        return gate.mask_text(self.forms)(name)

    @cached_property
    def _widened(self) -> frozenset[str]:
        return frozenset(each.pseudonym for each in self.attributions.people if each.widened)


_RANK = {Against.PARAPHRASE: 2, Against.UNRECORDED: 3}


def _everybody(session: Session) -> Iterable[Participant]:
    from qualkit.study.survey.respondents import everybody

    return everybody(session)


def _somebody(_: str) -> str:
    """What stands for a name on the roster in literature: anybody can read there which it is, so
    that a pseudonym in its place would say whose it is."""
    return "[name]"


def _lettered(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """An exchange between A and B, whoever they are; one voice alone has no label."""
    if len(lines) == 1:
        _, words, participant = lines[0]
        return (Line("A" if participant else "Interviewer", words, participant),)
    letters: dict[str, str] = {}
    for line in lines:
        if line.participant and line.pseudonym not in letters:
            letters[line.pseudonym] = _letter(len(letters))
    return tuple(
        Line(letters[line.pseudonym] if line.participant else "Interviewer", *line[1:])
        for line in lines
    )


def _letter(number: int) -> str:
    return chr(ord("A") + number) if number < 26 else f"Voice {number + 1}"
