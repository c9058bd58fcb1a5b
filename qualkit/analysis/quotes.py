"""From codings to references and quotations: what is merged and what is said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from qualkit.core.quotes import CodedSpan, Line, Quote
from qualkit.core.records import Role, TextVersion
from qualkit.core.speech import Speech


class Reference(NamedTuple):
    """A stretch of one text under one code: one coding, or several that overlap, merged."""

    code: str
    document_id: str
    version_id: str
    start: int
    end: int
    coders: tuple[str, ...]
    rounds: tuple[str, ...]
    codebook_version: str
    layers: tuple[str, ...] = ("coder",)


def references(codings: Iterable[CodedSpan], *, merge: bool = True) -> Iterator[Reference]:
    """The references of codings that come sorted by code, text and start.

    Codings of one code and text that share a character are one reference, whoever made them
    (unless `merge` is false); those that merely touch are two. A merged reference bears the
    codebook version of its last coding.
    """
    return _merging(codings) if merge else (_merged((coding,), coding.end) for coding in codings)


def _merging(codings: Iterable[CodedSpan]) -> Iterator[Reference]:
    group: list[CodedSpan] = []
    end = 0
    for coding in codings:
        if group and not (
            coding.start < end
            and coding.version_id == group[0].version_id
            and coding.code == group[0].code
        ):
            yield _merged(group, end)
            group = []
            end = 0
        group.append(coding)
        end = max(end, coding.end)
    if group:
        yield _merged(group, end)


def _merged(group: Sequence[CodedSpan], end: int) -> Reference:
    first, last = group[0], group[-1]
    if len(group) == 1:
        coders: tuple[str, ...] = (first.coder,)
        rounds: tuple[str, ...] = (first.round,)
        layers: tuple[str, ...] = (first.layer,)
    else:
        coders = tuple(sorted({coding.coder for coding in group}))
        rounds = tuple(sorted({coding.round for coding in group}))
        layers = tuple(sorted({coding.layer for coding in group}))
    return Reference(
        first.code,
        first.document_id,
        first.version_id,
        first.start,
        end,
        coders,
        rounds,
        last.codebook_version,
        layers,
    )


class Reader:
    """Reads out what is said in a span of one text, by speaker."""

    def __init__(self, version: TextVersion) -> None:
        self.version = version
        structure = version.structure
        self._speech = Speech(version.text, structure)
        # Each turn's pseudonym and whether it is a participant's; a text without speakers has
        # one nameless voice.
        self._voices = {
            number: (
                structure.speakers[turn.speaker].pseudonym,
                structure.speakers[turn.speaker].role is not Role.INTERVIEWER,
            )
            for number, turn in enumerate(structure.turns)
        } or {-1: ("", True)}

    def lines(self, start: int, end: int) -> tuple[int, tuple[Line, ...]]:
        """The number, from 1, of the first turn with words in the span (0: none), and what each
        speaker says in it, turn by turn."""
        text, voices = self.version.text, self._voices
        only = self._speech.only_turn(start, end)
        if only is not None:
            words = " ".join(text[start:end].split())
            pseudonym, participant = voices[only]
            return (only + 1, (Line(pseudonym, words, participant),)) if words else (0, ())
        first, found, last = 0, [], None
        for turn, part_start, part_end in self._speech.parts(start, end):
            words = " ".join(text[part_start:part_end].split())
            if not words:
                continue
            if turn == last:
                pseudonym, before, participant = found[-1]
                found[-1] = Line(pseudonym, f"{before} {words}", participant)
                continue
            first = first or turn + 1
            last = turn
            pseudonym, participant = voices[turn]
            found.append(Line(pseudonym, words, participant))
        return first, tuple(found)

    def voices(self, start: int, end: int) -> list[str]:
        """The participants whose words lie inside; "" for the one voice of a text without any."""
        only = self._speech.only_turn(start, end)
        turns = (
            (only,) if only is not None else [turn for turn, _, _ in self._speech.parts(start, end)]
        )
        return [self._voices[turn][0] for turn in turns if self._voices[turn][1]]


def quote(reference: Reference, document: str, reader: Reader) -> Quote:
    """The words of a reference."""
    turn, lines = reader.lines(reference.start, reference.end)
    return Quote(
        reference.code,
        document,
        reference.version_id,
        reader.version.sha256,
        reference.start,
        reference.end,
        turn,
        lines,
        reference.coders,
        reference.rounds[0] if len(reference.rounds) == 1 else "+".join(reference.rounds),
        reference.codebook_version,
        "+".join(reference.layers),
    )
