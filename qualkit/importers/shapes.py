"""What a label looks like by itself, before anything is known of the document around it."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from functools import lru_cache

from qualkit.importers.stamps import ONLY_STAMP
from qualkit.importers.vocabulary import (
    CALENDAR,
    CODE,
    EDITORIAL_ONLY,
    HEADER_KEYS,
    INTERVIEWER,
    NOT_NAMES,
    NOTE_KEYS,
    NOTE_LABEL,
    OTHER,
    PARTICIPANT,
    PARTICLES,
    QUESTION_AND_ANSWER,
    WEEKDAYS,
)

_ROLE = re.compile(r"\s*[(\[]([^()\[\]]{1,40})[)\]]\s*$")
_DATE_NUMBER = re.compile(r"(?:19|20)\d\d|\d{1,2}(?:st|nd|rd|th)", re.IGNORECASE)
_NO_LABEL = frozenset({"http", "https", "ftp", "mailto", "www", "e.g", "i.e", "ps", "p.s"})
# "The woman at the door" is the longest label that is not a name.
_PHRASE_WORDS = 5


class Shape(StrEnum):
    """What a label looks like by itself."""

    GENERIC = "generic"
    CODE = "code"
    NAME = "name"
    WORD = "word"
    HEADER = "header"
    NOTE = "note"
    KNOWN = "known"
    """Named by the roster or by the user: a speaker wherever it stands as a label."""
    DOUBTFUL = "doubtful"
    """May, Example, Woman at the door: no speaker but where the whole document says so."""
    NONE = "none"


TYPICAL = frozenset({Shape.GENERIC, Shape.CODE, Shape.KNOWN})
PERSONAL = TYPICAL | {Shape.NAME}


# The same few labels head a transcript's lines over and over.
@lru_cache(maxsize=1024)
def tidy(raw: str) -> str:
    """A label as people should see it: squeezed, without `(laughs)` behind it."""
    label = " ".join(raw.split()).strip(" *_-–—,;|:：")
    role = _ROLE.search(label)
    if role and EDITORIAL_ONLY.fullmatch(role[1]):
        label = label[: role.start()]
    return label


@lru_cache(maxsize=1024)
def key_of(label: str) -> str:
    """What two spellings of one label have in common."""
    folded = unicodedata.normalize("NFKC", label).casefold().replace("’", "'")
    return " ".join(folded.split()).rstrip(".")


def role_in(label: str) -> tuple[str, str]:
    """The label without the role in brackets behind it, and that role."""
    found = _ROLE.search(label)
    return (label[: found.start()], found[1]) if found and found.start() else (label, "")


def is_ambiguous(label: str) -> bool:
    """Whether `label` is the initials of a person or a word in capitals: SO, NO, NB."""
    word = key_of(label) in NOT_NAMES or key_of(label) == "nb"
    return word and label.isupper() and len(label) <= 3


@lru_cache(maxsize=1024)
def shape_of(label: str) -> Shape:
    """What `label` looks like."""
    key = key_of(label)
    if key in NOTE_KEYS or NOTE_LABEL.fullmatch(key):
        return Shape.NOTE
    if key in HEADER_KEYS:
        return Shape.HEADER
    bare = role_in(label)[0]
    if key in NOT_NAMES and key not in QUESTION_AND_ANSWER and not is_ambiguous(label):
        return _doubtful(label, key)
    if any(words.fullmatch(bare) for words in (INTERVIEWER, PARTICIPANT, OTHER)):
        return Shape.GENERIC
    if CODE.fullmatch(bare):
        return Shape.CODE
    named = _named(bare)
    return _doubtful(label, key) if named is Shape.NONE else named


def is_calendar(key: str) -> bool:
    """Whether a key is a month or a day: May, June and August are also people."""
    return key in CALENDAR


def _doubtful(label: str, key: str) -> Shape:
    """What a word or phrase is that is more often something else than a speaker."""
    words = label.split()
    if key in _NO_LABEL or not label[0].isupper() or len(words) > _PHRASE_WORDS:
        return Shape.NONE
    odd = any(c in '.?!;…"“”' for c in label) or any(_is_date(word) for word in words)
    return Shape.NONE if odd else Shape.DOUBTFUL


def _named(label: str) -> Shape:
    words = label.replace(",", " ").replace("/", " ").split()
    if not 1 <= len(words) <= 5 or label.count(",") > 1 or label[-1:] in "?!;…(":
        return Shape.NONE
    # A full stop belongs to a title or an initial: Dr., J.K.
    if any("." in word and len(word) > 5 for word in words):
        return Shape.NONE
    if any(_is_date(word) for word in words) or words[0].casefold() in WEEKDAYS:
        return Shape.NONE
    if not label[0].isalpha():
        return Shape.NONE
    small = [word for word in words if _is_small(word)]
    if not small:
        return Shape.NAME
    if len(words) == 1:
        return Shape.WORD if words[0].isalnum() and words[0][0].isalpha() else Shape.NONE
    inner = all(word.casefold() in PARTICLES for word in small)
    return Shape.NAME if inner and words[-1] not in small else Shape.NONE


def _is_date(word: str) -> bool:
    return bool(ONLY_STAMP.fullmatch(word) or _DATE_NUMBER.fullmatch(word))


def _is_small(word: str) -> bool:
    """Whether a word begins with a lower-case letter; scripts without case have none."""
    first = next((char for char in word if char.isalnum()), "a")
    return first.islower() and first != "ª"
