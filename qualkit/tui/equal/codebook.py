"""The command line and the Python call that do what was done on the screens of the codebook."""

from __future__ import annotations

import shlex
from collections.abc import Sequence

from qualkit.tui.equal import Equal

# What is no option of `codebook set` is written in the file.
_IN_THE_FILE = frozenset({"codable"})
_SINGULAR = {"examples": "example", "links": "link"}


def edited(kind: str, identity: str, field: str, editorial: bool) -> Equal:
    """Writing a field of a code or theme; its words are not repeated here."""
    noun = "set" if kind == "code" else "theme set"
    option = _SINGULAR.get(field, field).replace("_", "-").replace(".", "-")
    command = f"qualkit codebook {noun} {identity} --{option} TEXT"
    if field in _IN_THE_FILE:
        command = "qualkit codebook edit"
    python = f"study.edit_{kind}({identity!r}, {field.partition('.')[0]}=..."
    if editorial:
        return Equal(f"{command} --editorial", f"{python}, editorial=True)")
    return Equal(command, f"{python})")


def set_to(identity: str, field: str, value: str) -> Equal:
    """Setting a short field of a code."""
    return Equal(
        f"qualkit codebook set {identity} --{field} {shlex.quote(value)}",
        f"study.edit_code({identity!r}, {field}={value!r})",
    )


def written(editorial: bool) -> Equal:
    """Saving the whole file."""
    return Equal(
        "qualkit codebook edit --editorial" if editorial else "qualkit codebook edit",
        f"study.save_codebook_source(text{', editorial=True' if editorial else ''})",
    )


def renamed(identity: str, name: str) -> Equal:
    """Renaming a code."""
    return Equal(
        f"qualkit codebook rename {identity} {shlex.quote(name)}",
        f"study.rename_code({identity!r}, {name!r})",
    )


def moved(identity: str, theme: str, parent: str | None) -> Equal:
    """Moving a code."""
    where = f"--parent {parent}" if parent else f"--theme {theme or repr('')}"
    python = f"parent={parent!r}" if parent else f"theme={theme!r}"
    return Equal(
        f"qualkit codebook move {identity} {where}", f"study.move_code({identity!r}, {python})"
    )


def merged(source: str, into: str) -> Equal:
    """Merging a code into another."""
    return Equal(
        f"qualkit codebook merge {source} {into}", f"study.merge_codes({source!r}, {into!r})"
    )


def split(identity: str, parts: Sequence[str]) -> Equal:
    """Splitting a code."""
    return Equal(
        f"qualkit codebook split {identity} {shlex.join(parts)}",
        f"study.split_code({identity!r}, {list(parts)!r})",
    )


def one(verb: str, identity: str, method: str) -> Equal:
    """A verb that needs the code alone."""
    return Equal(f"qualkit codebook {verb} {identity}", f"study.{method}({identity!r})")


def added(kind: str, name: str, identity: str, theme: str = "") -> Equal:
    """A new code or theme."""
    if kind == "theme":
        return Equal(
            f"qualkit codebook theme add {shlex.quote(name)}",
            f"study.add_theme(Theme({identity!r}, {name!r}))",
        )
    option = f" --theme {theme}" if theme else ""
    call = f", theme={theme!r}" if theme else ""
    return Equal(
        f"qualkit codebook add --draft {shlex.quote(name)}{option}",
        f"study.draft_code({name!r}{call})",
    )


def recoded(coding: str, code: str) -> Equal:
    """Giving a coding another code."""
    return Equal(f"qualkit codings recode {coding} {code}", f"study.recode({coding!r}, {code!r})")


def removed(coding: str) -> Equal:
    """Taking a coding out."""
    return Equal(f"qualkit uncode {coding}", f"study.uncode({coding!r})")


def confirmed(coding: str) -> Equal:
    """Confirming that a coding fits the rule as it is now."""
    return Equal(f"qualkit codebook review --confirm {coding}", f"study.confirm_coding({coding!r})")


def noted(identity: str) -> Equal:
    """A memo on a code; its words are not repeated here."""
    return Equal(
        f"qualkit memo --about-code {identity} TEXT",
        f"study.memo_on(MemoKind.CODE, {identity!r}, text)",
    )
