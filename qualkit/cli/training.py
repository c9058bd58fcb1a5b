"""How near a trainee came to what was settled, on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qualkit.cli import output
from qualkit.cli.context import opened

if TYPE_CHECKING:
    from qualkit.core.codebook import Codebook
    from qualkit.core.differing import Difference
    from qualkit.study import Study
    from qualkit.study.agreement.question import AgreementQuestion
    from qualkit.study.agreement.report import AgreementReport
    from qualkit.study.training import Training


def show_training(question: AgreementQuestion, *, as_json: bool) -> None:
    """Write figures code by code, and the passages on which trainee and settled layer differ."""
    with opened() as study:
        found = study.training(question.training, question.document or None)
        report = study.agreement(question)
        if as_json:
            output.answer_json(_object(study, found, report))
        else:
            _tell(study, found, report)


def _object(study: Study, found: Training, report: AgreementReport) -> dict[str, Any]:
    from qualkit.study.agreement.objects import report_object

    return {
        **report_object(report),
        "training": {
            "coder": found.coder,
            "documents": [document.name for document in found.documents],
            "codings": {"coder": found.coded[0], "settled": found.coded[1]},
            "passages": [_passage(study, found, each) for each in found.passages],
        },
    }


def _passage(study: Study, found: Training, each: Difference) -> dict[str, Any]:
    from qualkit.study.training import SETTLED

    def codes(who: str) -> list[str]:
        side = each.side(who)
        return list(side.codes) if side else []

    return {
        "document": study.document(each.document_id).name,
        "start": each.span.start,
        "end": each.span.end,
        "kind": each.kind.value,
        "coder": codes(found.coder),
        "settled": codes(SETTLED),
        "share": each.share,
    }


def _tell(study: Study, found: Training, report: AgreementReport) -> None:
    from qualkit.study.agreement.wording import figure, interval, number

    # Of one document nothing can be drawn: said once, below.
    alone = len(found.documents) == 1
    own, settled = found.coded
    names = ", ".join(document.name for document in found.documents)
    count = f"{own} coding{'s' * (own != 1)}"
    output.answer(f"{found.coder} beside what is settled, in {names}: {count}, {settled} settled.")
    lines = []
    for code in report.codes:
        mine, theirs = found.used.get(code.code, (0, 0))
        if mine or theirs:
            kappa = "-"
            if code.pairs:
                each = code.pairs[0].kappa
                kappa = number(each.value, each.reason) if alone else interval(each)
            lines.append((code.name, mine, theirs, kappa, figure(code.f1)))
    output.columns(("Code", found.coder, "Settled", "Kappa", "F1"), lines, right=(1, 2))
    output.answer("")
    output.answer(f"Pooled kappa: {interval(report.overall.pooled)}")
    if found.passages:
        output.answer("")
        output.columns(
            ("Where they differ", "Document", found.coder, "Settled"),
            [_row(study, study.codebook, found, each) for each in found.passages],
        )
    for note in report.notes:
        output.say(f"note: {note}")


def _row(study: Study, book: Codebook, found: Training, each: Difference) -> tuple[str, ...]:
    from qualkit.study.training import SETTLED

    def named(who: str) -> str:
        side = each.side(who)
        if side is None or not side.codes:
            return "-"
        return ", ".join(map(book.name_of, side.codes))

    place = f"{study.document(each.document_id).name} {each.span.start}-{each.span.end}"
    return each.kind.value, place, named(found.coder), named(SETTLED)
