"""Where a search looks: documents, turns and passages that fit its limits."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from qualkit.core.records import Document, Role, Span, TextVersion
from qualkit.core.searching import Limits
from qualkit.core.text import union
from qualkit.errors import InputError, NotFoundError
from qualkit.storage import codings as rows
from qualkit.storage.codings import CodingFilter
from qualkit.study.blindness import undistracted
from qualkit.study.codebook import codebook
from qualkit.study.drafts import hidden_codes
from qualkit.study.session import Session, did_you_mean

_FILE = "see which there are: transcripts/participants.csv"


class Scope:
    """Limits, made ready to be asked of each document, turn and passage.

    Raises NotFoundError where a limit names a speaker or attribute that the study has not.
    """

    def __init__(self, session: Session, limits: Limits) -> None:
        self._session, self.limits = session, limits
        self._pseudonyms = self._with_attributes()
        self.documents = self._documents()
        self._inside = self._coded(limits.code)
        self._outside = self._coded(limits.not_code)
        self._own = self._coded("", own=True) if limits.uncoded else None

    def turns(self, version: TextVersion) -> frozenset[int] | None:
        """The numbers (from 0) of the turns to look at; None stands for all.

        In a text without speakers everything is said by a participant without a name.
        """
        limits = self.limits
        if not limits.by_speaker:
            return None
        structure = version.structure
        if not structure.turns:
            unnamed = not limits.speaker and self._pseudonyms is None
            fits = unnamed and limits.role in (None, Role.PARTICIPANT)
            return frozenset({-1}) if fits else frozenset()
        wanted = {
            speaker.number
            for speaker in structure.speakers
            if self._fits(speaker.pseudonym, speaker.role)
        }
        return frozenset(n for n, turn in enumerate(structure.turns) if turn.speaker in wanted)

    def _fits(self, pseudonym: str, role: Role) -> bool:
        limits = self.limits
        return (
            (not limits.speaker or pseudonym == limits.speaker)
            and (limits.role is None or role is limits.role)
            and (self._pseudonyms is None or pseudonym in self._pseudonyms)
        )

    def holds(self, version_id: str, span: Span) -> bool:
        """Whether a passage touches the codings that it should, and none that it should not."""
        if self._inside is not None and not touches(self._inside.get(version_id, ()), span):
            return False
        without = (self._outside, self._own)
        return not any(
            coded is not None and touches(coded.get(version_id, ()), span) for coded in without
        )

    def _coded(self, code: str, *, own: bool = False) -> dict[str, tuple[Span, ...]] | None:
        if not code and not own:
            return None
        seen = undistracted(self._session)
        whose = self._session.coder_or_refuse() if own or seen.closed else ""
        found: dict[str, list[Span]] = {}
        # What is coded with codes that were merged into this one counts for it.
        codes = codebook(self._session).family(code) if code else ()
        wanted = CodingFilter(codes=codes, coder=whose if own else "", sight=seen)
        hidden = hidden_codes(self._session)
        for coding in rows.codings(self._session.store.database, wanted):
            if coding.coder != whose and coding.code in hidden:
                continue
            found.setdefault(coding.version_id, []).append(coding.span)
        return {version: union(spans) for version, spans in found.items()}

    def _documents(self) -> Sequence[Document]:
        limits = self.limits
        found = [
            document
            for document in self._session.documents()
            if (not limits.documents or document.id in limits.documents)
            and (limits.kind is None or document.kind is limits.kind)
        ]
        if limits.speaker:
            names = {s.pseudonym for d in self._session.documents() for s in d.speakers}
            if limits.speaker not in names:
                raise NotFoundError(
                    f"nobody is called '{limits.speaker}' in this study",
                    did_you_mean(limits.speaker, sorted(names - {""})),
                )
        if not limits.by_speaker:
            return found
        return [d for d in found if not d.speakers or any(self._fits(s.pseudonym, s.role)
                                                         for s in d.speakers)]  # fmt: skip

    def _with_attributes(self) -> frozenset[str] | None:
        """The pseudonyms of those who have the attributes; None where none are asked for."""
        wanted = self.limits.attributes
        if not wanted:
            return None
        from qualkit.study.survey.respondents import everybody

        people = everybody(self._session)
        for name, value in wanted:
            names = list(dict.fromkeys(n for p in people for n in p.attributes))
            if name not in names:
                raise InputError(
                    f"participants have no attribute '{name}'", did_you_mean(name, names) or _FILE
                )
            values = sorted({p.attributes.get(name, "") for p in people} - {""})
            if value.casefold() not in (each.casefold() for each in values):
                raise InputError(
                    f"no participant has {name}={value}", did_you_mean(value, values) or _FILE
                )
        return frozenset(
            p.pseudonym
            for p in people
            if all(p.attributes.get(n, "").casefold() == v.casefold() for n, v in wanted)
        )


def touches(spans: Sequence[Span], span: Span) -> bool:
    """Whether one of the spans, which are in order and apart, overlaps `span`."""
    at = bisect_right(spans, span.start, key=lambda each: each.start) - 1
    return any(spans[i].overlaps(span) for i in (at, at + 1) if 0 <= i < len(spans))
