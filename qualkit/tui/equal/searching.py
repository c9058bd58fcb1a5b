"""The command line and the Python call equal to a search and to what is done with proposals."""

from __future__ import annotations

import shlex

from qualkit.core.proposals import ProposalSource, Wish
from qualkit.core.records import Span
from qualkit.core.searching import Limits, Query, SearchMode
from qualkit.study import Study
from qualkit.tui.equal import Equal

Option = tuple[str, str, object]
"""Option of the command, keyword of the call, value."""


def searched(study: Study, query: Query, limits: Limits) -> Equal:
    """A search in all documents."""
    options = [*_compared(query), *_limits(study, limits)]
    if limits.code:
        options.append(("--code", "code", limits.code))
    if limits.not_code:
        options.append(("--not-code", "not_code", limits.not_code))
    for identity in limits.documents:
        options.append(("--document", "document", study.document(identity).name))
    return Equal(
        f"qualkit search {shlex.quote(query.text)}{_command(options)}",
        f"study.search({query.text!r}{_python(options)})",
    )


def proposed(study: Study, wish: Wish) -> Equal:
    """Having passages proposed."""
    options: list[Option] = [("--code", "code", code) for code in wish.codes]
    if wish.source is not ProposalSource.FIND:
        options.append(("--from", "source", wish.source.value))
    options.append(("--unit", "unit", wish.unit.value))
    if wish.query is not None:
        options += [("--text", "text", wish.query.text), *_compared(wish.query)]
    limits = wish.limits
    options += _limits(study, limits)
    if limits.code:
        options.append(("--inside", "inside", limits.code))
    if limits.not_code:
        options.append(("--outside", "outside", limits.not_code))
    names = tuple(study.document(identity).name for identity in limits.documents)
    command = _command([*options, *(("--document", "", name) for name in names)])
    if names:
        options.append(("", "documents", names))
    return Equal(f"qualkit propose{command}", f"study.propose({_python(options)[2:]})")


def accepted(proposal_id: str, span: Span | None, code: str) -> Equal:
    """Accepting a proposal, adjusted or as it is."""
    command = f"qualkit proposals accept {proposal_id}"
    python = f"study.accept_proposal({proposal_id!r}"
    if span is not None:
        command += f" --start {span.start} --end {span.end}"
        python += f", Span({span.start}, {span.end})"
    if code:
        command += f" --code {code}"
        python += f", code={code!r}"
    return Equal(command, f"{python})")


def refused(proposal_id: str) -> Equal:
    """Refusing a proposal."""
    return Equal(
        f"qualkit proposals refuse {proposal_id}", f"study.refuse_proposal({proposal_id!r})"
    )


def cleared(code: str) -> Equal:
    """Taking what is open out of the queue."""
    option = f" --code {code}" if code else ""
    return Equal(
        f"qualkit proposals clear{option}",
        f"study.withdraw_proposals({repr(code) if code else ''})",
    )


def _compared(query: Query) -> list[Option]:
    options: list[Option] = []
    if query.mode is not SearchMode.EXACT:
        options.append(("--mode", "mode", query.mode.value))
    if query.case:
        options.append(("--case", "case", True))
    return options


def _limits(study: Study, limits: Limits) -> list[Option]:
    options: list[Option] = []
    if limits.kind:
        options.append(("--kind", "kind", limits.kind.value))
    if limits.speaker:
        options.append(("--speaker", "speaker", limits.speaker))
    if limits.role:
        options.append(("--role", "role", limits.role.value))
    if limits.uncoded:
        options.append(("--uncoded", "uncoded", True))
    if limits.attributes:
        options.append(("--where", "attributes", dict(limits.attributes)))
    return options


def _command(options: list[Option]) -> str:
    parts = []
    for option, _, value in options:
        if value is True:
            parts.append(option)
        elif isinstance(value, dict):
            parts += [f"{option} {shlex.quote(f'{name}={each}')}" for name, each in value.items()]
        else:
            parts.append(f"{option} {shlex.quote(str(value))}")
    return "".join(f" {part}" for part in parts)


def _python(options: list[Option]) -> str:
    return "".join(f", {keyword}={value!r}" for _, keyword, value in options)
