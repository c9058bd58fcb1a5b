"""`attribution:` in study.yaml: what prints beside a quotation, and how few may share it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from qualkit.strictfields import Fields, as_text
from qualkit.strictyaml import Document, Node
from qualkit.strictyaml import Mapping as Group

SHOWN = ("role", "sector")
MINIMUM, POPULATION_MINIMUM = 3, 5
LEAST = 2
_KNOWN = (
    "shown", "pseudonym", "order", "wider", "minimum", "population", "population_minimum", "team",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class AttributionSettings:
    """What prints beside a quotation.

    `order` names the attributes in the order in which they go where too few share what prints (by
    default the last that is shown goes first): each value that has a wider word is widened first,
    then values are left out. `wider` gives attribute to value to the wider word for it.
    """

    shown: tuple[str, ...] = SHOWN
    """The attributes that print, as participants.csv heads them."""
    pseudonym: bool = True
    """Whether the pseudonym prints: it joins all quotations of one person."""
    order: tuple[str, ...] = ()
    wider: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    minimum: int = MINIMUM
    """How many participants must share what prints."""
    population: str = ""
    """A CSV of how many people there are, with attributes and a column `count`, in the study."""
    population_minimum: int = POPULATION_MINIMUM
    """How many people there must be with what prints, where `population` counts them."""
    team: str = ""
    """The attribute that says in which team somebody works; "" where none does."""


def read(document: Document, node: Node | None) -> AttributionSettings:
    """What `attribution:` says; the usual where it is missing."""
    if node is None:
        return AttributionSettings()
    fields = Fields(document, node, "attribution", _KNOWN)
    usual = AttributionSettings()
    shown = fields.texts("shown") if fields.given("shown") else usual.shown
    order = fields.texts("order")
    for key, names in (("shown", shown), ("order", order)):
        if twice := [name for name in names if names.count(name) > 1]:
            fields.fail(key, f"'{twice[0]}' is named twice", "Name each attribute once.")
    minimum = _minimum(fields, "minimum", usual.minimum)
    return AttributionSettings(
        shown,
        fields.boolean("pseudonym", usual.pseudonym),
        order,
        _wider(document, fields.given("wider")),
        minimum,
        fields.text("population"),
        _minimum(fields, "population_minimum", usual.population_minimum),
        fields.text("team"),
    )


def _minimum(fields: Fields, key: str, usual: int) -> int:
    least = fields.integer(key, usual)
    if least < LEAST:
        message = f"a minimum of {least} protects nobody; the least is {LEAST}"
        fields.fail(key, message, f"Write `{key}: {usual}`, which is usual.")
    return least


def _wider(document: Document, node: Node | None) -> dict[str, dict[str, str]]:
    if node is None:
        return {}
    found: dict[str, dict[str, str]] = {}
    for attribute, values in _pairs(document, node, "wider of attribution"):
        words = _pairs(document, values, f"wider of {attribute}")
        found[attribute] = {
            value: as_text(document, word, f"the wider word for {value}") for value, word in words
        }
        _refuse_circles(document, values.line, attribute, found[attribute])
    return found


def _pairs(document: Document, node: Node, what: str) -> list[tuple[str, Node]]:
    if not isinstance(node, Group):
        document.fail(node.line, f"{what} must be fields like `nurse: clinical staff`")
    return [(pair.key.value, pair.value) for pair in node.pairs]


def _refuse_circles(document: Document, line: int, attribute: str, words: dict[str, str]) -> None:
    """SettingsError where wider words lead back to a value: nothing would ever be left out."""
    following = {_folded(value): _folded(word) for value, word in words.items()}
    for value, word in words.items():
        here = _folded(word)
        for _ in following:
            if here == _folded(value):
                message = f"the wider words of {attribute} lead from '{value}' back to '{value}'"
                document.fail(line, message, "Give it a word that is wider, or take the line out.")
            here = following.get(here, "")


def _folded(value: str) -> str:
    return " ".join(value.casefold().split())
