"""What is wrong with quotations only together: labels that add up, words that are used twice."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass, replace

from qualkit.core.audit import Checked, Fault, Finding, Verdict
from qualkit.privacy.audit.faults import Faults
from qualkit.privacy.audit.labels import Named
from qualkit.privacy.audit.tokens import pieces_of, without_labels
from qualkit.privacy.audit.twice import Used, used_twice


@dataclass(frozen=True, slots=True)
class Judged:
    """A quotation judged by itself, and what its attribution names."""

    checked: Checked
    named: Named
    listed: bool = False
    """It stands in a table."""


def with_mosaic(judged: Sequence[Judged], faults: Faults) -> list[Judged]:
    """Labels of one pseudonym that are harmless one by one and not together."""
    union: dict[str, dict[tuple[tuple[str, ...], str], None]] = {}
    for each in judged:
        for who in each.named.pseudonyms:
            union.setdefault(who, {}).update(dict.fromkeys(each.named.attributes))
    found = []
    for each in judged:
        for who in each.named.pseudonyms:
            whole = Named((who,), tuple(union[who]))
            if whole.attributes != each.named.attributes and not any(
                f.kind is Fault.ATTRIBUTION for f in each.checked.findings
            ):
                together = f", as all labels of {who} together say"
                more = faults.singled_out(whole, each.checked.speakers, together)
                each = replace(
                    each, checked=replace(each.checked, findings=each.checked.findings + more)
                )
        found.append(each)
    return found


def with_twins(judged: Sequence[Judged], known: Container[str]) -> tuple[Checked, ...]:
    """The quotations, those that are used twice with word of where else.

    A table lists quotations by code, group or scale, where the same words stand again by right:
    there only what is worded differently is told.
    """
    told: dict[int, list[Finding]] = {}
    real = [i for i, each in enumerate(judged) if each.checked.places]
    used = [
        Used(
            tuple(
                w
                for piece in pieces_of(without_labels(judged[i].checked.text), known)
                for w in piece.words
            ),
            judged[i].checked.places,
            judged[i].checked.verdict is Verdict.VERBATIM,
        )
        for i in real
    ]
    for pair in used_twice(used):
        one, two = real[pair.first], real[pair.second]
        if not pair.differently and (judged[one].listed or judged[two].listed):
            continue
        how = ", worded differently" if pair.differently else ""
        for here, there in ((one, two), (two, one)):
            message = f"also at {judged[there].checked.at}{how}"
            told.setdefault(here, []).append(Finding(Fault.TWICE, message))
    return tuple(
        replace(each.checked, findings=(*each.checked.findings, *told.get(number, ())))
        for number, each in enumerate(judged)
    )
