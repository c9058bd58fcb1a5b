"""The parts of an instrument file: numbers, items, anchors, bands and reference samples."""

from __future__ import annotations

import re

from qualkit.core.instrument import Anchor, Band, Reference, Scoring
from qualkit.strictfields import Fields, as_text
from qualkit.strictyaml import Document, Mapping, Node, Scalar, Sequence

ANCHORS_FIELDS = ("items", "anchors")
BANDS_FIELDS = ("scoring", "source", "descriptive", "ranges")
RANGE_FIELDS = ("label", "from", "below")
REFERENCE_FIELDS = ("name", "source", "scoring", "mean", "sd", "n", "quartiles")

MOST_ITEMS = 1000
MOST_VALUES = 1001
_NUMBER = re.compile(r"-?(?:0|[1-9]\d{0,8})(?:\.\d{1,9})?")
_ITEM = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,19}")


def number_of(document: Document, node: Node, what: str) -> float:
    """The number that a node gives."""
    if isinstance(node, Scalar) and not node.style and _NUMBER.fullmatch(node.value):
        return float(node.value)
    document.fail(node.line, f"{what} must be a number", "Write it like 3 or 2.5.")


def number_in(document: Document, fields: Fields, key: str) -> float | None:
    """The number of a field; None where it is missing or null."""
    node = fields.given(key)
    return None if node is None else number_of(document, node, fields.name_of(key))


def numbers_in(document: Document, fields: Fields, key: str) -> tuple[float, ...]:
    """The numbers of a list field."""
    what = f"an entry in {fields.name_of(key)}"
    return tuple(number_of(document, node, what) for node in fields.items(key))


def items_of(document: Document, fields: Fields, key: str) -> tuple[tuple[str, int], ...]:
    """The codes of items in a list field, each with its line; a code twice is refused."""
    found: dict[str, int] = {}
    for node in fields.items(key):
        code = node.value if isinstance(node, Scalar) else ""
        if not _ITEM.fullmatch(code):
            document.fail(
                node.line, f"an entry in {fields.name_of(key)} is no code of an item",
                "Items are numbers or short codes such as 7 or w3, never their wording.",
            )  # fmt: skip
        if code in found:
            document.fail(node.line, f"the item {code} stands twice in {fields.name_of(key)}")
        found[code] = node.line
    return tuple(found.items())


def all_items(document: Document, fields: Fields) -> tuple[str, ...]:
    """The instrument's items: a list of codes, or how many there are, which numbers them."""
    node = fields.given("items")
    if node is None:
        fields.fail("items", f"{fields.what} has no 'items'", "Add a line `items: 22`.")
    listed = isinstance(node, Sequence)
    codes = tuple(code for code, _ in items_of(document, fields, "items")) if listed else ()
    count = len(codes) if listed else fields.integer("items")
    if not 1 <= count <= MOST_ITEMS:
        fields.fail("items", f"there are {count} items; there can be 1 to {MOST_ITEMS}")
    return codes or tuple(str(number + 1) for number in range(count))


def all_values(document: Document, fields: Fields) -> tuple[float, ...]:
    """The numbers an item may be answered with: `range: [0, 6]`, or `values` one by one."""
    if (fields.given("range") is None) == (fields.given("values") is None):
        where = "values" if "values" in fields.nodes else "items"
        hint = "Write `range: [0, 6]` for whole numbers, or `values: [0, 25, 50, 75, 100]`."
        fields.fail(where, f"{fields.what} needs a 'range' or 'values', one of the two", hint)
    if fields.given("values") is not None:
        values = numbers_in(document, fields, "values")
        if len(values) < 2 or list(values) != sorted(set(values)):
            fields.fail("values", f"{fields.name_of('values')} must be two or more, rising")
        return values
    ends = numbers_in(document, fields, "range")
    if len(ends) != 2 or ends[0] >= ends[1] or any(end != int(end) for end in ends):
        hint = "Write the least and the greatest answer: `range: [0, 6]`."
        fields.fail("range", f"{fields.name_of('range')} must be two whole numbers, rising", hint)
    if ends[1] - ends[0] >= MOST_VALUES:
        fields.fail("range", f"{fields.name_of('range')} is wider than {MOST_VALUES - 1}")
    return tuple(float(value) for value in range(int(ends[0]), int(ends[1]) + 1))


