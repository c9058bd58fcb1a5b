"""How a change is told: one line for people, or the record for programs."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from qualkit.cli import output

if TYPE_CHECKING:
    from qualkit.core.records import Change
    from qualkit.study import Study


def tell(study: Study, change: Change | None, *, as_json: bool, nothing: str = "") -> None:
    """Answer with a change; `nothing` is said where there is none."""
    told = study.told(change) if change and not change.summary else change
    if as_json:
        output.answer_json({"change": output.plain(told)})
    else:
        output.answer(told.summary if told else nothing)


def merged_codes(study: Study) -> Callable[[str], str]:
    """A function that shows a coding's code: `old → new` where it was merged into another one."""
    from qualkit.errors import CodebookError

    try:
        merged = study.codebook.merged()
    except CodebookError:
        # A list is worth having also while the codebook's file is broken.
        merged = {}
    return lambda code: f"{code} → {merged[code]}" if code in merged else code
