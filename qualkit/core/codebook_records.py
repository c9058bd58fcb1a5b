"""The parts of a codebook: themes, codes and what stands on them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum


class Origin(StrEnum):
    """Where a code came from."""

    DEDUCTIVE = "deductive"
    INDUCTIVE = "inductive"
    IN_VIVO = "in-vivo"


class Direction(StrEnum):
    """Whether what a code names wears people down or holds them up."""

    STRAIN = "strain"
    PROTECTIVE = "protective"
    MIXED = "mixed"


class Status(StrEnum):
    """Where a code stands in its life; nothing is ever deleted."""

    DRAFT = "draft"
    ACTIVE = "active"
    MERGED = "merged"
    RETIRED = "retired"


class Unit(StrEnum):
    """What coders are asked to select."""

    FREE = "free"
    SENTENCE = "sentence"
    TURN = "turn"
    PARAGRAPH = "paragraph"


class ExampleSource(StrEnum):
    """Whose words an example is: never a participant's, because a codebook travels."""

    SYNTHETIC = "synthetic"
    LITERATURE = "literature"
    UNKNOWN = "unknown"
    """It came with a codebook from elsewhere; `check` asks a person to look."""


@dataclass(frozen=True, slots=True)
class Link:
    """A tie to a survey instrument, and to some of its subscales (none named: to all)."""

    instrument: str
    subscales: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Example:
    """A passage that shows what a code means."""

    text: str
    source: ExampleSource = ExampleSource.SYNTHETIC


@dataclass(frozen=True, slots=True)
class Find:
    """What passages are proposed for a code by: words, lemmas, patterns.

    `patterns` are regular expressions; each of `spacy` is a list of token patterns as JSON in its
    canonical form (`core.token_patterns`).
    """

    words: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    lemmas: tuple[str, ...] = ()
    spacy: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Revision:
    """One line of a code's history; `date` is an ISO date or ""."""

    change: str
    version: int = 0
    date: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme; `statement` says what the developed theme says, in a sentence or two."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    statement: str = ""
    definition: str = ""
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Code:
    """A code; `theme`, `parent` and `merged_into` are ids or ""."""

    id: str
    name: str
    theme: str = ""
    parent: str = ""
    brief: str = ""
    definition: str = ""
    use_when: tuple[str, ...] = ()
    not_when: tuple[str, ...] = ()
    examples: tuple[Example, ...] = ()
    links: tuple[Link, ...] = ()
    direction: Direction | None = None
    origin: Origin | None = None
    find: Find = Find()
    codable: bool = True
    """False for a folder: it groups codes and takes no codings itself."""
    colour: str = ""
    shortcut: str = ""
    status: Status = Status.ACTIVE
    merged_into: str = ""
    history: tuple[Revision, ...] = ()

    @property
    def in_use(self) -> bool:
        """Whether coders can apply it: codable, and active or a draft."""
        return self.codable and self.status in (Status.ACTIVE, Status.DRAFT)


@dataclass(frozen=True, slots=True)
class Rules:
    """What holds for all codings of the study."""

    multiple_codes_per_segment: bool = True
    one_theme_per_code: bool = True
    unit: Unit = Unit.FREE


@dataclass(frozen=True, slots=True)
class Placed:
    """A code at its place in the printed order; `depth` counts the codes above it there."""

    theme: Theme | None
    code: Code
    depth: int


def tidy(text: str) -> str:
    """`text` as a codebook keeps it: composed characters, LF line ends, no space at either end."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def tidy_name(name: str) -> str:
    """`name` on one line, composed, with single spaces."""
    return " ".join(unicodedata.normalize("NFC", name).split())


def slug(name: str) -> str:
    """`name` as an id: lower case, words joined by hyphens; "" where no Latin letter is left."""
    plain = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", plain.replace("'", ""))
    return "-".join(words)[:60].strip("-")
