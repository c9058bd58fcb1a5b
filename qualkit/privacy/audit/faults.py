"""What is wrong with one quotation: its words, its speaker's consent, names in it, its label."""

from __future__ import annotations

from collections.abc import Sequence

from qualkit.core.audit import Fault, Finding, Quotation, Verdict
from qualkit.privacy.audit.grounds import Grounds
from qualkit.privacy.audit.labels import Labels, Named
from qualkit.privacy.audit.lookup import Found
from qualkit.privacy.audit.tokens import labels_in

_NOTHING_RECORDED = "no word about quoting on record (may_quote is empty)"


class Faults:
    """Finds the faults of quotations one by one."""

    def __init__(self, grounds: Grounds, labels: Labels, speakers: frozenset[str]) -> None:
        self._grounds = grounds
        self._labels = labels
        self._speakers = speakers

    def of(
        self, quotation: Quotation, found: Found, named: Named, speakers: tuple[str, ...]
    ) -> tuple[Finding, ...]:
        """All faults of a quotation that is found so, labelled so and spoken by these."""
        return (
            *_worded(found), *self.consent(speakers), *self.identifiers(quotation),
            *self._label(named, speakers, quotation),
        )  # fmt: skip

    def sharing(self, named: Named, speakers: Sequence[str]) -> int | None:
        """How many participants are what an attribution says; None where it says nothing."""
        return self._labels.sharing(named, speakers).count if named.attributes else None

    def consent(self, speakers: tuple[str, ...]) -> tuple[Finding, ...]:
        """Why somebody who spoke may not be quoted."""
        reasons = {
            who: self._grounds.obstacles.get(who)
            or (_NOTHING_RECORDED if who in self._grounds.unrecorded else "")
            for who in speakers
            if who
        }
        return tuple(
            Finding(Fault.CONSENT, f"{who}: {reason}") for who, reason in reasons.items() if reason
        )

    def identifiers(self, quotation: Quotation) -> tuple[Finding, ...]:
        """Whom or what a quotation and its label still show."""
        found = []
        for what, text in (("the quotation", quotation.text), ("its label", quotation.label)):
            found += [
                Finding(Fault.IDENTIFIER, f"{what} still shows {who}")
                for who in dict.fromkeys(self._grounds.names(text))
            ]
        return tuple(found)

    def _label(
        self, named: Named, speakers: tuple[str, ...], quotation: Quotation
    ) -> tuple[Finding, ...]:
        found = []
        inside = {self._labels_own(label) for label in labels_in(quotation.text)}
        meant = named.pseudonyms
        if meant and speakers and not {*speakers, *inside}.intersection(meant):
            said = " and ".join(speakers)
            message = f"the label says {', '.join(meant)}, the words are {said}'s"
            found.append(Finding(Fault.SPEAKER, message))
        elif (
            len(speakers) == 1
            and quotation.label
            and (other := self._labels.contradicts(speakers[0], named))
        ):
            message = f"the label says {', '.join(other)}, which {speakers[0]} is not"
            found.append(Finding(Fault.SPEAKER, message))
        return (*found, *self.singled_out(named, speakers))

    def _labels_own(self, label: str) -> str:
        return label if label in self._speakers else ""

    def singled_out(
        self, named: Named, speakers: Sequence[str], together: str = ""
    ) -> tuple[Finding, ...]:
        """Whether too few people are what an attribution says."""
        if not named.attributes:
            return ()
        share = self._labels.sharing(named, speakers)
        if not share.too_few:
            return ()
        who = f"1 {share.one} is" if share.count == 1 else f"{share.count} {share.noun} are"
        message = f"only {who} '{named.words()}'{together}; at least {share.least} should be"
        return (Finding(Fault.ATTRIBUTION, message),)


def _worded(found: Found) -> tuple[Finding, ...]:
    """The verdict as a finding."""
    match found.verdict:
        case Verdict.ALTERED:
            return (Finding(Fault.ALTERED, found.why or "the words differ from the transcript's"),)
        case Verdict.STITCHED:
            return (Finding(Fault.STITCHED, found.why),)
        case Verdict.NOT_FOUND:
            return (Finding(Fault.NOT_FOUND, "nothing like it stands in the transcripts"),)
        case _:
            return ()
