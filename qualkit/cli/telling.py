"""How a change or a finding is told: lines for people, or the record for programs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from qualkit.cli import output
from qualkit.errors import ExitCode

if TYPE_CHECKING:
    from qualkit.core.records import Change
    from qualkit.study import Study
    from qualkit.study.checks import Finding


def tell(study: Study, change: Change | None, *, as_json: bool, nothing: str = "") -> None:
    """Answer with a change; `nothing` is said where there is none."""
    told = study.told(change) if change and not change.summary else change
    if as_json:
        output.answer_json({"change": output.plain(told)})
    else:
        output.answer(told.summary if told else nothing)


def tell_findings(findings: Sequence[Finding], *, as_json: bool) -> int:
    """Answer with what is wrong, each with its mending; the exit code."""
    if as_json:
        output.answer_json({"findings": output.plain(findings)})
    elif not findings:
        output.answer("nothing is wrong")
    for finding in () if as_json else findings:
        output.answer(finding.problem)
        if finding.mend:
            output.answer(f"    mend: {finding.mend}")
    return ExitCode.FINDINGS if findings else ExitCode.DONE


def merged_codes(study: Study) -> Callable[[str], str]:
    """A function that shows a coding's code: `old → new` where it was merged into another one."""
    from qualkit.errors import CodebookError

    try:
        merged = study.codebook.merged()
    except CodebookError:
        # A list is worth having also while the codebook's file is broken.
        merged = {}
    return lambda code: f"{code} → {merged[code]}" if code in merged else code
