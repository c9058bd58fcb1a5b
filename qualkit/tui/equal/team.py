"""The command line and the Python call equal to what was done with rounds and assignments."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from typing import TYPE_CHECKING

from qualkit.core.records import Document
from qualkit.core.team import Purpose, RoundKind
from qualkit.tui.equal import Equal

if TYPE_CHECKING:
    from qualkit.core.workplan import WorkPlan


def looked(round_name: str) -> Equal:
    """Looking who is how far."""
    return Equal(f"qualkit assign{_round(round_name)}", f"study.work_grid({round_name!r})")


def assigned(
    coders: Sequence[str], document: Document, purpose: Purpose, round_name: str
) -> Equal:  # fmt: skip
    """Giving a document to one coder or several."""
    name = shlex.quote(document.name)
    commands = [
        f"qualkit assign add {shlex.quote(coder)} {name} --purpose {purpose.value}"
        f"{_round(round_name)}"
        for coder in coders
    ]
    calls = [
        f"study.assign({coder!r}, {document.name!r}, round={round_name!r}, "
        f"purpose={purpose.value!r})"
        for coder in coders
    ]
    return Equal(" && ".join(commands), "; ".join(calls))


def unassigned(coder: str, document: Document, round_name: str) -> Equal:
    """Taking it off them."""
    return _one("remove", "unassign", coder, document, round_name)


def designated(coder: str, document: Document, round_name: str) -> Equal:
    """Letting their codings stand."""
    return _one("designate", "designate", coder, document, round_name)


def done(document: Document, round_name: str) -> Equal:
    """Saying done."""
    return _own("done", "mark_done", document, round_name)


def reopened(document: Document, round_name: str) -> Equal:
    """Opening again."""
    return _own("reopen", "reopen", document, round_name)


def unblinded(document: Document) -> Equal:
    """Looking into a closed document; the reason is not repeated here."""
    return Equal(
        f"qualkit assign unblind {shlex.quote(document.name)} --reason TEXT",
        f"study.unblind({document.name!r}, reason)",
    )


def opened(name: str, kind: RoundKind) -> Equal:
    """Opening a round."""
    return Equal(
        f"qualkit rounds open {shlex.quote(name)} --kind {kind.value}",
        f"study.open_round({name!r}, {kind.value!r})",
    )


def closed(name: str, *, anyway: bool) -> Equal:
    """Closing a round."""
    return Equal(
        f"qualkit rounds close {shlex.quote(name)}{' --anyway' if anyway else ''}",
        f"study.close_round({name!r}{', anyway=True' if anyway else ''})",
    )


def planned(plan: WorkPlan) -> Equal:
    """Adopting a plan."""
    coders, strata = ",".join(plan.coders), ",".join(plan.stratify)
    by = f" --stratify {shlex.quote(strata)}" if strata else ""
    return Equal(
        f"qualkit assign plan --coders {coders} --overlap {plan.overlap:g}%{by} "
        f"--seed {plan.seed}{_round(plan.round)} --yes",
        f"study.adopt_plan(study.plan_work({list(plan.coders)!r}, overlap={plan.overlap:g}, "
        f"round={plan.round!r}, stratify={list(plan.stratify)!r}, seed={plan.seed}))",
    )


def inferred(round_name: str) -> Equal:
    """Taking codings as work that is done."""
    return Equal(
        f"qualkit assign infer{_round(round_name)} --yes",
        f"study.infer_assignments({round_name!r})",
    )


def trained(coder: str, document: Document | None) -> Equal:
    """Looking how near a trainee came."""
    name = f" --document {shlex.quote(document.name)}" if document else ""
    given = f", {document.name!r}" if document else ""
    return Equal(f"qualkit agreement --training {coder}{name}", f"study.training({coder!r}{given})")


def _one(command: str, method: str, coder: str, document: Document, round_name: str) -> Equal:
    return Equal(
        f"qualkit assign {command} {shlex.quote(coder)} {shlex.quote(document.name)}"
        f"{_round(round_name)}",
        f"study.{method}({coder!r}, {document.name!r}, round={round_name!r})",
    )


def _own(command: str, method: str, document: Document, round_name: str) -> Equal:
    return Equal(
        f"qualkit assign {command} {shlex.quote(document.name)}{_round(round_name)}",
        f"study.{method}({document.name!r}, {round_name!r})",
    )


def _round(name: str) -> str:
    return f" --round {shlex.quote(name)}" if name else ""
