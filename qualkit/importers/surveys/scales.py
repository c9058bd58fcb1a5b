"""Which instrument a block of columns may be, by how many there are and what is answered."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from qualkit.core.instrument import Instrument
from qualkit.importers.surveys.layouts import key_of
from qualkit.importers.surveys.records import Answers, LabelValue

_NUMBER = re.compile(r"[-+]?\d{1,6}(?:[.,]\d{1,6})?")
# "6 - Every day", "3 = sometimes", "2. Rarely"; not "3-5 years".
_LED = re.compile(r"(?P<n>\d{1,3})\s*(?:[-–—=:.)]\s+|[=:)]\s*)(?P<text>\D.*)", re.DOTALL)
# What programs and people write for "not answered".
MISSING_CODES = frozenset(
    ("-1", "-8", "-9", "-77", "-88", "-99", "-999", "77", "88", "99", "777", "888", "999")
)
MOST_POINTS = 11
_STRAY = 0.9
_LONGEST = 60
_KNOWN = 0.6
_MOST_PARTS = 4


@dataclass(frozen=True, slots=True)
class Fit:
    """An instrument that columns may belong to; `ask` is what a person must say first."""

    instrument: Instrument
    answers: Answers
    labels: tuple[LabelValue, ...] = ()
    ask: str = ""


def number_of(text: str) -> float | None:
    """The number that a cell holds, a comma read as a point; None where it is no number."""
    return float(text.replace(",", ".")) if _NUMBER.fullmatch(text) else None


def led_numbers(texts: Sequence[str]) -> tuple[LabelValue, ...]:
    """The numbers at the head of all texts ("6 - Every day"), or none where one has none."""
    found = [_LED.fullmatch(text) for text in texts]
    pairs = [(t, f["n"]) for t, f in zip(texts, found, strict=True) if f]
    if not pairs or len(pairs) < len(texts):
        return ()
    return tuple(LabelValue(text, float(n)) for text, n in sorted(pairs, key=lambda p: int(p[1])))


def is_scale(distinct: Sequence[str]) -> bool:
    """Whether answers look like points of a scale: few numbers, or few short labels."""
    real = [text for text in distinct if text not in MISSING_CODES]
    numbers = [number_of(text) for text in real]
    if not real or len(real) > MOST_POINTS:
        return False
    if all(n is not None for n in numbers):
        return all(n is not None and 0 <= n <= 100 and n == int(n) for n in numbers)
    # Numbers among words are one scale only where the words begin with their numbers.
    mixed = any(n is not None for n in numbers) and not all(text[0].isdigit() for text in real)
    return len(real) > 1 and not mixed and all(len(text) <= _LONGEST for text in real)


def fits(
    columns: Sequence[Sequence[str]], stem: str, instruments: Sequence[Instrument]
) -> tuple[Fit, ...]:
    """The instruments that a block of columns may be, the likeliest alone where one stands out.

    A heading such as mbi_1 speaks for an instrument whose id begins with it; a key that is still
    to be filled in stands behind one that is complete.
    """
    answers = [text for column in columns for text in column]
    found = [
        (instrument, fit)
        for instrument in instruments
        if len(instrument.items) == len(columns)
        and (fit := _fit(answers, instrument, len(columns))) is not None
    ]
    if not found:
        return ()
    ranked = [(_named(stem, i), not i.open_key, not fit.ask) for i, fit in found]
    best = max(ranked)
    return tuple(fit for rank, (_, fit) in zip(ranked, found, strict=True) if rank == best)


def _named(stem: str, instrument: Instrument) -> bool:
    word = re.sub(r"[^a-z]", "", stem.casefold())
    return len(word) > 1 and re.sub(r"[^a-z]", "", instrument.id).startswith(word)


def _fit(answers: Sequence[str], instrument: Instrument, count: int) -> Fit | None:
    distinct = list(dict.fromkeys(answers))
    if all(number_of(text) is not None for text in distinct):
        ask = _number_doubt(answers, instrument, count)
        return None if ask is None else Fit(instrument, Answers.NUMBERS, ask=ask)
    if led := led_numbers(distinct):
        inside = all(label.value in instrument.values for label in led)
        return Fit(instrument, Answers.LABELS, led) if inside else None
    anchors = _anchors(instrument)
    unknown = [text for text in distinct if key_of(text) not in anchors]
    if len(distinct) - len(unknown) < _KNOWN * len(distinct):
        return None
    return Fit(instrument, Answers.LABELS, ask=_label_doubt(unknown, instrument))


def _anchors(instrument: Instrument) -> set[str]:
    labels = [anchor.label for anchor in instrument.anchors]
    labels += [anchor.label for _, own in instrument.item_anchors for anchor in own]
    return {key_of(label) for label in labels}


def in_anchors(distinct: Sequence[str], instruments: Sequence[Instrument]) -> bool:
    """Whether answers read as the anchors of a known instrument do: then an item may be asked."""
    keys = {key_of(text) for text in distinct}
    return len(keys) > 1 and any(keys <= _anchors(instrument) for instrument in instruments)


def _label_doubt(unknown: list[str], instrument: Instrument) -> str:
    if not unknown:
        return ""
    said = ", ".join(f"'{text}'" for text in unknown)
    return (
        f"{said}: no anchor of {instrument.id} reads so. Add under labels what each counts, such "
        f"as {{text: ..., value: {instrument.low:g}}}, or under missing if it is no answer"
    )


def _number_doubt(answers: Sequence[str], instrument: Instrument, count: int) -> str | None:
    """ "" where numbers fit the key as they are, None where they do not, else what to ask."""
    values = set(instrument.values)
    numbers = [number for text in answers if (number := number_of(text)) is not None]
    observed = set(numbers)
    scale = f"{instrument.low:g} to {instrument.high:g}"
    seen = f"answers run from {min(observed):g} to {max(observed):g}" if observed else ""
    if observed <= values:
        # With 3 answers an item a point that nobody ever uses is a sign, not chance.
        moved = {number - 1 for number in observed} <= values
        if instrument.low == 0 and moved and 0 not in observed and len(numbers) >= 3 * count:
            return (
                f"{seen} and none is 0, while {instrument.id} counts {scale}. If 1 stands for the "
                "lowest answer, write shift: -1; if these are the key's own numbers, shift: 0"
            )
        return ""
    for shift in (-1, 1):
        if {number + shift for number in observed} <= values:
            return (
                f"{seen}, while {instrument.id} counts {scale}. If every answer is coded one too "
                f"{'high' if shift < 0 else 'low'}, write shift: {shift}; if not, correct the file"
            )
    stray = [text for text in answers if number_of(text) not in values]
    if len(stray) > (1 - _STRAY) * len(answers):
        return None
    codes = sorted({text for text in stray if text in MISSING_CODES})
    if codes and len(codes) == len(set(stray)):
        listed = ", ".join(f'"{code}"' for code in codes)
        return (
            f"{listed} stands in {len(stray)} cells, while {instrument.id} counts {scale}. If it "
            f"means not answered, write at the top: missing: [{listed}]"
        )
    return ""


def which_instrument(count: int, instruments: Sequence[Instrument], doubted: Sequence[Fit]) -> str:
    """What to ask of columns that no instrument, or more than one, fits."""
    known = ", ".join(i.id for i in instruments) or "none yet"
    same = ", ".join(i.id for i in instruments if len(i.items) == count)
    if doubted:
        offered = ", ".join(fit.instrument.id for fit in doubted)
        return f"which of {offered}? Write it as the id, or own: true if they are your own"
    sized = f"; with {count} items: {same}" if same else f"; none has {count} items"
    return (
        f"which instrument are these {count} columns? Write its id (known: {known}{sized}), or "
        "own: true if the statements are your own, which keeps their wording; where two "
        "instruments stand side by side, make an entry for the columns of each"
    )


def divided(
    columns: Sequence[Sequence[str]], stem: str, instruments: Sequence[Instrument]
) -> tuple[int, ...]:
    """How many neighbours belong to each of several instruments, where only one division fits."""
    sizes = sorted({len(instrument.items) for instrument in instruments})
    found: list[tuple[int, ...]] = []

    def divide(start: int, before: tuple[int, ...]) -> None:
        if start == len(columns):
            found.append(before)
        for size in sizes if len(before) < _MOST_PARTS else ():
            part = columns[start : start + size]
            if len(part) == size and fits(part, stem, instruments):
                divide(start + size, (*before, size))

    divide(0, ())
    return found[0] if len(found) == 1 else ()
