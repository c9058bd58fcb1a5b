"""From a reference as a reader knows it to what stands in brackets beside a quotation."""

from __future__ import annotations

import re

LONGEST = 60
"""Characters of a reference without a year that stand beside a quotation."""
_WHEN = r"(?P<year>(?:1[6-9]|20)\d\d[a-z]?|n\.\s?d\.|in press)"
_YEAR = re.compile(rf"[(\[]\s*(?:c\.\s*)?{_WHEN}[^)\]]*[)\]]")
_PLAIN = re.compile(r"^(?P<who>[^\d(]{2,80}?),?\s+(?P<year>(?:1[6-9]|20)\d\d[a-z]?)\.?$")
# "Smith, J. A., & Lee, K." as the styles of journals have it.
_INITIALS = r"[^\W\d_a-z]\.?(?:[\s-]?[^\W\d_a-z]\.?){0,3}"
_PERSON = re.compile(rf"(?P<surname>[^\W\d_][\w'’\- ]*?),\s+{_INITIALS}(?=\s*(?:[,;]|$))")
_BETWEEN = re.compile(r"[\s,;]*")
_LAST = re.compile(r"\s*,?\s+(?:and|&)\s+")
_AND = re.compile(r"\s*(?:,\s*)?(?:&|\band\b)\s*|\s*[,;]\s*")


def in_text(citation: str) -> str:
    """`Smith and Lee, 2021` of a reference such as `Smith, A. and Lee, B. (2021) Title.`

    From three authors on `et al.` stands for all but the first. A reference that names no year
    stands as it is, shortened where it is long.
    """
    words = " ".join(citation.split())
    if found := _YEAR.search(words):
        who = _authors(words[: found.start()].strip(" ,;:"))
        return f"{who}, {found['year']}" if who else found["year"]
    if plain := _PLAIN.match(words):
        return f"{_authors(plain['who'].strip(' ,'))}, {plain['year']}"
    if len(words) <= LONGEST:
        return words.rstrip(".")
    return f"{words[:LONGEST].rsplit(' ', 1)[0].rstrip(' ,.;:')}…"


def _authors(words: str) -> str:
    """The surnames of authors; an institution, or anything else, as it is written."""
    names = _surnames(words) or _listed(words)
    if len(names) > 2:
        return f"{names[0]} et al."
    if names:
        return " and ".join(names)
    return words if words.endswith("al.") else words.rstrip(".")


def _surnames(words: str) -> list[str]:
    """The surnames of `Smith, J., & Lee, K.`; none where the words are not of that form."""
    found, end = [], 0
    words = _LAST.sub("; ", words)
    for each in _PERSON.finditer(words):
        if not _BETWEEN.fullmatch(words[end : each.start()]):
            return []
        found.append(each["surname"].strip())
        end = each.end()
    return found if found and not words[end:].strip(" ,.;&") else []


def _listed(words: str) -> list[str]:
    """The names of `Smith, Lee and Brown`; none where a part is longer than a surname is."""
    parts = [part for part in _AND.split(words) if part]
    surnames = all(len(part.split()) <= 2 and part[:1].isupper() for part in parts)
    return parts if len(parts) > 1 and surnames else []
