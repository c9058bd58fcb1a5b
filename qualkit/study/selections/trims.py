"""Trimming: words of a chosen quotation that do not print, named by a person."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qualkit.core import trimming
from qualkit.core.deidentifying import Profile
from qualkit.core.folding import plain_signs
from qualkit.core.masking import Masks
from qualkit.core.records import Change, Span
from qualkit.core.speech import Speech
from qualkit.core.text import WORD, trimmed
from qualkit.errors import InputError, RefusedError
from qualkit.storage import selections as rows
from qualkit.storage.selections import ChosenRow
from qualkit.study.deidentify.rendered import replacements
from qualkit.study.reading import reading
from qualkit.study.selections.changing import chosen_row
from qualkit.study.session import Session

_SHORT = 40


def trim(
    session: Session, chosen: str, cut: Sequence[str | Span], keep: Sequence[str | Span]
) -> Change:
    """Leave out what is named to be cut, or all but what is named to be kept; with neither all
    words come back."""
    with session.write("trim quote" if cut or keep else "untrim quote") as entry:
        row = chosen_row(session, chosen)
        if row.version_id != session.document(row.document_id).version_id:
            raise RefusedError(
                "the text of this quotation was corrected since it was chosen",
                "place it anew first: qualkit documents carried",
            )
        made = cuts(session, row, cut, keep)
        version = session.text(row.version_id)
        relative = [Span(c.start - row.span.start, c.end - row.span.start) for c in made]
        rows.change(entry, row, cuts=trimming.written(relative, row.span.of(version.text)))
        entry.state(
            code=row.code, document=row.document_id, start=row.span.start, end=row.span.end
        )  # fmt: skip
    return entry.change()


def cuts(
    session: Session, row: ChosenRow, cut: Sequence[str | Span], keep: Sequence[str | Span]
) -> tuple[Span, ...]:
    """What is left out of a quotation, in order and apart; InputError where it cannot be."""
    version = session.text(row.version_id)
    text, speech = version.text, Speech(version.text, version.structure)
    words = _Words(session, row)
    every = _every_masks(session, row.version_id)
    away = [words.place(each) for each in cut]
    if keep:
        kept = trimming.united(speech, [words.place(each) for each in keep])
        # A full stop behind what is kept is no omission.
        away += [gap for gap in trimming.left(row.span, kept) if _word(speech, gap)]
    drawn = [span for each in away if (span := trimmed(text, each.start, each.end))]
    spoken = [span for span in drawn if _said(speech, span)]
    if len(drawn) < len(cut) or (cut and not spoken):
        raise InputError("nothing is said in what is to be cut", "name words of the quotation")
    for each in spoken:
        if wrong := trimming.fault(text, row.span, each, every):
            raise InputError(wrong, "cut whole words, and all or nothing of what is masked")
    apart = trimming.united(speech, spoken)
    if apart and not any(_word(speech, span) for span in trimming.left(row.span, apart)):
        raise InputError(
            "nothing would be left of the quotation",
            "take it out of the selection instead: qualkit quotes unselect",
        )
    return apart


def _said(speech: Speech, span: Span) -> bool:
    return any(speech.text[a:b].strip() for _, a, b in speech.parts(span.start, span.end))


def _word(speech: Speech, span: Span) -> bool:
    return any(WORD.search(speech.text, a, b) for _, a, b in speech.parts(span.start, span.end))


def _every_masks(session: Session, version_id: str) -> tuple[Masks, ...]:
    """What is replaced for any readers: none of it may be cut in two."""
    return tuple(Masks(replacements(session, version_id, profile)) for profile in Profile)


class _Words:
    """Finds words in a quotation as they are read, whatever their spacing and kind of quotes."""

    def __init__(self, session: Session, row: ChosenRow) -> None:
        self._span = row.span
        read = reading(session, row.version_id)
        self._said = read.said()
        parts = list(read.speech().parts(row.span.start, row.span.end))
        self._start = self._said.position(parts[0][1]) if parts else 0
        self._end = self._said.position(parts[-1][2] - 1, last=True) + 1 if parts else 0

    def place(self, named: str | Span) -> Span:
        """The span of the document that is meant; InputError where that is not clear."""
        if isinstance(named, Span):
            return named
        words = plain_signs(named).split()
        if not words:
            raise InputError("nothing is named that could be cut or kept", "name its words")
        pattern = re.compile(r"[\s\x00]+".join(map(re.escape, words)))
        inside = plain_signs(self._said.text[self._start : self._end])
        found = [match.span() for match in pattern.finditer(inside)]
        whole = [span for span in found if self._whole(inside, *span)]
        if len(whole) != 1:
            shown = named if len(named) <= _SHORT else f"{named[:_SHORT]}…"
            if found and not whole:
                said = f"'{shown}' would split a word of the quotation"
            elif whole:
                said = f"'{shown}' stands {len(whole)} times in the quotation"
            else:
                said = f"'{shown}' does not stand in the quotation"
            raise InputError(said, "name more words, as they are shown, or the characters")
        start, end = whole[0]
        place = self._said.source(self._start + start, self._start + end)
        if place is None:
            raise InputError("nothing is named that could be cut or kept", "name its words")
        # What is replaced is found by any part of it, and stands for the whole.
        first = self._said.position(place.start)
        last = self._said.position(place.end - 1, last=True) + 1
        if (first, last) != (self._start + start, self._start + end):
            raise InputError(
                f"the cut would split what reads as {self._said.text[first:last]}",
                "cut whole words, and all or nothing of what is masked",
            )
        return place

    def _whole(self, inside: str, start: int, end: int) -> bool:
        return not any(
            match.start() < edge < match.end()
            for edge in (start, end)
            for match in WORD.finditer(inside, max(0, edge - 100), edge + 100)
        )
