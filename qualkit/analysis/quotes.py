"""From codings to references and quotations: what is merged and what is said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from qualkit.core.masking import NO_MASKS, Masks
from qualkit.core.quotes import CUT, CodedSpan, Line, Quote
from qualkit.core.records import Role, Span, TextVersion
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
    alone = _Alone()
    if merge:
        return _merging(codings, alone)
    return (_merged((coding,), coding.end, alone) for coding in codings)


class _Alone(dict[str, tuple[str, ...]]):
    """Each text as the one in a tuple, which is made once: of half a million references the
    coders, rounds and layers would take 96 MB."""

    def __missing__(self, text: str) -> tuple[str, ...]:
        made = self[text] = (text,)
        return made


def _merging(codings: Iterable[CodedSpan], alone: _Alone) -> Iterator[Reference]:
    group: list[CodedSpan] = []
    end = 0
    for coding in codings:
        if group and not (
            coding.start < end
            and coding.version_id == group[0].version_id
            and coding.code == group[0].code
        ):
            yield _merged(group, end, alone)
            group = []
            end = 0
        group.append(coding)
        end = max(end, coding.end)
    if group:
        yield _merged(group, end, alone)


def _merged(group: Sequence[CodedSpan], end: int, alone: _Alone) -> Reference:
    if len(group) == 1:
        code, document, version, start, _, coder, name, book, layer = group[0]
        return Reference(
            code, document, version, start, end, alone[coder], alone[name], book, alone[layer]
        )
    first, last = group[0], group[-1]
    return Reference(
        first.code,
        first.document_id,
        first.version_id,
        first.start,
        end,
        _all(alone, {coding.coder for coding in group}),
        _all(alone, {coding.round for coding in group}),
        last.codebook_version,
        _all(alone, {coding.layer for coding in group}),
    )


def _all(alone: _Alone, texts: set[str]) -> tuple[str, ...]:
    return tuple(sorted(texts)) if len(texts) > 1 else alone[texts.pop()]


class Reader:
    """Reads out what is said in a span of one text, by speaker.

    `masks` are stretches that read as something else: a span that touches one reads the whole of
    what stands in its place.
    """

    def __init__(self, version: TextVersion, masks: Masks = NO_MASKS) -> None:
        self.version = version
        self.masks = masks
        self._masked = masks if masks else None
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
        self._sketches: dict[int, tuple[int, tuple[Line, ...]]] = {}
        self._alone = {
            turn: (pseudonym,) if participant and pseudonym else ()
            for turn, (pseudonym, participant) in self._voices.items()
        }

    def lines(self, start: int, end: int) -> tuple[int, tuple[Line, ...]]:
        """The number, from 1, of the first turn with words in the span (0: none), and what each
        speaker says in it, turn by turn."""
        text, voices = self.version.text, self._voices
        masks = self._masked
        only = self._speech.only_turn(start, end)
        if only is not None:
            read = text[start:end] if masks is None else masks.read(text, start, end)
            words = " ".join(read.split())
            pseudonym, participant = voices[only]
            return (only + 1, (Line(pseudonym, words, participant),)) if words else (0, ())
        first, found, last, told = 0, [], None, 0
        for turn, part_start, part_end in self._speech.parts(start, end):
            if masks is not None:
                # Within a turn what replaces a stretch is said once, whatever parts it in two.
                read = masks.read(text, part_start, part_end, told if turn == last else 0)
                told = part_end
            else:
                read = text[part_start:part_end]
            words = " ".join(read.split())
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

    def trimmed(
        self, span: Span, cuts: Sequence[Span]
    ) -> tuple[int, tuple[Line, ...]]:  # fmt: skip
        """Like `lines` without what lies in the cuts, which are in order and apart.

        Wherever words are left out stands `[...]`: once for each cut in a turn, and at the end of
        what was said before where whole turns are left out.
        """
        made = _Trimmed(self._voices)
        told = 0
        for turn, start, end in self._speech.parts(span.start, span.end):
            at = start
            for cut in (each for each in cuts if each.start < end and each.end > start):
                if at < cut.start:
                    told = self._tell(made, turn, at, cut.start, told)
                if self.version.text[max(at, cut.start) : min(end, cut.end)].strip():
                    made.leave_out(turn)
                at = max(at, cut.end)
            if at < end:
                told = self._tell(made, turn, at, end, told)
        return made.finished()

    def _tell(self, made: _Trimmed, turn: int, start: int, end: int, told: int) -> int:
        # What replaces a stretch is said once, also where a part of it is cut away.
        read = self.masks.read(self.version.text, start, end, told if turn == made.last else 0)
        made.say(turn, " ".join(read.split()))
        return end

    def sketch(self, start: int, end: int) -> tuple[int, tuple[Line, ...]] | None:
        """Like `lines` without the words, four times as fast; None where several turns speak."""
        only = self._speech.only_turn(start, end)
        if only is None:
            return None
        if only not in self._sketches:
            pseudonym, participant = self._voices[only]
            self._sketches[only] = only + 1, (Line(pseudonym, "", participant),)
        return self._sketches[only]

    def heard(self, start: int, end: int) -> tuple[str, ...]:
        """The one participant with a pseudonym who speaks in a single turn there; () otherwise."""
        only = self._speech.only_turn(start, end)
        return self._alone[only] if only is not None else ()

    def voices(self, start: int, end: int) -> list[str]:
        """The participants whose words lie inside; "" for the one voice of a text without any."""
        only = self._speech.only_turn(start, end)
        turns = (
            (only,) if only is not None else [turn for turn, _, _ in self._speech.parts(start, end)]
        )
        return [self._voices[turn][0] for turn in turns if self._voices[turn][1]]


class _Trimmed:
    """Lines of which words are left out, as they grow."""

    def __init__(self, voices: Mapping[int, tuple[str, bool]]) -> None:
        self._voices = voices
        self._first = 0
        self._found: list[tuple[str, list[str], bool]] = []
        self.last: int | None = None
        self._waiting: int | None = None
        """The turn of a cut behind which nothing has been said yet, if its line is not there."""

    def say(self, turn: int, words: str) -> None:
        """Words of a turn that stay."""
        if not words:
            return
        if turn != self.last:
            if self._waiting not in (None, turn):
                self._close()
            self._first = self._first or turn + 1
            self.last = turn
            lead = [CUT] if self._waiting is not None else []
            pseudonym, participant = self._voices[turn]
            self._found.append((pseudonym, lead, participant))
        self._waiting = None
        self._found[-1][1].append(words)

    def leave_out(self, turn: int) -> None:
        """Words of a turn that do not."""
        if turn != self.last:
            self._waiting = turn
        elif self._found[-1][1][-1] is not CUT:
            self._found[-1][1].append(CUT)

    def _close(self) -> None:
        """Whole turns were left out: that is told at the end of the line before."""
        if self._found:
            if self._found[-1][1][-1] is not CUT:
                self._found[-1][1].append(CUT)
            self._waiting = None

    def finished(self) -> tuple[int, tuple[Line, ...]]:
        """The number, from 1, of the first turn with words, and what each speaker says."""
        if self._waiting is not None:
            self._close()
        return self._first, tuple(
            Line(pseudonym, " ".join(words), participant)
            for pseudonym, words, participant in self._found
        )


def quote(reference: Reference, document: str, reader: Reader, *, sketch: bool = False) -> Quote:
    """The words of a reference; with `sketch` most often no more than who speaks."""
    found = reader.sketch(reference.start, reference.end) if sketch else None
    turn, lines = found or reader.lines(reference.start, reference.end)
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
