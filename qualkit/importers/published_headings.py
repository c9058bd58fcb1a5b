"""What the heading of a published table's column says of the figures under it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from qualkit.core.published import Role

_SIZE = re.compile(r"[(\[]\s*n\s*=\s*(\d+)\s*[)\]]|,?\s*\bn\s*=\s*(\d+)\s*$", re.IGNORECASE)

_WHOLE: dict[str, tuple[Role, ...]] = {
    **dict.fromkeys(("f", "f value", "f-value", "anova", "f ratio"), (Role.F,)),
    **dict.fromkeys(("df", "d.f.", "degrees of freedom"), (Role.DF_BETWEEN, Role.DF_WITHIN)),
    **dict.fromkeys(("df1", "df between", "between df"), (Role.DF_BETWEEN,)),
    **dict.fromkeys(("df2", "df within", "within df"), (Role.DF_WITHIN,)),
    **dict.fromkeys(("p", "p value", "p-value", "sig", "sig."), (Role.P,)),
    **dict.fromkeys(("of", "base", "out of", "respondents"), (Role.OF,)),
    **dict.fromkeys(("items", "number of items"), (Role.ITEMS,)),
    **dict.fromkeys(("low", "min", "minimum"), (Role.LOW,)),
    **dict.fromkeys(("high", "max", "maximum"), (Role.HIGH,)),
}
_ENDINGS: dict[str, tuple[Role, ...]] = {
    **dict.fromkeys(("n (%)", "n(%)", "number (%)", "count (%)"), (Role.N, Role.PERCENT)),
    **dict.fromkeys(("m (sd)", "mean (sd)", "m(sd)", "mean(sd)"), (Role.MEAN, Role.SD)),
    **dict.fromkeys(("n", "n=", "number", "count", "frequency", "freq"), (Role.N,)),
    **dict.fromkeys(("mean", "m"), (Role.MEAN,)),
    **dict.fromkeys(("sd", "s.d.", "standard deviation"), (Role.SD,)),
    **dict.fromkeys(("%", "percent", "percentage", "per cent"), (Role.PERCENT,)),
}
_LABELS = frozenset(("row", "label", "subscale", "scale", "measure", "question", "answer", "item"))


@dataclass(frozen=True, slots=True)
class Heading:
    """A column's heading: the figures its cells hold, whose, and the size that it prints."""

    text: str
    roles: tuple[Role, ...] = ()
    group: str = ""
    size: int | None = None
    is_label: bool = False
    is_table: bool = False

    @property
    def unread(self) -> bool:
        """Whether nothing is made of the column."""
        return not (self.roles or self.is_label or self.is_table)


def heading_of(text: str, place: int) -> Heading:
    """What a heading says; the first column that names no figures holds the rows' labels."""
    shown = " ".join(text.split())
    sized = _SIZE.search(shown)
    size = int(sized[1] or sized[2]) if sized else None
    bare = _SIZE.sub("", shown).strip(" ,;:")
    key = bare.casefold().replace("_", " ")
    if key == "table":
        return Heading(shown, is_table=True)
    if key in _WHOLE:
        return Heading(shown, _WHOLE[key], size=size)
    for ending, roles in _ENDINGS.items():
        if key == ending:
            return Heading(shown, roles, size=size)
        if key.endswith(f" {ending}"):
            return Heading(shown, roles, bare[: -len(ending)].strip(" ,;:"), size)
    if key in _LABELS or (place == 0 and size is None):
        return Heading(shown, is_label=True)
    if size is not None:
        # `NHS (n = 14)` alone stands over means with their SDs, as reports print them.
        return Heading(shown, (Role.MEAN, Role.SD), bare, size)
    return Heading(shown)
