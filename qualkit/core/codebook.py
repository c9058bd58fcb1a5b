"""The codebook: a tree of themes and codes that answers questions; its versions are hashes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from qualkit.core.codebook_meaning import meaning
from qualkit.core.codebook_records import (
    Code,
    Direction,
    Example,
    ExampleSource,
    Find,
    Link,
    Origin,
    Placed,
    Revision,
    Rules,
    Status,
    Theme,
    Unit,
    slug,
    tidy,
    tidy_name,
)
from qualkit.core.ranking import Ranker
from qualkit.errors import CodebookError, NotFoundError

if TYPE_CHECKING:
    from qualkit.core.codebook_rules import Problem

__all__ = [
    "Code",
    "Codebook",
    "Direction",
    "Example",
    "ExampleSource",
    "Find",
    "Link",
    "Origin",
    "Placed",
    "Revision",
    "Rules",
    "Status",
    "Theme",
    "Unit",
    "slug",
    "tidy",
    "tidy_name",
]


@dataclass(frozen=True, slots=True)
class Codebook:
    """Themes and codes in the order in which they are printed."""

    id: str = "codebook"
    version: int = 1
    """For display; the version of record is `fingerprint()`."""
    language: str = "en"
    themes: tuple[Theme, ...] = ()
    codes: tuple[Code, ...] = ()
    rules: Rules = field(default_factory=Rules)
    _codes: dict[str, Code] = field(init=False, repr=False, compare=False)
    _themes: dict[str, Theme] = field(init=False, repr=False, compare=False)
    _children: dict[str, list[Code]] = field(init=False, repr=False, compare=False)
    _cache: dict[str, Any] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        children: dict[str, list[Code]] = {}
        for code in self.codes:
            if code.parent:
                children.setdefault(code.parent, []).append(code)
        # Of two equal ids the first counts; the rules report the second.
        object.__setattr__(self, "_codes", {c.id: c for c in reversed(self.codes)})
        object.__setattr__(self, "_themes", {t.id: t for t in reversed(self.themes)})
        object.__setattr__(self, "_children", children)
        object.__setattr__(self, "_cache", {})

    def theme_name(self, code_id: str) -> str:
        """The name of the theme that a code is under; "Unsorted" where it is under none."""
        code = self.code(code_id)
        theme = self.theme_of(code) if code else None
        return theme.name if theme else "Unsorted"

    def code(self, code_id: str) -> Code | None:
        """The code of that id."""
        return self._codes.get(code_id)

    def name_of(self, code_id: str) -> str:
        """What a code is called; its id where the codebook has it no more."""
        found = self.code(code_id)
        return found.name if found else code_id

    def theme(self, theme_id: str) -> Theme | None:
        """The theme of that id."""
        return self._themes.get(theme_id)

    def current(self, code_id: str) -> str:
        """The id of the code that codings of `code_id` count for: where it was merged into another
        one, that code; else itself, also where the codebook does not have it."""
        seen = {code_id}
        code = self._codes.get(code_id)
        while code is not None and code.merged_into in self._codes and code.merged_into not in seen:
            seen.add(code.merged_into)
            code = self._codes[code.merged_into]
        return code.id if code else code_id

    def family(self, code_id: str) -> tuple[str, ...]:
        """The ids whose codings count for that code: its own, and those merged into it."""
        merged = (c.id for c in self.codes if c.merged_into and self.current(c.id) == code_id)
        return (code_id, *(each for each in merged if each != code_id))

    def merged(self) -> dict[str, str]:
        """Id of each merged code to the id of the code that its codings count for."""
        return {c.id: self.current(c.id) for c in self.codes if c.merged_into}

    def named(self, name: str) -> tuple[Code, ...]:
        """All codes of that name, whatever its capitals and spacing."""
        wanted = tidy_name(name).casefold()
        return tuple(code for code in self.codes if code.name.casefold() == wanted)

    def theme_named(self, name: str) -> Theme | None:
        """The first theme of that name or alias, whatever its capitals and spacing."""
        wanted = tidy_name(name).casefold()
        for theme in self.themes:
            if wanted in (theme.name.casefold(), *(alias.casefold() for alias in theme.aliases)):
                return theme
        return None

    def find(self, query: str) -> Code:
        """The one code of that id, name or path; NotFoundError or CodebookError otherwise."""
        wanted = tidy_name(query).casefold()
        if (by_id := self._codes.get(query) or self._codes.get(wanted)) is not None:
            return by_id
        by_name = self.named(query)
        if not by_name and "/" in query:
            by_name = tuple(c for c in self.codes if self.path(c).casefold() == wanted)
        if len(by_name) > 1:
            ids = ", ".join(code.id for code in by_name)
            message = f"{len(by_name)} codes are called '{by_name[0].name}'"
            raise CodebookError(message, f"Name the one you mean by its id: {ids}")
        if not by_name:
            raise NotFoundError(f"there is no code '{query}'{self._near(wanted)}", _SHOW)
        return by_name[0]

    def _near(self, wanted: str) -> str:
        import difflib

        options = {code.name.casefold(): code for code in self.codes} | self._codes
        near = difflib.get_close_matches(wanted, options, n=1, cutoff=0.6)
        return f" (did you mean '{options[near[0]].id}'?)" if near else ""

    def ancestors(self, code: Code) -> tuple[Code, ...]:
        """The codes above it, the nearest first."""
        above: dict[str, Code] = {}
        parent = self._codes.get(code.parent)
        # A cycle is a fault that the rules report; walking must end all the same.
        while parent is not None and parent.id not in above:
            above[parent.id] = parent
            parent = self._codes.get(parent.parent)
        return tuple(above.values())

    def children(self, code: Code) -> tuple[Code, ...]:
        """The codes right below it, in order."""
        return tuple(self._children.get(code.id, ()))

    def depth(self, code: Code) -> int:
        """How many codes stand above it."""
        return len(self.ancestors(code))

    def theme_of(self, code: Code) -> Theme | None:
        """Its own theme, else that of the nearest code above that has one."""
        for each in (code, *self.ancestors(code)):
            if each.theme:
                return self._themes.get(each.theme)
        return None

    def links_of(self, code: Code) -> tuple[Link, ...]:
        """Its own links to survey scales, else its theme's."""
        theme = self.theme_of(code)
        return code.links or (theme.links if theme else ())

    def subtheme(self, code: Code) -> str:
        """The name of the code above it, or ""."""
        parent = self._codes.get(code.parent)
        return parent.name if parent else ""

    def path(self, code: Code) -> str:
        """Theme, codes above and name: "Burnout / Causes / Caseload"."""
        theme = self.theme_of(code)
        names = [each.name for each in (code, *self.ancestors(code))][::-1]
        return " / ".join([theme.name, *names] if theme else names)

    def walk(self) -> tuple[Placed, ...]:
        """All codes in the order of output: by theme, as a tree within it, the unsorted last.

        A code whose theme is not its parent's begins a tree of its own there.
        """
        placed: tuple[Placed, ...] | None = self._cache.get("walk")
        if placed is None:
            placed = self._cache["walk"] = tuple(self._walked())
        return placed

    def _walked(self) -> Iterator[Placed]:
        themes = {code.id: self.theme_of(code) for code in self.codes}

        for theme in (*self.themes, None):
            for root in self.codes:
                above = themes.get(root.parent) if root.parent in self._codes else _NOWHERE
                if themes[root.id] is not theme or above is theme:
                    continue
                waiting = [(root, 0)]
                while waiting:
                    code, depth = waiting.pop()
                    yield Placed(theme, code, depth)
                    below = [c for c in self.children(code) if themes[c.id] is theme]
                    waiting.extend((child, depth + 1) for child in reversed(below))

    def active(self) -> tuple[Code, ...]:
        """The codes that coders can apply, in the order of output."""
        return tuple(placed.code for placed in self.walk() if placed.code.in_use)

    def rank(self, query: str, recent: Iterable[str] = ()) -> list[Code]:
        """The codes that coders can apply and that match what was typed, best first.

        `recent` are ids, the last used first. Names count most; theme, id and brief help.
        """
        if "rank" not in self._cache:
            codes = self.active()
            entries = [(code.name, self._side_texts(code)) for code in codes]
            places = {code.id: place for place, code in enumerate(codes)}
            self._cache["rank"] = codes, places, Ranker(entries)
        codes, places, ranker = self._cache["rank"]
        recency: dict[int, int] = {}
        for number, code_id in enumerate(recent):
            if code_id in places:
                recency.setdefault(places[code_id], number)
        return [codes[place] for place in ranker.rank(query, recency)]

    def _side_texts(self, code: Code) -> tuple[str, ...]:
        theme = self.theme_of(code)
        names = (theme.name, *theme.aliases) if theme else ()
        return (*names, self.subtheme(code), code.id, code.brief)

    def canonical(self) -> str:
        """The meaning of the codebook as JSON, the same for every order of its parts.

        Fields at their default are left out, so that a field which a later qualkit adds does not
        give old codebooks a new version.
        """
        content = {
            **meaning(self, ("id", "language", "rules")),
            "themes": {theme.id: meaning(theme) for theme in self.themes},
            "codes": {code.id: meaning(code) for code in self.codes},
        }
        return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    def fingerprint(self) -> str:
        """The version of record: the SHA-256 of `canonical()` in hexadecimal."""
        if "fingerprint" not in self._cache:
            canonical = self.canonical().encode()
            self._cache["fingerprint"] = hashlib.sha256(canonical).hexdigest()
        found: str = self._cache["fingerprint"]
        return found

    def problems(self) -> tuple[Problem, ...]:
        """What a person should look at: codes not defined, themes without codes and the like."""
        from qualkit.core.codebook_rules import problems

        return problems(self)


_SHOW = "List the codes with: qualkit codebook show"
_NOWHERE = object()
