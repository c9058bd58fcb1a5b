"""Labels that mean one person: initials after a full name, misspellings, corrections."""

from __future__ import annotations

import re
from collections.abc import Mapping

from qualkit.core.records import Transcript
from qualkit.importers.blocks import LabelMerge
from qualkit.importers.shapes import key_of, role_in
from qualkit.importers.vocabulary import PARTICLES, words_of

_TITLES = words_of("dr mr mrs ms miss prof professor sir dame rev")
_NOT_LETTERS = re.compile(r"[^\w]+")
# rapidfuzz ratio from which two labels of at least four letters may be one misspelt.
_SIMILAR = 80.0
# A misspelling is rare beside the right form: at most one turn in five of it, or two turns.
_RARE_SHARE = 0.2
_RARE_TURNS = 2


def initials_of(label: str) -> frozenset[str]:
    """The initials of a full name, in upper case, in both orders; empty for a single word.

    >>> sorted(initials_of("Marsh, Fiona"))
    ['FM', 'MF']
    """
    words = [
        word
        for word in re.split(r"[\s,.\-]+", role_in(label)[0])
        if word and word.casefold() not in _TITLES and word.casefold() not in PARTICLES
    ]
    if not 2 <= len(words) <= 4 or not all(word[0].isalpha() for word in words):
        return frozenset()
    letters = "".join(word[0] for word in words).upper()
    turned = letters[1:] + letters[0]
    ends = letters[0] + letters[-1]
    return frozenset({letters, ends, turned} if "," in label else {letters, ends})


def is_similar(one: str, other: str) -> bool:
    """Whether one label could be a misspelling of the other; numbers must agree."""
    from rapidfuzz import fuzz
    from rapidfuzz.distance import OSA

    a, b = (_NOT_LETTERS.sub(" ", key_of(label)).strip() for label in (one, other))
    if a == b:
        return True
    if re.findall(r"\d+", a) != re.findall(r"\d+", b) or min(len(a), len(b)) < 4:
        return False
    if _differ_in_a_letter_code(a, b):
        return False
    return fuzz.ratio(a, b) >= _SIMILAR or (OSA.distance(a, b) <= 1)


def _differ_in_a_letter_code(a: str, b: str) -> bool:
    """`Speaker A` and `Speaker B` are two people."""
    first, second = a.split(), b.split()
    if len(first) != len(second):
        return False
    return any(x != y and len(x) == len(y) == 1 for x, y in zip(first, second, strict=True))


def aliases(
    labels: Mapping[str, str], merges: Mapping[str, str]
) -> tuple[dict[str, str], list[str]]:
    """Where each key leads that is another's: by correction, role in brackets or initials.

    `labels` gives each key the label that stands in the file, in order of appearance.
    """
    found: dict[str, str] = {}
    warnings: list[str] = []
    given = {key_of(wrong): key_of(right) for wrong, right in merges.items()}
    for key in labels:
        if key in given and given[key] in labels and given[key] != key:
            found[key] = given[key]
    full = {key: initials_of(label) for key, label in labels.items() if key not in found}
    for key, label in labels.items():
        if key in found:
            continue
        letters = label.replace(".", "").replace(" ", "")
        owners = [other for other, initials in full.items() if letters in initials]
        if letters.isupper() and 2 <= len(letters) <= 4 and len(owners) == 1 and owners[0] != key:
            found[key] = owners[0]
            warnings.append(
                f"'{label}' and '{labels[owners[0]]}' were joined: initials of one name"
            )
    for key, target in _with_roles(labels, found).items():
        found.setdefault(key, target)
    return {key: _end_of(key, found) for key in found}, warnings


def _with_roles(labels: Mapping[str, str], found: Mapping[str, str]) -> dict[str, str]:
    """`Fiona (Interviewer)` and `Fiona` are one, unless a second role goes by the same name."""
    bearers: dict[str, list[str]] = {}
    for key, label in labels.items():
        bare, role = role_in(label)
        if role:
            bearers.setdefault(key_of(bare), []).append(key)
    return {
        bare: keys[0]
        for bare, keys in bearers.items()
        if bare in labels and len(keys) == 1 and bare not in found
    }


def _end_of(key: str, leads: Mapping[str, str]) -> str:
    seen = {key}
    while key in leads and leads[key] not in seen:
        key = leads[key]
        seen.add(key)
    return key


def suggest_merges(transcript: Transcript) -> tuple[LabelMerge, ...]:
    """Proposals for labels that look like misspellings of a frequent one; nothing is changed."""
    speakers = transcript.structure.speakers
    turns = [0] * len(speakers)
    for turn in transcript.structure.turns:
        turns[turn.speaker] += 1
    proposals = []
    for rare in speakers:
        limit = turns[rare.number]
        better = [
            other
            for other in speakers
            if other.number != rare.number
            and turns[other.number] > limit
            and limit <= max(_RARE_TURNS, _RARE_SHARE * turns[other.number])
            and (is_similar(rare.label, other.label) or _is_part(rare.label, other.label))
        ]
        if better:
            right = max(better, key=lambda other: (turns[other.number], -other.number))
            proposals.append(LabelMerge(rare.label, right.label, limit, turns[right.number]))
    return tuple(proposals)


def _is_part(short: str, full: str) -> bool:
    """`Melody` beside `Melody Kramer`."""
    words = _NOT_LETTERS.sub(" ", key_of(full)).split()
    return len(words) >= 2 and key_of(short) in words and len(short) >= 3 and short.isalpha()
