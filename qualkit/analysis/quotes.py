"""From codings to references and quotations: what is merged, counted and said."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from qualkit.core.quotes import Line, Quote
from qualkit.core.records import Coding, Role, Span, TextVersion
from qualkit.core.text import Spoken, spoken, squeeze


@dataclass(frozen=True, slots=True)
class Reference:
    """A stretch of one text under one code: one coding, or several that overlap, merged."""

    code: str
    document_id: str
    version_id: str
    span: Span
    coders: tuple[str, ...]
    rounds: tuple[str, ...]
    codebook_version: str
    memo: str = ""


def references(codings: Iterable[Coding], *, merge: bool = True) -> Iterator[Reference]:
    """The references of codings that come sorted by code, text and start.

    Codings of one code and text that share a character are one reference, whoever made them
    (unless `merge` is false); those that merely touch are two.
    """
    group: list[Coding] = []
    end = 0
    for coding in codings:
        fits = (
            merge
            and group
            and coding.code == group[0].code
            and coding.version_id == group[0].version_id
            and coding.span.start < end
        )
        if group and not fits:
            yield _merged(group)
            group = []
            end = 0
        group.append(coding)
        end = max(end, coding.span.end)
    if group:
        yield _merged(group)


def _merged(group: Sequence[Coding]) -> Reference:
    first = group[0]
    if len(group) == 1:
        span = first.span
        coders: tuple[str, ...] = (first.coder,)
        rounds: tuple[str, ...] = (first.round,)
    else:
        span = Span(first.span.start, max(coding.span.end for coding in group))
        coders = tuple(sorted({coding.coder for coding in group}))
        rounds = tuple(sorted({coding.round for coding in group}))
    return Reference(
        code=first.code,
        document_id=first.document_id,
        version_id=first.version_id,
        span=span,
        coders=coders,
        rounds=rounds,
        codebook_version=max(group, key=lambda c: c.created_at).codebook_version,
        memo="\n".join(coding.memo for coding in group if coding.memo),
    )


class Reader:
    """Reads out what is said in a span of one text, by speaker."""

    def __init__(self, version: TextVersion) -> None:
        self.version = version
        self._pieces: tuple[Spoken, ...] = spoken(version.text, version.structure)
        self._starts = [piece.span.start for piece in self._pieces]

    def pieces(self, span: Span) -> Iterator[tuple[int, Span]]:
        """(turn number from 0, spoken part) of every stretch that the span covers."""
        first = max(0, bisect_right(self._starts, span.start) - 1)
        for piece in self._pieces[first:]:
            if piece.span.start >= span.end:
                break
            if part := piece.span.intersection(span):
                yield piece.turn, part

    def lines(self, span: Span) -> tuple[Line, ...]:
        """What each speaker says inside the span, turn by turn."""
        text, structure = self.version.text, self.version.structure
        found: list[tuple[int, str]] = []
        for turn, part in self.pieces(span):
            words = squeeze(part.of(text))
            if not words:
                continue
            if found and found[-1][0] == turn:
                found[-1] = (turn, f"{found[-1][1]} {words}")
            else:
                found.append((turn, words))
        lines = []
        for turn, words in found:
            if turn < 0:
                lines.append(Line("", words, participant=True))
            else:
                speaker = structure.speakers[structure.turns[turn].speaker]
                is_participant = speaker.role is not Role.INTERVIEWER
                lines.append(Line(speaker.pseudonym, words, is_participant))
        return tuple(lines)

    def first_turn(self, span: Span) -> int:
        """The number, from 1, of the turn in which the span begins to hold words; 0 for none."""
        return next((turn + 1 for turn, _ in self.pieces(span)), 0)


def quote(reference: Reference, document: str, reader: Reader) -> Quote:
    """The words of a reference."""
    return Quote(
        code=reference.code,
        document=document,
        version_id=reference.version_id,
        sha256=reader.version.sha256,
        span=reference.span,
        turn=reader.first_turn(reference.span),
        lines=reader.lines(reference.span),
        coders=reference.coders,
        round="+".join(reference.rounds),
        codebook_version=reference.codebook_version,
        memo=reference.memo,
    )


@dataclass(frozen=True, slots=True)
class Prevalence:
    """How far a code reaches: distinct participants whose words lie inside, and references."""

    participants: int
    references: int


def prevalence(
    found: Iterable[Reference], reader: Callable[[str], Reader]
) -> dict[str, Prevalence]:
    """Code id to its prevalence; `reader` gives the reader of a text version."""
    people: dict[str, set[str]] = {}
    counts: dict[str, int] = {}
    for reference in found:
        counts[reference.code] = counts.get(reference.code, 0) + 1
        voices = people.setdefault(reference.code, set())
        structure = reader(reference.version_id).version.structure
        for turn, _ in reader(reference.version_id).pieces(reference.span):
            if turn < 0:
                # Without speakers the document is the only voice there is.
                voices.add(reference.document_id)
                continue
            speaker = structure.speakers[structure.turns[turn].speaker]
            if speaker.role is not Role.INTERVIEWER:
                voices.add(speaker.pseudonym)
    return {code: Prevalence(len(people[code]), n) for code, n in counts.items()}
