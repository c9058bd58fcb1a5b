"""A text as the coder at work may read it: with what is replaced in it, or as it was said.

Everything that shows somebody's words asks here. Offsets are those of the source whatever is shown.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qualkit.core.layout import Layout, lay_out
from qualkit.core.masking import NO_MASKS, Masks, Replacement
from qualkit.core.records import Change, Document, Span, Structure, TextVersion
from qualkit.core.said import Said
from qualkit.core.speech import Speech
from qualkit.core.text import squeeze
from qualkit.core.units import Units
from qualkit.study import stewardship
from qualkit.study.deidentify.rendered import team_masks
from qualkit.study.session import Session

if TYPE_CHECKING:
    from qualkit.study.study import Study


# Stored text holds no such character, and a pattern needs no escape for it.
_ANYTHING = "\ue000"


@dataclass(frozen=True, slots=True)
class Reading:
    """A text with what is shown in the place of some of its stretches; none in the source view.

    `version` is the record that offsets go by: its words are not for showing.
    """

    version: TextVersion
    masks: Masks = NO_MASKS

    @property
    def id(self) -> str:
        """The version's id."""
        return self.version.id

    @property
    def structure(self) -> Structure:
        """The speakers, turns, sentences and marks of the text."""
        return self.version.structure

    @property
    def characters(self) -> int:
        """How many characters the text has."""
        return len(self.version.text)

    def speech(self) -> Speech:
        """What is said in it, by span."""
        return Speech(self.version.text, self.version.structure, self.masks)

    def said(self, turns: Container[int] | None = None) -> Said:
        """What is said in it, to be searched."""
        return Said(self.version.text, self.version.structure, turns, self.masks)

    def units(self, structure: Structure | None = None) -> Units:
        """Its words, sentences, turns and exchanges; of a part of it with that part's structure."""
        return Units(self.version.text, structure or self.version.structure, self.masks)

    def read(self, span: Span) -> str:
        """What stands there as it may be read."""
        return self.masks.read(self.version.text, span.start, span.end)

    def fits(self, span: Span, quote: str) -> bool:
        """Whether `quote` can be what stands there, with or without the labels between turns.

        What is replaced may read in any way: in the words of the source, or as it was replaced
        before another decision.
        """
        text, structure = self.version.text, self.version.structure
        here = self.masks.within(span.start, span.end)
        masks = Masks(Replacement(each.span, _ANYTHING) for each in here)
        wanted = squeeze(quote)
        return _fits(masks.read(text, span.start, span.end), wanted) or _fits(
            Speech(text, structure, masks).said(span), wanted
        )

    def lay_out(self, width: int, *, spaced: bool = False, within: Span | None = None) -> Layout:
        """Its rows at a width."""
        return lay_out(
            self.version.text, self.version.structure, width, spaced=spaced, within=within,
            masks=self.masks,
        )  # fmt: skip


def _fits(there: str, wanted: str) -> bool:
    pattern = re.escape(squeeze(there)).replace(_ANYTHING, ".+?")
    return re.fullmatch(pattern, wanted) is not None


class _Looked:
    """The documents whose source texts were looked at while the study is open."""

    def __init__(self) -> None:
        self.documents: set[str] = set()


def reading(session: Session, version_id: str) -> Reading:
    """A text with what the team reads in it."""
    return Reading(session.text(version_id), team_masks(session, version_id))


def source(session: Session, documents: Iterable[Document], what: str) -> None:
    """Let the data steward look at source texts: logged once for each document while open.

    RefusedError for everybody else, where something in a document is replaced. A text in which
    nothing is replaced is read by all as it is.
    """
    looked = session.keep(_Looked).documents
    masked = [each for each in documents if team_masks(session, each.version_id)]
    if masked:
        stewardship.steward_or_refuse(session, "see the participants' own words")
    if new := [each.id for each in masked if each.id not in looked]:
        look(session, new, what)


def look(session: Session, documents: Sequence[str], what: str) -> Change | None:
    """Put into the log that source texts were looked at, by a door that is no text: see `source`.

    `documents` are ids. None where nothing can be written.
    """
    change = stewardship.look(session, documents, what)
    session.keep(_Looked).documents.update(documents)
    return change


def of(study: Study, document: Document, *, as_source: str = "") -> Reading:
    """The same for the screens; with `as_source`, the door's name, the source as it is."""
    session = study._session
    if not as_source:
        return reading(session, document.version_id)
    source(session, [document], as_source)
    return Reading(session.text(document.version_id))
