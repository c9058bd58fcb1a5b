"""Values of attributes: which are the same, which say nothing, and what wider word follows each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from qualkit.core.folding import plain_signs
from qualkit.errors import InputError

Printed = tuple[str, ...]
"""What prints of somebody, a value for each attribute; "" where nothing does."""

SAYS_NOTHING = frozenset(
    (
        "", "-", "none", "no", "yes", "n/a", "na", "unknown", "not known", "not stated", "other",
        "prefer not to say",
    )
)  # fmt: skip
"""Values that say nothing of a person, folded."""


def folded(value: str) -> str:
    """The value without case and spacing, by which two spellings are the same value."""
    return " ".join(plain_signs(value).casefold().split())


def key_of(attribute: str) -> str:
    """The name of an attribute without case, spaces and hyphens: `Age band` is age_band."""
    return "_".join(attribute.replace("-", " ").casefold().split())


class Ladder:
    """How a label is widened step by step.

    As long as a value has a wider word, the first such value of `order` goes to it; then the
    first value of `order` that still prints is left out, and so on until nothing prints. A step
    depends on nothing but what prints, so that all labels make one tree, whose root prints
    nothing. `order` are places in the label; `wider` holds folded value to word, place by place.
    """

    def __init__(self, order: Sequence[int], wider: Sequence[Mapping[str, str]]) -> None:
        self._order = tuple(order)
        self._wider = tuple(wider)
        for words in wider:
            refuse_circles(words)

    def up(self, printed: Printed) -> Printed | None:
        """The label one step wider; None where nothing prints any more."""
        for place in self._order:
            if printed[place] and (word := self._wider[place].get(folded(printed[place]))):
                return (*printed[:place], word, *printed[place + 1 :])
        for place in self._order:
            if printed[place]:
                return (*printed[:place], "", *printed[place + 1 :])
        return None

    def path(self, printed: Printed) -> tuple[Printed, ...]:
        """The label and all wider ones, down to the one that prints nothing."""
        found = [printed]
        while (wider := self.up(found[-1])) is not None:
            found.append(wider)
        return tuple(found)


def circle(words: Mapping[str, str]) -> str:
    """A value from which the wider words lead back to itself; "" where none does."""
    next_word = {folded(value): folded(word) for value, word in words.items()}
    for start in next_word:
        here = next_word[start]
        for _ in next_word:
            if here == start:
                return start
            here = next_word.get(here, "")
    return ""


def refuse_circles(words: Mapping[str, str]) -> None:
    """InputError where wider words go in a circle, so that nothing is ever left out."""
    if start := circle(words):
        raise InputError(
            f"the wider words for '{start}' lead back to '{start}'",
            "give it a word under `wider` that is wider, or take the line out",
        )


class Spelling:
    """One spelling for each value, the first that is met; "" for values that say nothing."""

    def __init__(self) -> None:
        self._written: dict[tuple[int, str], str] = {}

    def value(self, written: str, place: int) -> str:
        """A value at a place of the label, as it is spelt in all labels."""
        key = folded(written)
        if key in SAYS_NOTHING:
            return ""
        return self._written.setdefault((place, key), " ".join(written.split()))

    def values(self, written: Iterable[str]) -> Printed:
        """A whole label."""
        return tuple(self.value(each, place) for place, each in enumerate(written))

    def words(self, wider: Mapping[str, str], place: int) -> dict[str, str]:
        """Folded value to wider word, spelt as a value is that is the same."""
        return {folded(value): self.value(word, place) for value, word in wider.items()}
