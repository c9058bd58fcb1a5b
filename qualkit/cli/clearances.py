"""What the export gate says, and what has left, as people and programs read it."""

from __future__ import annotations

from collections.abc import Sequence

from qualkit.cli import output
from qualkit.core.clearing import Against, Clearance, ExportRecord, Objection
from qualkit.core.wording import counted


def answer_clearance(found: Clearance, as_json: bool) -> None:
    """Print what stands against a choice of quotations."""
    if as_json:
        output.answer_json(
            {
                "profile": found.profile,
                "quotes": found.quotes,
                "left_out": found.left_out,
                "blocks": bool(found.blocking),
                "counts": {kind.value: number for kind, number in found.counts().items()},
                "objections": [_plain(each) for each in found.objections],
                "more": [
                    {
                        "against": sort.against.value,
                        "document": sort.document,
                        "said": sort.said,
                        "number": number,
                    }
                    for sort, number in found.more.items()
                ],
                "notes": list(found.notes),
                "widened": list(found.widened),
            }
        )
        return
    gone = [each for each in found.objections if each.against.left_out]
    for head, objections in (
        ("Blocks the file:", found.blocking),
        ("Left out, whatever anybody says:", gone),
        ("To be looked at:", found.warnings),
    ):
        if objections:
            output.answer(head)
            for each in objections:
                output.paragraph(worded(each), "  ", "  ")
            more = _more(found, {each.against for each in objections})
            if more:
                output.answer(f"  and {more:,} more: qualkit export check -o FILE lists all")
    for note in (*found.widened, *found.notes):
        output.say(f"note: {note}")
    output.answer(_sum(found))


def _more(found: Clearance, kinds: set[Against]) -> int:
    """How many of these kinds there are beyond those that are told one by one."""
    return sum(number for sort, number in found.more.items() if sort.against in kinds)


def worded(objection: Objection) -> str:
    """An objection with its place."""
    from qualkit.study.leaving.quotes_out import worded as said

    return said(objection)


def _sum(found: Clearance) -> str:
    counts = found.counts().items()
    kinds = [f"{kind} ({number})" for kind, number in counts if kind.blocks]
    blocks = ", ".join(kinds) or "nothing blocks"
    return (
        f"profile {found.profile}: {counted(found.quotes, 'quotation')}, "
        f"{found.left_out} left out; {blocks}"
    )


def _plain(objection: Objection) -> dict[str, object]:
    plain: dict[str, object] = output.plain(objection)
    return plain | {"blocks": objection.against.blocks, "left_out": objection.against.left_out}


def answer_exports(found: Sequence[ExportRecord], as_json: bool) -> None:
    """Print what left the study."""
    if as_json:
        output.answer_json({"exports": [output.plain(each) for each in found]})
        return
    for each in found:
        stale = f"; STALE: {each.stale}" if each.stale else ""
        why = f'; overruled: "{each.reason}"' if each.reason else ""
        output.answer(
            f"{each.at[:19].replace('T', ' ')}  {each.coder}  {each.what}, {each.profile}: "
            f"{each.file} ({counted(each.quotes, 'quotation')}, "
            f"{counted(len(each.people), 'participant')}){why}{stale}"
        )
    if not found:
        output.say("nothing has left this study yet")
