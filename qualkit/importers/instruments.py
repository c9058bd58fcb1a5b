"""Reads an instrument's key into an Instrument, or names the line that is wrong."""

from __future__ import annotations

import re
from pathlib import Path

from qualkit.core.instrument import Instrument, Scoring, Subscale, Trend
from qualkit.errors import InputError
from qualkit.importers.instruments_parts import (
    all_items,
    all_values,
    anchors_of,
    bands_of,
    item_anchors_of,
    items_of,
    references_of,
)
from qualkit.strictfields import Fields
from qualkit.strictyaml import Document, Scalar, parse, read_text

FORMAT = 1
TOP_FIELDS = (
    "qualkit_instrument", "id", "name", "version", "items", "range", "values", "anchors",
    "item_anchors", "subscales", "unscored", "combined", "profiles", "invented", "source",
    "licence",
)  # fmt: skip
SUBSCALE_FIELDS = (
    "id", "name", "items", "count", "reverse", "method", "answered", "total", "trend", "phrase",
    "part_of", "bands", "references",
)  # fmt: skip
PROFILES = {"mbi": ("EE", "DP", "PA")}
"""The typologies there are, with the subscales they need."""

MISSING_HINT = "see which there are with: qualkit survey instruments"
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_SUBSCALE_ID = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,29}")
_SHARE = re.compile(r"(\d{1,3})%")


def load_instrument(path: Path) -> Instrument:
    """The key in a file, or InputError with the line of what is wrong."""
    return parse_instrument(read_text(path, InputError, MISSING_HINT), path.name)


def parse_instrument(text: str, source: str = "instrument.yaml") -> Instrument:
    """The key in `text`; `source` names it in errors."""
    document = parse(text, source, InputError)
    top = Fields(document, document.root, "the instrument", TOP_FIELDS)
    top.format("qualkit_instrument", FORMAT)
    items, values = all_items(document, top), all_values(document, top)
    uncombined = _uncombined(top)
    subscales = _subscales(document, top, items, values, uncombined)
    profiles = top.choice("profiles", PROFILES)
    for needed in PROFILES.get(profiles, ()):
        if needed.casefold() not in {subscale.id.casefold() for subscale in subscales}:
            top.fail("profiles", f"profiles '{profiles}' need a subscale {needed}")
    return Instrument(
        id=_id(top),
        name=top.text("name", required=True),
        version=top.text("version"),
        items=items,
        values=values,
        subscales=subscales,
        anchors=anchors_of(document, top, values),
        item_anchors=item_anchors_of(document, top, values, items),
        source=top.text("source"),
        licence=top.text("licence"),
        invented=top.boolean("invented", False),
        open_key=tuple(subscale.id for subscale in subscales if not subscale.items),
        profiles=profiles,
        uncombined=uncombined,
    )


def _id(top: Fields) -> str:
    name = top.text("id", required=True)
    if not _ID.fullmatch(name):
        hint = "Write small letters and digits, joined by hyphens, such as mbi-hss."
        top.fail("id", f"'{name}' cannot be an instrument's id", hint)
    return name


def _uncombined(top: Fields) -> bool:
    """Whether no total may be made. A Maslach inventory has none, whatever its file says."""
    return top.choice("combined", ("never",)) == "never" or _id(top).startswith("mbi")


def _subscales(
    document: Document, top: Fields, items: tuple[str, ...], values: tuple[float, ...],
    uncombined: bool,
) -> tuple[Subscale, ...]:  # fmt: skip
    found: list[Subscale] = []
    holders: dict[str, str] = {}
    for node in top.items("subscales"):
        entry = Fields(document, node, "a subscale", SUBSCALE_FIELDS)
        subscale = _subscale(document, entry, items)
        _refuse_bounds(entry, subscale, values)
        if any(subscale.id.casefold() == other.id.casefold() for other in found):
            entry.fail("id", f"there are two subscales '{subscale.id}'")
        if subscale.total and uncombined:
            message = f"{top.text('name')}: a total of its subscales is never made"
            hint = "Its authors refuse one number for all of it; delete this subscale."
            entry.fail("total", message, hint)
        for code, line in () if subscale.total else items_of(document, entry, "items"):
            if code in holders:
                message = f"the item {code} is in the subscales {holders[code]} and {subscale.id}"
                hint = "Only a subscale marked `total: true` may share items with others."
                document.fail(line, message, hint)
            holders[code] = subscale.id
        found.append(subscale)
    if not found:
        top.fail("subscales", "the instrument has no 'subscales'")
    if uncombined and len(found) < 2:
        message = f"{top.text('name')}: one subscale of all its items would be a total"
        top.fail("subscales", message, "Its authors refuse one number; give its subscales.")
    _refuse_leftovers(document, top, items, holders, found)
    return tuple(found)


