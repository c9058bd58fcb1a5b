"""The export gate: the one place through which content leaves a study.

`cleared` alone makes what a writer accepts; `names` masks the roster's forms, `leaking` seeks them
in what was written, `verbatim` compares a quotation with its text, `repeats` finds quotations that
come twice and people who are quoted too much.
"""

from qualkit.privacy.gate.cleared import (
    Rules,
    clear_memos,
    clear_quotes,
    clear_table,
    clear_working_copy,
)
from qualkit.privacy.gate.leaking import Leak, Leaks, leaks
from qualkit.privacy.gate.names import form_pattern, mask_text, named_in
from qualkit.privacy.gate.repeats import UNSOUGHT, Repeats
from qualkit.privacy.gate.reports import clear_report
from qualkit.privacy.gate.verbatim import Verbatim

__all__ = [
    "UNSOUGHT",
    "Leak",
    "Leaks",
    "Repeats",
    "Rules",
    "Verbatim",
    "clear_memos",
    "clear_quotes",
    "clear_report",
    "clear_table",
    "clear_working_copy",
    "form_pattern",
    "leaks",
    "mask_text",
    "named_in",
]
