"""The audit: each quotation looked up, its speaker's consent, its label and its twins looked at."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from qualkit.core.audit import (
    QUOTING,
    Audit,
    Checked,
    Elsewhere,
    Place,
    Quotation,
    Report,
    Verdict,
)  # fmt: skip
from qualkit.core.wording import counted
from qualkit.privacy.audit.corpus import Corpus
from qualkit.privacy.audit.exact import Chain
from qualkit.privacy.audit.faults import Faults
from qualkit.privacy.audit.finder import quotations
from qualkit.privacy.audit.grounds import Grounds
from qualkit.privacy.audit.labels import Labels, Named, cites_literature
from qualkit.privacy.audit.lookup import NOWHERE, Found, Lookup
from qualkit.privacy.audit.own import OwnWords
from qualkit.privacy.audit.together import Judged, with_mosaic, with_twins
from qualkit.privacy.audit.tokens import pieces_of, without_labels

# Up to so many words in quotation marks may be an expression, a title or a word used oddly; more
# of them between single marks, where the report's quotations stand between double ones.
_TERM = 3
_SINGLE_TERM = 6
# Where an apostrophe or the end of a number was taken for a quotation mark.
_LETTERS = re.compile(r"[^\W\d_]{2}")


def audit(report: Report, grounds: Grounds) -> Audit:
    """What is wrong with a report's quotations, and where else it names somebody."""
    found = [q for q in quotations(report.paragraphs) if _LETTERS.search(q.text)]
    auditor = _Auditor(grounds, found)
    checked = auditor.all(found)
    notes = (*report.warnings, *grounds.notes, *_notes(checked, auditor.voiceless))
    return Audit(
        report.name,
        checked,
        tuple(_elsewhere(report, found, grounds)),
        notes,
        grounds.rule.minimum,
    )


class _Auditor:
    """Judges quotations one by one, then all together."""

    def __init__(self, grounds: Grounds, found: Sequence[Quotation]) -> None:
        self._grounds = grounds
        self._corpus = Corpus(grounds.sources)
        texts = [text for each in found for text in (each.text, *each.parts)]
        self._lookup = Lookup(self._corpus, texts)
        speakers = {
            speaker.pseudonym
            for source in grounds.sources
            for speaker in source.version.structure.speakers
        }
        self._labels = Labels(
            grounds.participants, grounds.respondents, speakers, grounds.rule, grounds.survey_rule
        )
        self._faults = Faults(grounds, self._labels, frozenset(speakers))
        self.voiceless = 0
        self._own = OwnWords(grounds.own)
        self._doubles = sum(q.single for q in found) * 2 < len(found)

    def all(self, found: Sequence[Quotation]) -> tuple[Checked, ...]:
        """The quotations, judged, in the order of the report."""
        judged = [each for quotation in found for each in self._looked_up(quotation)]
        return with_twins(with_mosaic(judged, self._faults), self._corpus.known)

    def _looked_up(self, quotation: Quotation) -> list[Judged]:
        found = self._lookup.find(quotation.text)
        if found.verdict is not Verdict.VERBATIM and len(quotation.parts) > 1:
            # Each paragraph opens with a mark: by the books one quotation, by oversight several.
            alone = [self._lookup.find(part) for part in quotation.parts]
            if all(each.verdict is not Verdict.NOT_FOUND for each in alone) and (
                found.verdict in (Verdict.NOT_FOUND, Verdict.STITCHED)
            ):
                return [
                    self._judged(replace(quotation, text=part, parts=()), each)
                    for part, each in zip(quotation.parts, alone, strict=True)
                ]
        named = self._named(quotation)
        if not quotation.sure and not named and found.verdict is Verdict.NOT_FOUND:
            return []
        return [self._judged(quotation, found)]

    def _named(self, quotation: Quotation) -> Named:
        label = self._labels.read(quotation.label)
        return label if label else self._labels.read_lead(quotation.lead_in)

    def _judged(self, quotation: Quotation, found: Found) -> Judged:
        named = self._named(quotation)
        other = self._no_participants(quotation, found, named)
        if other is not None:
            findings = self._faults.identifiers(quotation)
            checked = Checked(
                quotation.text, other, quotation.place, attribution=quotation.label,
                findings=findings,
            )  # fmt: skip
            return Judged(checked, Named())
        chain = self._chosen(found, named)
        voices = [v for r in chain for v in self._corpus.voices(*r) if v.participant]
        self.voiceless += any(not voice.pseudonym for voice in voices)
        speakers = tuple(dict.fromkeys(v.pseudonym for v in voices if v.pseudonym))
        checked = Checked(
            quotation.text, found.verdict, quotation.place, self._places(found, chain), speakers,
            quotation.label, self._faults.sharing(named, speakers), found.diff,
            self._faults.of(quotation, found, named, speakers),
        )  # fmt: skip
        return Judged(checked, named, quotation.listed)

    def _no_participants(self, quotation: Quotation, found: Found, named: Named) -> Verdict | None:
        """Whether a quotation is an expression or from a book, and so nobody's of the study."""
        if named:
            return None
        if not quotation.block and self._is_term(quotation, found):
            return Verdict.TERM
        if found.verdict is not Verdict.VERBATIM and self._own.have(quotation.text):
            return Verdict.TERM
        cited = found is NOWHERE and cites_literature(quotation.label, quotation.lead_in)
        return Verdict.CITED if cited else None

    def _is_term(self, quotation: Quotation, found: Found) -> bool:
        count = sum(len(p.tokens) for p in pieces_of(without_labels(quotation.text), ()))
        if quotation.single and self._doubles and found.verdict is not Verdict.VERBATIM:
            return count <= _SINGLE_TERM
        return count <= _TERM

    def _places(self, found: Found, chain: Chain) -> tuple[Place, ...]:
        if found.verdict is Verdict.STITCHED:
            return tuple(self._corpus.place(*part) for part in chain)
        return (self._corpus.place(chain[0][0], chain[-1][1]),) if chain else ()

    def _chosen(self, found: Found, named: Named) -> Chain:
        """Of several places the one that the label names; else one that may be quoted."""

        def rank(chain: Chain) -> tuple[bool, bool]:
            people = {v.pseudonym for r in chain for v in self._corpus.voices(*r) if v.participant}
            meant = bool(people.intersection(named.pseudonyms))
            return not meant, bool(self._faults.consent(tuple(people)))

        return min(found.chains, key=rank) if found.chains else ()


def _elsewhere(report: Report, found: Sequence[Quotation], grounds: Grounds) -> Iterable[Elsewhere]:
    """Who is named outside the quotations and their labels, paragraph by paragraph."""
    judged = [part for q in found for part in (*q.text.split("\n"), q.label) if part]
    for who in grounds.elsewhere(report.name):
        yield Elsewhere("the file's name", f"names {who}")
    for paragraph in report.paragraphs:
        text = paragraph.text
        if paragraph.part in QUOTING and any(True for _ in grounds.elsewhere(text)):
            for part in judged:
                text = text.replace(part, " ")
        for who in dict.fromkeys(grounds.elsewhere(text)):
            yield Elsewhere(paragraph.place, f"names {who}")


def _notes(checked: Sequence[Checked], voiceless: int) -> Iterable[str]:
    terms = sum(each.verdict is Verdict.TERM for each in checked)
    cited = sum(each.verdict is Verdict.CITED for each in checked)
    if terms:
        yield f"{counted(terms, 'expression')} in quotation marks without a label: not judged"
    if cited:
        yield f"{cited} not found, with a work of literature named beside it: not judged"
    if voiceless:
        yield (f"{voiceless} from texts without speakers: whose consent they need cannot be known")
