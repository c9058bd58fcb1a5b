"""The command line and the Python call equal to the audit of a report."""

from __future__ import annotations

import shlex

from qualkit.tui.equal import Equal


def verified(report: str, minimum: int) -> Equal:
    """A report held against the study."""
    return Equal(shlex.join(_command(report, minimum)), _call(report, minimum))


def written(report: str, minimum: int, target: str, *, sheet: bool) -> Equal:
    """The list of findings written, or the sheet for a second reader."""
    words = [*_command(report, minimum), "--sheet" if sheet else "-o", target]
    method = "export_intruder_sheet" if sheet else "export_audit"
    return Equal(shlex.join(words), f"study.{method}({_call(report, minimum)}, {target!r})")


def _command(report: str, minimum: int) -> list[str]:
    return ["qualkit", "verify", report, "--minimum", str(minimum)]


def _call(report: str, minimum: int) -> str:
    return f"study.verify({report!r}, minimum={minimum})"
