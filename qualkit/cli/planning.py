"""The command that shares documents out among coders, and words that `assign` uses too."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from qualkit.cli import output
from qualkit.cli.context import json_option, opened, study_options
from qualkit.cli.telling import tell
from qualkit.errors import InputError

if TYPE_CHECKING:
    from qualkit.core.workplan import WorkPlan

ROUND = click.option(
    "--round", "round_name", default="", metavar="NAME",
    help="The round; default: the one that is going on.",
)  # fmt: skip
THEMES = click.option(
    "--themes", default="", metavar="LIST", help="Only these themes, with commas between them."
)


def listed(given: str) -> list[str]:
    """What stands between commas."""
    return [each.strip() for each in given.split(",") if each.strip()]


def percent(value: float | None) -> str:
    """A share in whole percent, or a dash."""
    return "-" if value is None else f"{value:.0f} %"


def shares(share: tuple[float | None, float | None]) -> str:
    """A share of documents and one of words, in a sentence."""
    return f"{percent(share[0])} of the documents, {percent(share[1])} of the words"


@click.command("plan")
@click.option("--coders", required=True, metavar="AB,CD", help="Who codes.")
@click.option(
    "--overlap", default="20%", show_default=True, help="The share of documents that two code."
)
@ROUND
@click.option(
    "--stratify", default="", metavar="LIST",
    help="Draw within groups: kind, or attributes of participants.csv, with commas.",
)  # fmt: skip
@click.option("--seed", default=1, show_default=True, help="The same seed gives the same plan.")
@click.option(
    "--documents", "chosen", default="", metavar="LIST",
    help="Only these documents, with commas; default: all not yet assigned in the round.",
)  # fmt: skip
@THEMES
@click.option("--yes", is_flag=True, help="Adopt it without asking.")
@json_option
@study_options
def plan_command(
    coders: str, overlap: str, round_name: str, stratify: str, seed: int, chosen: str,
    themes: str, yes: bool, as_json: bool,
) -> None:  # fmt: skip
    """Share documents out: balanced by words, some of them drawn for two coders."""
    with opened() as study:
        plan = study.plan_work(
            listed(coders), overlap=_share(overlap), round=round_name,
            stratify=listed(stratify), seed=seed,
            documents=listed(chosen) if chosen else None, themes=listed(themes),
        )  # fmt: skip
        if as_json:
            if yes:
                study.adopt_plan(plan)
            output.answer_json({"saved": yes, **plan_json(plan)})
            return
        _print_plan(plan)
        if yes or click.confirm("Assign it so?", err=True):
            tell(study, study.adopt_plan(plan), as_json=False)
        else:
            output.answer("nothing was assigned")


def _share(text: str) -> float:
    """`20%` or `20` as a number of percent."""
    try:
        return float(text.strip().removesuffix("%").strip())
    except ValueError:
        raise InputError(f"'{text}' is no share", "write it as --overlap 20%") from None


def plan_json(plan: WorkPlan) -> dict[str, Any]:
    """A plan as an answer for programs."""
    return {
        "round": plan.round,
        "coders": list(plan.coders),
        "overlap": plan.overlap,
        "stratify": list(plan.stratify),
        "seed": plan.seed,
        "themes": list(plan.themes),
        "documents": [
            {
                "document": each.document.name,
                "stratum": list(each.stratum),
                "words": each.words,
                "coders": list(each.coders),
                "kind": each.purpose.value,
            }
            for each in plan.work
        ],
        "loads": output.plain(plan.loads),
        "strata": output.plain(plan.strata),
        "pairs": [{"coders": [a, b], "documents": count} for a, b, count in plan.pairs],
        "double_coded_percent": {
            "documents": plan.share_of_documents,
            "words": plan.share_of_words,
        },
        "warnings": list(plan.warnings),
    }


def _print_plan(plan: WorkPlan) -> None:
    output.columns(
        ("Document", *(name.capitalize() for name in plan.stratify), "Words", "Kind", "Coders"),
        [
            (each.document.name, *each.stratum, each.words, each.purpose.value,
             ", ".join(each.coders))
            for each in plan.work
        ],
        right=(1 + len(plan.stratify),),
    )  # fmt: skip
    output.answer("")
    output.columns(
        ("Coder", "Documents", "By two", "Words"),
        [(load.coder, load.documents, load.double, load.words) for load in plan.loads],
        right=(1, 2, 3),
    )
    if plan.stratify:
        output.answer("")
        output.columns(
            (*(name.capitalize() for name in plan.stratify), "Documents", "By two"),
            [(*stratum.values, stratum.documents, stratum.double) for stratum in plan.strata],
            right=(len(plan.stratify), len(plan.stratify) + 1),
        )
    output.answer("")
    output.answer(
        f"coded by two: {len(plan.double)} of {len(plan.fresh)} documents, "
        f"{shares((plan.share_of_documents, plan.share_of_words))} "
        f"(asked for: {plan.overlap:g} %; seed {plan.seed})"
    )
    for warning in plan.warnings:
        output.answer(f"note: {warning}")