def _refuse_leftovers(
    document: Document, top: Fields, items: tuple[str, ...], holders: dict[str, str],
    subscales: list[Subscale],
) -> None:  # fmt: skip
    """Refuse an item that no subscale claims: forgetting one changes scores without a sign."""
    unscored = dict(items_of(document, top, "unscored"))
    for code, line in unscored.items():
        if code not in items:
            document.fail(line, f"'unscored' names the item {code}, which is not there")
        if code in holders:
            document.fail(line, f"the item {code} is unscored and in {holders[code]}")
    if any(not subscale.items for subscale in subscales):
        return
    claimed = {code for subscale in subscales for code in subscale.items}
    left = [code for code in items if code not in claimed and code not in unscored]
    if left:
        message = f"no subscale has the item{'s' if len(left) > 1 else ''} {', '.join(left)}"
        hint = f"Give it to its subscale, or list it: `unscored: [{', '.join(left)}]`."
        top.fail("subscales", message, hint)


def _subscale(document: Document, entry: Fields, items: tuple[str, ...]) -> Subscale:
    name = entry.text("id", required=True)
    if not _SUBSCALE_ID.fullmatch(name):
        hint = "Write letters, digits and hyphens, such as EE or workload."
        entry.fail("id", f"'{name}' cannot be a subscale's id", hint)
    own = _own_items(document, entry, name, items)
    reverse = dict(items_of(document, entry, "reverse"))
    for code, line in reverse.items():
        if code not in own:
            message = f"'reverse' of {name} names the item {code}, which is not in its key"
            hint = f"The items of {name} are: {', '.join(own) or 'none yet'}."
            document.fail(line, message, hint)
    method = Scoring(entry.choice("method", Scoring) or Scoring.MEAN)
    return Subscale(
        id=name,
        name=entry.text("name", required=True),
        items=own,
        reversed=frozenset(reverse),
        scoring=method,
        answered=_answered(document, entry, name, len(own), method),
        trend=Trend(entry.choice("trend", Trend) or Trend.NEITHER),
        phrase=entry.text("phrase"),
        part_of=entry.text("part_of"),
        bands=bands_of(document, entry, method),
        references=references_of(document, entry, method, len(own) or 1),
        total=entry.boolean("total", False),
    )


def _own_items(
    document: Document, entry: Fields, name: str, items: tuple[str, ...]
) -> tuple[str, ...]:
    own = dict(items_of(document, entry, "items"))
    for code, line in own.items():
        if code not in items:
            message = f"{name} has the item {code}, which the instrument does not have"
            document.fail(line, message, f"Its items are {items[0]} to {items[-1]}.")
    count = entry.integer("count") if entry.given("count") is not None else len(own)
    if own and len(own) != count:
        message = f"{name} has {len(own)} items; 'count' says that it has {count}"
        entry.fail("items", message, "Compare with the manual, or take the line `count` out.")
    return tuple(own)


def _answered(document: Document, entry: Fields, name: str, items: int, method: Scoring) -> int:
    """The least number of answered items: a number, a share such as 80%, or all without it."""
    node = entry.given("answered")
    if node is None:
        return 0
    share = _SHARE.fullmatch(node.value) if isinstance(node, Scalar) else None
    if share and 1 <= int(share[1]) <= 100:
        # In whole numbers: 0.07 * 100 is more than 7, and its ceiling 8.
        least = -(-items * int(share[1]) // 100)
    else:
        least = entry.integer("answered")
    if items and not 1 <= least <= items:
        entry.fail("answered", f"'answered' of {name} must be 1 to {items}, or a share like 80%")
    if items and least < items and method is Scoring.SUM:
        message = f"{name} is a sum, which needs all its {items} items answered"
        hint = "A sum of fewer items stands on another scale: use `method: mean`, or all items."
        entry.fail("answered", message, hint)
    return least


def _refuse_bounds(entry: Fields, subscale: Subscale, values: tuple[float, ...]) -> None:
    """Refuse a band that no score can reach: bounds of sums written for means."""
    for band in subscale.bands if subscale.items else ():
        factor = len(subscale.items) if band.scoring is Scoring.SUM else 1
        low, high = values[0] * factor, values[-1] * factor
        for bound in (band.low, band.high):
            if bound is not None and not (low <= bound <= high + factor):
                message = (
                    f"the band '{band.label}' of {subscale.id} has the bound {bound:g}; a "
                    f"{band.scoring.value} runs from {low:g} to {high:g}"
                )
                entry.fail("bands", message, "Say `scoring: sum` or `scoring: mean` of the bands.")
