"""Which findings the rows of a list mean: by their ids, or by where they stand."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from qualkit.core.deidentifying import FoundWords
from qualkit.core.records import Document, Span
from qualkit.importers.decisions import DecisionRow
from qualkit.study.deidentify.listing import found
from qualkit.study.refused_rows import MisfitError
from qualkit.study.session import Session


@dataclass(frozen=True, slots=True)
class Unfound:
    """A stretch that a person marks and no scan has found."""

    document: Document
    span: Span
    words: str


class Places:
    """The findings on the texts in force, read once and looked up by id or by place."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._documents = {each.name: each for each in session.documents()}
        self._by_id: dict[str, FoundWords] = {}
        self._by_place: dict[tuple[str, Span], list[FoundWords]] = defaultdict(list)
        self._taken: set[str | tuple[str, Span]] = set()
        for each in found(session):
            self._by_id[each.finding.id] = each
            self._by_place[each.document, each.finding.span].append(each)

    def meant(self, item: DecisionRow) -> list[FoundWords] | Unfound:
        """What a row means; MisfitError where it means nothing, or what a row before it did."""
        meant = [self._of_id(item)] if item.id else self._there(item)
        if not meant:
            return self._unfound(item)
        for each in meant:
            self._take(each.finding.id)
        return meant

    def _take(self, key: str | tuple[str, Span]) -> None:
        if key in self._taken:
            raise MisfitError("the finding stands there twice")
        self._taken.add(key)

    def _of_id(self, item: DecisionRow) -> FoundWords:
        each = self._by_id.get(item.id)
        if each is None:
            raise MisfitError("there is no such finding on a text in force")
        span = each.finding.span
        if (item.start, item.end) not in ((None, None), (span.start, span.end)):
            raise MisfitError("the text was corrected since, and the finding has moved")
        return each

    def _there(self, item: DecisionRow) -> list[FoundWords]:
        there = self._by_place.get((item.document, _span(item)), ())
        return [each for each in there if item.type in (None, each.finding.type)]

    def _unfound(self, item: DecisionRow) -> Unfound:
        document = self._documents.get(item.document)
        if document is None:
            raise MisfitError(f"there is no document '{item.document}'")
        span = _span(item)
        if not item.by_hand:
            what = f"finding of type {item.type.value}" if item.type else "finding"
            raise MisfitError(
                f"no {what} stands at {span.start} to {span.end}; "
                "what no scan found has 'by hand' as its rule"
            )
        text = self._session.text(document.version_id).text
        words = text[span.start : span.end]
        if span.end > len(text) or not words.strip():
            raise MisfitError(f"there are no words at {span.start} to {span.end}")
        self._take((document.id, span))
        return Unfound(document, span, words)


def _span(item: DecisionRow) -> Span:
    return Span(item.start or 0, item.end or 0)
