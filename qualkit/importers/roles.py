"""Who asks and who answers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from statistics import mean

from qualkit.core.records import DocumentKind, Role, Structure, Turn
from qualkit.core.text import Spoken, count_words
from qualkit.importers.shapes import key_of, role_in
from qualkit.importers.vocabulary import INTERVIEWER, INTERVIEWER_CODES, OTHER, PARTICIPANT

_ASKS = re.compile(r"\?['\"’”)\]\s]*$")
# The one who asks ends at least three turns in ten with a question mark, and so at least 0.15
# more of them than anybody else.
_LEAST = 0.3
_MARGIN = 0.15
# A group: three participants who each have three turns and 3 % of all words.
_FOCUS_GROUP = 3
_GROUP_TURNS = 3
_GROUP_SHARE = 0.03


def roles_of(
    labels: Sequence[str], turns: Sequence[Turn], text: str, corrections: Mapping[str, Role]
) -> tuple[tuple[Role, ...], tuple[str, ...]]:
    """A role for each label, and a warning where nobody could be told to be the interviewer."""
    named = [_named(label, labels) for label in labels]
    warnings: tuple[str, ...] = ()
    if Role.INTERVIEWER not in named and len(labels) > 1:
        asker = _asker(named, turns, text)
        if asker is None:
            warnings = ("no interviewer recognised: all speakers are participants",)
        else:
            named[asker] = Role.INTERVIEWER
            warnings = (f"'{labels[asker]}' taken as the interviewer: asks most of the questions",)
    given = {key_of(label): role for label, role in corrections.items()}
    if any(role is Role.INTERVIEWER for role in given.values()):
        warnings = ()
    found = (
        given.get(key_of(label), named[n] or Role.PARTICIPANT) for n, label in enumerate(labels)
    )
    return tuple(found), warnings


def kind_of(text: str, structure: Structure, pieces: Sequence[Spoken]) -> DocumentKind:
    """What sort of document the speakers make; somebody who passes by makes no group."""
    if not structure.speakers:
        return DocumentKind.OTHER
    turns = Counter(turn.speaker for turn in structure.turns)
    often = [
        speaker.number
        for speaker in structure.speakers
        if speaker.role is Role.PARTICIPANT and turns[speaker.number] >= _GROUP_TURNS
    ]
    if len(often) < _FOCUS_GROUP:
        return DocumentKind.INTERVIEW
    words: Counter[int] = Counter()
    for piece in pieces:
        words[structure.turns[piece.turn].speaker] += count_words(text, (piece.span,))
    least = _GROUP_SHARE * words.total()
    focus = sum(words[number] >= least for number in often) >= _FOCUS_GROUP
    return DocumentKind.FOCUS_GROUP if focus else DocumentKind.INTERVIEW


def _named(label: str, labels: Sequence[str]) -> Role | None:
    """What the label itself says."""
    bare, role = role_in(label)
    for word in (bare, role):
        key = key_of(word)
        if not key:
            continue
        if OTHER.fullmatch(key):
            return Role.OTHER
        if INTERVIEWER.fullmatch(key) or re.sub(r"\d+$", "", key) in INTERVIEWER_CODES:
            return Role.INTERVIEWER
    if PARTICIPANT.fullmatch(key_of(bare)):
        return Role.PARTICIPANT if key_of(bare).startswith(_SAYS_SO) else None
    return _by_letter(key_of(bare), {key_of(other) for other in labels})


_SAYS_SO = ("participant", "interviewee", "respondent", "informant", "resp", "patient", "answer")


def _by_letter(key: str, keys: set[str]) -> Role | None:
    """F asks unless it is the female voice; R asks where P answers, and answers where I asks."""
    others = keys - {key}
    if re.fullmatch(r"f\d?", key) and not any(re.fullmatch(r"m\d*", other) for other in others):
        return Role.INTERVIEWER if len(others) and not _is_series("f", others) else None
    if re.fullmatch(r"m\d?", key) and others and not any(o.startswith("f") for o in others):
        return Role.INTERVIEWER if not _is_series("m", others) else None
    if key == "r" and any(re.fullmatch(r"p\d*", other) for other in others):
        return Role.INTERVIEWER
    return None


def _is_series(letter: str, others: set[str]) -> bool:
    return any(re.fullmatch(rf"{letter}\d+", other) for other in others)


def _asker(named: Sequence[Role | None], turns: Sequence[Turn], text: str) -> int | None:
    """The speaker who asks most, with a clear margin and no longer turns than the others."""
    said: list[list[tuple[bool, int]]] = [[] for _ in named]
    for turn in turns:
        asks = bool(_ASKS.search(text, max(turn.start, turn.end - 40), turn.end))
        said[turn.speaker].append((asks, turn.end - turn.start))
    shares = {
        number: mean(asks for asks, _ in pieces)
        for number, pieces in enumerate(said)
        if pieces and named[number] is None
    }
    if not shares:
        return None
    best = max(shares, key=lambda number: shares[number])
    rest = [share for number, share in shares.items() if number != best]
    rest += [mean(a for a, _ in p) for n, p in enumerate(said) if p and named[n] is not None]
    if (
        sum(asks for asks, _ in said[best]) < 2
        or shares[best] < _LEAST
        or (rest and shares[best] - max(rest) < _MARGIN)
    ):
        return None
    length = mean(size for _, size in said[best])
    longest = max(mean(s for _, s in p) for n, p in enumerate(said) if p and n != best)
    return best if length <= longest else None