def anchors_of(document: Document, fields: Fields, values: tuple[float, ...]) -> tuple[Anchor, ...]:
    """What answers stand for, ascending, from `0: never` and so on."""
    node = fields.given("anchors")
    if node is None:
        return ()
    if not isinstance(node, Mapping):
        hint = "Write one to a line, like `0: never`."
        fields.fail("anchors", f"{fields.name_of('anchors')} must be numbers with words", hint)
    found = []
    for pair in node.pairs:
        value = number_of(document, pair.key, "what stands before the colon of an anchor")
        if value not in values:
            message = f"the anchor {pair.key.value} is none of the answers that items take"
            document.fail(pair.key.line, message)
        label = as_text(document, pair.value, f"the anchor {pair.key.value}").strip()
        if not label:
            document.fail(pair.key.line, f"the anchor {pair.key.value} has no words")
        found.append(Anchor(value, label))
    return tuple(sorted(found, key=lambda anchor: anchor.value))


def item_anchors_of(
    document: Document, fields: Fields, values: tuple[float, ...], items: tuple[str, ...]
) -> tuple[tuple[str, tuple[Anchor, ...]], ...]:
    """The items that have anchors of their own, in the order of the items."""
    own: dict[str, tuple[Anchor, ...]] = {}
    for node in fields.items("item_anchors"):
        entry = Fields(document, node, "an entry of item_anchors", ANCHORS_FIELDS)
        anchors = anchors_of(document, entry, values)
        if not anchors:
            entry.fail("anchors", "an entry of item_anchors has no 'anchors'")
        for code, line in items_of(document, entry, "items"):
            if code not in items:
                document.fail(line, f"item_anchors names the item {code}, which is not there")
            if code in own:
                document.fail(line, f"the item {code} has two sets of anchors")
            own[code] = anchors
    return tuple((code, own[code]) for code in items if code in own)


def bands_of(document: Document, fields: Fields, method: Scoring) -> tuple[Band, ...]:
    """The published ranges of a subscale's scores, in the order of the file."""
    found: list[Band] = []
    for node in fields.items("bands"):
        entry = Fields(document, node, "a set of bands", BANDS_FIELDS)
        scoring = Scoring(entry.choice("scoring", Scoring) or method)
        source = entry.text("source", required=True)
        descriptive = entry.boolean("descriptive", True)
        if not entry.items("ranges"):
            entry.fail("ranges", "a set of bands has no 'ranges'")
        bands = []
        for each in entry.items("ranges"):
            one = Fields(document, each, "a band", RANGE_FIELDS)
            low, high = number_in(document, one, "from"), number_in(document, one, "below")
            label = one.text("label", required=True)
            bands.append((Band(label, low, high, scoring, source, descriptive), one.line))
        _refuse_overlap(document, bands)
        found += [band for band, _ in bands]
    return tuple(found)


def _refuse_overlap(document: Document, bands: list[tuple[Band, int]]) -> None:
    before: Band | None = None
    least, greatest = float("-inf"), float("inf")
    for band, line in sorted(bands, key=lambda b: least if b[0].low is None else b[0].low):
        low = least if band.low is None else band.low
        high = greatest if band.high is None else band.high
        if low >= high:
            document.fail(line, f"the band '{band.label}' ends before it begins")
        if before is not None and low < (greatest if before.high is None else before.high):
            message = f"the bands '{before.label}' and '{band.label}' overlap"
            hint = "A band runs from its `from` to just under its `below`."
            document.fail(line, message, hint)
        before = band


def references_of(
    document: Document, fields: Fields, method: Scoring, items: int
) -> tuple[Reference, ...]:
    """The samples that scores are compared with, in the subscale's own scoring.

    A manual that prints sums where the key scores means is copied as printed, with
    `scoring: sum`: the figures are divided by the number of items here (or multiplied).
    """
    found: list[Reference] = []
    for node in fields.items("references"):
        one = Fields(document, node, "a reference", REFERENCE_FIELDS)
        printed = Scoring(one.choice("scoring", Scoring) or method)
        factor = 1.0
        if printed is not method:
            factor = 1 / items if printed is Scoring.SUM else float(items)
        quartiles = tuple(factor * q for q in numbers_in(document, one, "quartiles"))
        if quartiles and (len(quartiles) != 3 or list(quartiles) != sorted(quartiles)):
            one.fail("quartiles", "'quartiles' must be three numbers, rising")
        mean, sd = number_in(document, one, "mean"), number_in(document, one, "sd")
        if sd is not None and sd <= 0:
            one.fail("sd", "'sd' of a reference must be more than 0")
        name = one.text("name", required=True)
        if any(name.casefold() == other.name.casefold() for other in found):
            one.fail("name", f"there are two references '{name}'")
        found.append(
            Reference(
                name=name,
                source=one.text("source", required=True),
                mean=None if mean is None else factor * mean,
                sd=None if sd is None else factor * sd,
                n=one.integer("n") if one.given("n") is not None else None,
                quartiles=quartiles if len(quartiles) == 3 else None,
            )
        )
    return tuple(found)
