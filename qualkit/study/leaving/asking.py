"""The gate asked of quotations one by one, and what came of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from qualkit.analysis.quotes import Reader, Reference
from qualkit.core.clearing import KEPT, Against, Clearance, Objection, Sort, Tally
from qualkit.core.deidentifying import Profile
from qualkit.core.quotes import Quote
from qualkit.core.records import Role
from qualkit.privacy import gate
from qualkit.study.leaving.clearing import Clearing, Standing


class Asking:
    """One walk: `allows` says of every quotation whether it may be chosen, `take` of those chosen
    what stands against them."""

    def __init__(
        self, clearing: Clearing, theme_of: Callable[[str], str], *, leave_out: bool = False,
        kept: int | None = KEPT,
    ) -> None:  # fmt: skip
        """`leave_out` lets no quotation be chosen that anything stands against; of each kind as
        many objections are `kept` one by one, or all, the rest are counted."""
        self._clearing = clearing
        self._theme_of = theme_of
        self._themes: dict[str, str] = {}
        self._leave_out = leave_out
        self._team = clearing.profile is Profile.TEAM
        self._tally = Tally(kept)
        self._left_out = self._taken = 0
        self._repeats = gate.Repeats(kept)
        self._quoted: set[tuple[str, ...]] = set()
        self._last: tuple[Quote | None, tuple[str, ...], Standing | None] = None, (), None
        self._singled_out = self._of_everybody() if leave_out and not self._team else {}

    def _of_everybody(self) -> dict[str, Objection]:
        """Whose attribution singles them out, whoever is quoted."""
        everybody = {
            speaker.pseudonym
            for document in self._clearing.session.documents()
            for speaker in document.speakers
            if speaker.role is Role.PARTICIPANT and speaker.pseudonym
        }
        found = self._clearing.attributions.against(sorted(everybody))
        return {person: each for each in found if each.against.blocks for person in each.people}

    def allows(self, quote: Quote) -> bool:
        """Whether a quotation may be chosen at all; why not is kept."""
        speakers = quote.speakers
        standing = self._clearing.against_speakers(quote, speakers)
        # Most are taken as soon as they are allowed: half a million times 1 us.
        self._last = quote, speakers, standing
        if standing and (standing[0].left_out or self._leave_out):
            return self._refuse(quote, *standing)
        if self._leave_out:
            if standing := self._clearing.against_words(quote):
                return self._refuse(quote, *standing)
            for person in speakers if self._singled_out else ():
                if person in self._singled_out:
                    each = self._singled_out[person]
                    return self._refuse(quote, each.against, each.said)
        return True

    def _refuse(self, quote: Quote, against: Against, said: str) -> bool:
        self._left_out += 1
        self._object(quote, against, said)
        return False

    def _object(self, quote: Quote, against: Against, said: str) -> None:
        if self._tally.full(against):
            self._tally.count(Sort(against, quote.document, said))
        else:
            self._tally.add(_about(quote, against, said))

    def take(self, quotes: Iterable[Quote], words: Callable[[Quote], str] = Quote.text) -> None:
        """Take in quotations that were chosen; `words` are those by which they are compared."""
        clearing, quoted = self._clearing, self._quoted
        for quote in quotes:
            last, speakers, standing = self._last
            if last is not quote:
                speakers = quote.speakers
                standing = clearing.against_speakers(quote, speakers)
            self._taken += 1
            quoted.add(speakers)
            if self._team:
                continue
            for each in (standing, clearing.against_words(quote)):
                if each:
                    self._object(quote, *each)
            self._repeats.add(self._theme(quote.code), speakers, quote, words(quote))

    def take_many(
        self, references: Iterable[Reference], readers: Mapping[str, Reader],
        make: Callable[[Reference], Quote],
    ) -> None:  # fmt: skip
        """The same of very many, which are compared by the words of the source.

        A quotation is made only where something is to be told of it: half a million take 1.4 s,
        2.5 s if all are made.
        """
        clearing, quoted, repeats = self._clearing, self._quoted, self._repeats
        singled_out = self._singled_out.keys()
        for each in references:
            code, _, version_id, start, end, *_ = each
            reader = readers[version_id]
            speakers = reader.heard(start, end)
            if not (
                speakers
                and clearing.nothing_against(speakers, version_id, start, end)
                and singled_out.isdisjoint(speakers)
            ):
                self._take_one(make(each), reader.version.text)
                continue
            self._taken += 1
            quoted.add(speakers)
            if not self._team:
                theme, words = self._theme(code), reader.version.text[start:end]
                if repeats.wants(theme, speakers, words):
                    repeats.keep(theme, make(each), words)

    def _take_one(self, quote: Quote, text: str) -> None:
        if quote.lines and self.allows(quote):
            self.take([quote], lambda quote: text[quote.start : quote.end])

    def _theme(self, code: str) -> str:
        if code not in self._themes:
            self._themes[code] = self._theme_of(code)
        return self._themes[code]

    @property
    def people(self) -> tuple[str, ...]:
        """Everybody who is quoted."""
        return tuple(sorted({person for people in self._quoted for person in people}))

    def clearance(self) -> Clearance:
        """What came of it."""
        found = self._tally
        widened: tuple[str, ...] = ()
        if self.people:
            widened = self._clearing.attributions.widened_of(self.people)
            if not self._team:
                found.update(self._clearing.attributions.against(self.people))
        found.update(self._repeats.objections())
        for sort, number in self._repeats.more().items():
            found.count(sort, number)
        return Clearance(
            self._clearing.profile.value, self._taken, self._left_out, tuple(found.objections),
            widened, found.more, (gate.UNSOUGHT,) if self._repeats.unsought else (),
        )  # fmt: skip


def _about(quote: Quote, against: Against, said: str) -> Objection:
    return Objection(
        against, said, quote.code, quote.document, quote.turn, quote.start, quote.end,
        quote.speakers,
    )  # fmt: skip
