"""The command that says how far coders agree, in a study or on files alone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from qualkit.cli import output
from qualkit.cli.context import json_option, opened, study_options
from qualkit.cli.over_time import show_over_time
from qualkit.cli.training import show_training

if TYPE_CHECKING:
    from qualkit.study.agreement.question import AgreementQuestion
    from qualkit.study.agreement.report import AgreementReport, CodeFigures

_WHOSE = {"independent": "independent", "current": "current", "final": "independent"}


def question_options(command: Any) -> Any:
    """Add the options that say what is asked of agreement."""
    for option in reversed(
        (
            click.option("--round", "round_name", default="", metavar="NAME",
                         help="The round, or all; default: the last that two have finished."),
            click.option("--code", "codes", multiple=True, metavar="CODE",
                         help="Only this code (id or name); may be repeated."),
            click.option("--pair", default="", metavar="AB,CD", help="Only these two coders."),
            click.option("--document", default="", metavar="DOCUMENT", help="Only this one."),
            click.option("--unit", default="character", help="What is judged.",
                         type=click.Choice(["character", "sentence", "turn", "document"])),
            click.option("--least", default=0.0, metavar="SHARE",
                         help="Share of a sentence, turn or document that must be coded."),
            click.option("--layer", default="independent", type=click.Choice(list(_WHOSE)),
                         help="Codings as first said done, as they are now, or each coder "
                              "against the final layer."),
            click.option("--documents", default="fresh", type=click.Choice(["fresh", "all"]),
                         help="Also documents that their coders had coded before."),
            click.option("--intra", default="", metavar="INITIALS",
                         help="This coder against themselves, between rounds."),
            click.option("--training", default="", metavar="INITIALS",
                         help="What this coder did for training, against what was settled."),
            click.option("--infer", is_flag=True,
                         help="Take whoever has codings in a document as having finished it."),
            click.option("--with-subcodes", "subcodes", is_flag=True,
                         help="Codings of the codes under a code count for it too."),
            click.option("--interviewers", is_flag=True,
                         help="What interviewers say counts too."),
            click.option("--iou", default=0.5, show_default=True,
                         help="Overlap (intersection over union) from which passages match."),
            click.option("--replicates", default=1000, show_default=True,
                         help="Bootstrap replicates of the intervals; 0 for none."),
            click.option("--seed", default=1, show_default=True, help="Seed of the bootstrap."),
            click.option("--level", default=0.95, show_default=True, help="Of the intervals."),
        )
    ):  # fmt: skip
        command = option(command)
    return command


def asked(options: dict[str, Any]) -> AgreementQuestion:
    """The question that the options make; codes are named as they were given."""
    from qualkit.study.agreement.question import AgreementQuestion, Documents, Source, Unit

    layer = options["layer"]
    pair = tuple(filter(None, (each.strip() for each in options["pair"].split(","))))
    return AgreementQuestion(
        round=options["round_name"], pair=pair, codes=tuple(options["codes"]),
        document=options["document"], unit=Unit(options["unit"]), least=options["least"],
        source=Source(_WHOSE[layer]), against_final=layer == "final",
        documents=Documents(options["documents"]), intra=options["intra"],
        training=options["training"], infer=options["infer"], subcodes=options["subcodes"],
        interviewers=options["interviewers"], iou=options["iou"],
        replicates=options["replicates"], seed=options["seed"], level=options["level"],
    )  # fmt: skip


@click.command("agreement")
@question_options
@click.option(
    "--more", is_flag=True, help="Also Fleiss, Scott, S, Light, Hubert, Holsti, sets of codes."
)
@click.option(
    "--over",
    type=click.Choice(["round", "week"]),
    help="Round by round, or by the week in which coders were done, with what changed.",
)
@click.option(
    "--compatible",
    type=click.Choice(["nvivo", "maxqda"]),
    help="Figures as that program computes them, to reproduce an old one.",
)
@click.option(
    "--from-csv",
    "from_csv",
    type=click.Path(path_type=Path),
    help="Without a study: codings from this file (document,coder,code,start,end).",
)
@click.option("--lengths", type=click.Path(path_type=Path), help="With it: document,length.")
@click.option(
    "--assignments", "pairs", type=click.Path(path_type=Path),
    help="With it: document,coder who finished it (also who found nothing).",
)  # fmt: skip
@json_option
@study_options
def agreement_command(
    more: bool, over: str | None, compatible: str | None, from_csv: Path | None,
    lengths: Path | None, pairs: Path | None, as_json: bool, **options: Any,
) -> None:  # fmt: skip
    """Say how far coders agree, code by code, with intervals over documents.

    Compared are codings as they were when their coders first said done, in documents that all
    of their coders have finished.
    """
    question = asked(options)
    if over:
        if more or compatible or from_csv is not None:
            raise click.UsageError("--over goes without --more, --compatible and --from-csv")
        show_over_time(question, over, as_json=as_json)
        return
    if question.training and from_csv is None:
        show_training(question, as_json=as_json)
        return
    if from_csv is not None:
        from qualkit.study.agreement.answering import of_files

        if lengths is None:
            raise click.UsageError("--from-csv needs --lengths FILE (document,length)")
        report = of_files(question, from_csv, lengths, pairs, more=more, compatible=compatible)
    else:
        if lengths is not None or pairs is not None:
            raise click.UsageError("--lengths and --assignments belong to --from-csv")
        with opened() as study:
            report = study.agreement(question, more=more, compatible=compatible or "")
    if as_json:
        from qualkit.study.agreement.objects import report_object

        output.answer_json(report_object(report))
        return
    _tell(report)


def _tell(report: AgreementReport) -> None:
    from qualkit.study.agreement.wording import figure, interval

    overall = report.overall
    if report.rounds:
        output.answer(f"Round: {', '.join(report.rounds)}. Coders: {', '.join(report.raters)}. "
                      f"Documents compared: {len(report.documents)}.")  # fmt: skip
    output.columns(
        ("Code", "Docs", "Alpha (interval)", "Kappa of pairs", "F1", "AC1", "Remarks"),
        [_row(code) for code in report.codes],
        right=(1, 4, 5),
    )
    output.answer("")
    output.answer(f"Pooled kappa:    {interval(overall.pooled)}")
    if overall.sentences is not None:
        output.answer(f"  by sentences:  {interval(overall.sentences)}")
    output.answer(f"Unitizing alpha: {figure(overall.u_alpha)} "
                  f"(where: {figure(overall.u_alpha_where)}, what: "
                  f"{figure(overall.u_alpha_what)})")  # fmt: skip
    for name, found in overall.more:
        output.answer(f"{name}: {figure(found)}")
    for words in filter(None, (overall.reading, report.sentence)):
        output.answer("")
        output.paragraph(words)
    for note in report.notes:
        output.say(f"note: {note}")


def _row(code: CodeFigures) -> tuple[str | int | float | None, ...]:
    from qualkit.study.agreement.wording import figure, interval, number

    kappas = [pair.kappa.value for pair in code.pairs if pair.kappa.value is not None]
    spread = number(min(kappas)) if kappas else "-"
    if kappas and max(kappas) - min(kappas) >= 0.005:
        spread += f" to {number(max(kappas))}"
    return (
        code.name, code.documents, interval(code.alpha), spread,
        figure(code.f1) if code.f1.value is not None else "-",
        figure(code.ac1) if code.ac1.value is not None else "-", ", ".join(code.flags),
    )  # fmt: skip
