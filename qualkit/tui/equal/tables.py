"""The command line and the Python call equal to what was done on the tables screen."""

from __future__ import annotations

import shlex
from collections.abc import Iterator

from qualkit.tui.equal import Equal
from qualkit.tui.tabled import (
    ATTRIBUTE,
    CASES,
    CONCORDANCE,
    CONTEXT,
    COUNTED,
    FRAMEWORK,
    MEET,
    WORDS,
    Place,
    Shown,
)

_COMMANDS = {FRAMEWORK: ["matrix", "framework"], CONCORDANCE: ["concordance"], WORDS: ["words"]}
_CALLS = {FRAMEWORK: "framework", CONCORDANCE: "concordance", WORDS: "word_frequencies"}


def asked(shown: Shown) -> Equal:
    """A table asked for."""
    return Equal(shlex.join(_command(shown)), _call(shown))


def written(shown: Shown, target: str, profile: str = "") -> Equal:
    """A table written to a file."""
    said = ["--profile", profile] if profile else []
    given = f", profile={profile!r}" if profile else ""
    return Equal(
        shlex.join([*_command(shown), *said, "-o", target]),
        f"study.export_matrix({_call(shown)}, {target!r}{given})",
    )


def behind(shown: Shown, place: Place) -> Equal:
    """The passages of a cell."""
    if shown.name == FRAMEWORK:
        words = ["--participant", place.row, "--theme", place.column, "--all-quotes"]
        call = f"themes={[place.column]!r}, participants={[place.row]!r}, quotes=None"
        layer = [f"layer={shown.layer!r}"] if shown.layer else []
        words += ["--layer", shown.layer] if shown.layer else []
        return Equal(
            shlex.join(["qualkit", "matrix", "framework", *words]),
            f"study.framework({', '.join([call, *layer])})",
        )
    words = [shown.name, place.row, place.column]
    given = [*map(repr, words)]
    for option, name, value in _cell_options(shown, place):
        words += [option] if value is True else [option, str(value)]
        given.append(f"{name}={value!r}")
    return Equal(
        shlex.join(["qualkit", "matrix", "passages", *words]),
        f"study.matrix_passages({', '.join(given)})",
    )


def _cell_options(shown: Shown, place: Place) -> Iterator[tuple[str, str, object]]:
    if shown.name == ATTRIBUTE:
        yield "--in", "of", place.of
        yield "--by", "by", shown.by
    yield from _counting(shown)


def summarised(participant: str, theme: str, *, removed: bool) -> Equal:
    """A summary written, or taken away; its words are not repeated here."""
    words = shlex.join(["qualkit", "matrix", "summary", participant, theme])
    given = '""' if removed else "text"
    return Equal(
        f"{words} --remove" if removed else f"{words} TEXT",
        f"study.summary({participant!r}, {theme!r}, {given})",
    )


def _counting(shown: Shown) -> Iterator[tuple[str, str, object]]:
    """Option, argument and value of what says how references are counted."""
    if shown.themes_only and shown.name in COUNTED:
        yield "--themes", "themes_only", True
    if shown.name == MEET:
        yield "--within", "within", shown.within
    if shown.name == CASES and shown.respondents:
        yield "--respondents", "respondents", True
    if shown.layer and shown.name not in (CONCORDANCE, WORDS):
        yield "--layer", "layer", shown.layer
    if shown.internal and shown.name in (ATTRIBUTE, WORDS):
        yield "--internal", "internal", True


def _said(shown: Shown) -> Iterator[tuple[str, str, object]]:
    if shown.name == ATTRIBUTE or (shown.name == WORDS and shown.by):
        yield "--by", "by", shown.by
    if shown.name == CONCORDANCE:
        yield "--mode", "mode", shown.mode
        yield "--sort", "order", shown.order
        yield "--context", "context", CONTEXT
    if shown.kind and shown.name in (CONCORDANCE, WORDS):
        yield "--kind", "kind", shown.kind
    if shown.name == CASES and shown.binary:
        yield "--binary", "binary", True
    yield from _counting(shown)


def _command(shown: Shown) -> list[str]:
    words = ["qualkit", *_COMMANDS.get(shown.name, ["matrix", shown.name])]
    words += [shown.text] if shown.name == CONCORDANCE else []
    for option, _, value in _said(shown):
        words += [option] if value is True else [option, str(value)]
    if shown.name not in (CONCORDANCE, WORDS):
        words += [word for theme in shown.themes for word in ("--theme", theme)]
    if shown.name in COUNTED:
        words += [word for code in shown.codes for word in ("--code", code)]
    words += ["--square"] if shown.name == MEET and not shown.pairs else []
    return words


def _call(shown: Shown) -> str:
    pairs = shown.name == MEET and shown.pairs
    given = [repr(shown.name)] if shown.name in COUNTED and not pairs else []
    given += [repr(shown.text)] if shown.name == CONCORDANCE else []
    given += [f"{name}={value!r}" for _, name, value in _said(shown)]
    if shown.themes and shown.name not in (CONCORDANCE, WORDS):
        given.append(f"themes={list(shown.themes)!r}")
    if shown.codes and shown.name in COUNTED:
        given.append(f"codes={list(shown.codes)!r}")
    name = "cooccurrence" if pairs else _CALLS.get(shown.name, "matrix")
    return f"study.{name}({', '.join(given)})"
