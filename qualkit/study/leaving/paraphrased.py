"""Paraphrases among quotations: behind what was said under their code, told as what they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from qualkit.core.codebook import Code, Codebook
from qualkit.core.quotes import Line, Quote
from qualkit.study.paraphrases import QuotedParaphrase, for_quotes
from qualkit.study.session import Session

if TYPE_CHECKING:
    from qualkit.study.quotes import QuoteChoice

LAYER = "paraphrase"


def as_quotes(
    session: Session, choice: QuoteChoice, codebook: Codebook, wanted: Sequence[Code]
) -> dict[str, list[Quote]]:
    """Code's id to the paraphrases of a choice, as quotations that say so."""
    found: dict[str, list[Quote]] = {}
    # They belong to no round of coding.
    if choice.round:
        return found
    document = session.document(choice.document) if choice.document else None
    for each in for_quotes(session, [code.id for code in wanted]):
        if choice.coder in ("", each.paraphrase.coder) and document in (None, each.document):
            code = codebook.current(each.paraphrase.code)
            found.setdefault(code, []).append(_quote(session, each, code))
    return found


def _quote(session: Session, each: QuotedParaphrase, code: str) -> Quote:
    written = each.paraphrase
    # The words are nobody's in particular: they stand in the first line, whoever spoke.
    people = each.speakers or ("",)
    words = (written.text, *("" for _ in people[1:]))
    lines = tuple(Line(who, said, True) for who, said in zip(people, words, strict=True))
    text = session.text(written.version_id)
    return Quote(
        code, each.document.name, text.id, text.sha256, written.span.start, written.span.end,
        each.turn, lines, (written.coder,), "", "", LAYER, paraphrased=True,
    )  # fmt: skip


def among(
    quotes: Iterator[Quote], written: Mapping[str, Sequence[Quote]], codes: Sequence[str]
) -> Iterator[Quote]:
    """Quotations that come code by code in the order of `codes`, the paraphrases behind them."""
    waiting = iter([code for code in codes if code in written])
    next_code = next(waiting, None)
    places = {code: place for place, code in enumerate(codes)}
    for code, group in groupby(quotes, key=attrgetter("code")):
        while next_code is not None and places[next_code] < places[code]:
            yield from written[next_code]
            next_code = next(waiting, None)
        yield from group
    while next_code is not None:
        yield from written[next_code]
        next_code = next(waiting, None)
