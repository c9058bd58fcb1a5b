"""The command line and the Python call equal to what was done with identifiers."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from typing import TYPE_CHECKING

from qualkit.core.records import Document, Span
from qualkit.tui.equal import Equal

# The transcript's screen names its call without any of what the review of identifiers needs.
if TYPE_CHECKING:
    from qualkit.study.deidentify.deciding import Verdict
    from qualkit.tui.identified import Narrowed


def listed(narrowed: Narrowed) -> Equal:
    """What is shown, as a list."""
    words = ["--document", narrowed.document] if narrowed.document else []
    given = [repr(narrowed.document)] if narrowed.document else []
    words += ["--state", narrowed.state] if narrowed.state not in ("", "masked") else []
    given += [f"state={narrowed.state!r}"] if narrowed.state not in ("", "masked") else []
    return Equal(
        shlex.join(["qualkit", "deidentify", "list", *words, "--grouped"]),
        f"study.findings({', '.join(given)})",
    )


def decided(named: Sequence[str], verdict: Verdict) -> Equal:
    """A decision on findings named by ids, or on a form."""
    options = [
        ("--to", "replacement", verdict.replacement),
        ("--public", "wider", verdict.wider),
        ("--as", "participant", verdict.participant),
    ]
    words = [word for option, _, value in options if value for word in (option, value)]
    given = [f"{keyword}={value!r}" for _, keyword, value in options if value]
    what = repr(named[0]) if len(named) == 1 else repr(list(named))
    decision = verdict.decision.value
    return Equal(
        shlex.join(["qualkit", "deidentify", "decide", *named, decision, *words]),
        f"study.decide_findings({', '.join([what, repr(decision), *given])})",
    )


def marked(document: Document, span: Span, replacement: str, *, everywhere: bool) -> Equal:
    """Words marked by hand."""
    where = ["--start", str(span.start), "--end", str(span.end)]
    words = ["qualkit", "deidentify", "mark", document.name, *where, "--to", replacement]
    words += ["--everywhere"] if everywhere else []
    given = f"{document.name!r}, Span({span.start}, {span.end}), {replacement!r}"
    given += ", everywhere=True" if everywhere else ""
    return Equal(shlex.join(words), f"study.mark_finding({given})")


def scanned(model: str) -> Equal:
    """All texts scanned, with a language model where one was used before."""
    words = ["--model", model] if model else []
    given = f"model={model!r}" if model else ""
    return Equal(
        shlex.join(["qualkit", "deidentify", "scan", *words]), f"study.deidentify_scan({given})"
    )
