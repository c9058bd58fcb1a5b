"""Which codes coders took for each other, as the command tells it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualkit.cli import output
from qualkit.cli.context import opened

if TYPE_CHECKING:
    from qualkit.study.agreement.confusing import Confusions
    from qualkit.study.agreement.question import AgreementQuestion


def show_confusions(question: AgreementQuestion, limit: int | None, *, as_json: bool) -> None:
    """Answer with codes taken for each other, and what settling would do to each code's alpha."""
    with opened() as study:
        found = study.confusions(question)
    if as_json:
        from qualkit.study.agreement.objects import confusions_object

        output.answer_json(confusions_object(found))
        return
    _tell(found, limit)


def _tell(found: Confusions, limit: int | None) -> None:
    from qualkit.core.team import DifferenceKind
    from qualkit.study.agreement.wording import figure, settled

    output.columns(
        ("Code", "Taken for", "Passages", "Characters", "Share", "Alpha", "If settled"),
        [
            (
                each.name, each.other_name, each.settling.passages,
                f"{each.settling.characters:,.0f}", f"{each.share:.1%}",
                figure(each.settling.alpha), settled(each.settling),
            )
            for each in found.pairs[:limit]
        ],
        right=(2, 3, 4, 5),
    )  # fmt: skip
    output.answer("")
    kinds = tuple(DifferenceKind)
    output.columns(
        ("Code", "Share", "Alpha", *(f"If {kind.value}s were settled" for kind in kinds)),
        [
            (
                each.name, f"{each.share:.1%}", figure(each.kinds[0][1].alpha),
                *(settled(dict(each.kinds).get(kind)) for kind in kinds),
            )
            for each in found.gains[:limit]
        ],
        right=(1, 2),
    )  # fmt: skip
    output.say(
        "If settled: alpha if nobody had the code in these passages, and if everybody had it; "
        "what you decide lies between"
    )
    for note in found.notes:
        output.say(f"note: {note}")
