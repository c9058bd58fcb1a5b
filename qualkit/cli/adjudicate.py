"""Commands that put on record what is decided where coders differ."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from qualkit.cli import output
from qualkit.cli.context import json_option, opened, study_options
from qualkit.cli.disagreements import Told, decision_json, outcome_of, place_options
from qualkit.cli.passages import span_of
from qualkit.cli.telling import tell
from qualkit.core.wording import counted
from qualkit.errors import InputError

if TYPE_CHECKING:
    from qualkit.core.differing import Difference, Judgement
    from qualkit.study import Study

# What is typed for a decision, and what it is on record.
_DECISIONS = {
    "take": "take",
    "both": "both",
    "edit": "edited",
    "none": "no code",
    "unclear": "codebook unclear",
}


class _Keyed(click.Group):
    """A group in which `adjudicate KEY take AB` stands for `adjudicate decide KEY take AB`."""

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name; a key is the first word of a decision."""
        return super().get_command(ctx, cmd_name) or super().get_command(ctx, "decide")

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is meant, and the words left for it."""
        if args and args[0] not in self.commands:
            args = ["decide", *args]
        return super().resolve_command(ctx, args)


@click.group("adjudicate", cls=_Keyed)
def adjudicate_command() -> None:
    """Decide where coders differ: `adjudicate KEY take AB`; the keys: `qualkit disagreements`."""


@adjudicate_command.command("decide")
@click.argument("key")
@click.argument("decision", type=click.Choice(list(_DECISIONS)))
@click.argument("take", metavar="[INITIALS]", default="")
@click.option(
    "--span", "spans", nargs=2, type=int, multiple=True, metavar="START END",
    help="With edit: where it stands. Repeatable, in pairs with --code.",
)  # fmt: skip
@click.option("--code", "codes", multiple=True, help="With edit: which code. Repeatable.")
@click.option("--reason", default="", help="Why.")
@click.option("--decided-by", default="", help="Who decided, in words; default: you.")
@json_option
@study_options
def decide_command(
    key: str, decision: str, take: str, spans: tuple[tuple[int, int], ...],
    codes: tuple[str, ...], reason: str, decided_by: str, as_json: bool,
) -> None:  # fmt: skip
    """Decide on the passage KEY: take INITIALS, both, edit, none or unclear.

    The word "decide" may be left out. A decision from before is replaced; `qualkit undo` brings
    it back. The coders' own codings stay as they are.
    """
    if take and decision != "take":
        raise InputError(f"'{take}' is one word too many", "only `take` names a coder")
    with opened() as study:
        here = study.difference(key)
        judgements = _judgements(study, here, spans, codes) if decision == "edit" else ()
        change = study.adjudicate(
            here, _DECISIONS[decision], take=take, codings=judgements, reason=reason,
            decided_by=decided_by,
        )  # fmt: skip
        tell(study, change, as_json=as_json)
        if not as_json:
            left = len(study.differences(settled=False))
            output.say(f"{counted(left, 'passage')} to be decided on")


def _judgements(
    study: Study, here: Difference, spans: tuple[tuple[int, int], ...], codes: tuple[str, ...]
) -> tuple[Judgement, ...]:
    """What is to stand, from --span and --code; what is not said is as in the passage.

    One span is every code's; several go in pairs with the codes.
    """
    from qualkit.core.differing import Judgement

    if not spans and not codes:
        return ()
    if not codes and len(here.codes) > 1:
        raise InputError(
            f"the passage has several codes ({', '.join(here.codes)})", "name one with --code"
        )
    places = [span_of(*span) for span in spans] or [here.span]
    chosen = [study.codebook.find(code).id for code in codes] or list(here.codes)
    if len(places) == 1:
        places *= len(chosen)
    if len(places) != len(chosen):
        raise InputError(
            f"spans ({len(places)}) and codes ({len(chosen)}) do not go in pairs",
            "give a --code with each --span, or one --span for all codes",
        )
    return tuple(Judgement(*pair) for pair in zip(chosen, places, strict=True))


@adjudicate_command.command("edges")
@click.argument("verb", type=click.Choice(["take"]))
@click.argument("choice", metavar="longest|shortest|both|INITIALS")
@place_options
@click.option("--code", default="", help="Only of this code.")
@click.option("--reason", default="", help="Why.")
@click.option("--decided-by", default="", help="Who decided, in words; default: you.")
@json_option
@study_options
def edges_command(
    verb: str, choice: str, document: str | None, round_name: str, code: str, reason: str,
    decided_by: str, as_json: bool,
) -> None:  # fmt: skip
    """Settle all open edges in one way: the same code with other ends. One action."""
    with opened() as study:
        change = study.adjudicate_edges(
            choice, round=round_name, document=document, code=code, reason=reason,
            decided_by=decided_by,
        )  # fmt: skip
        tell(study, change, as_json=as_json)


@adjudicate_command.command("next")
@place_options
@json_option
@study_options
def next_command(document: str | None, round_name: str, as_json: bool) -> None:
    """Show the passage to be decided on next, where somebody left off."""
    with opened() as study:
        found = study.next_difference(round=round_name, document=document)
        left = len(study.differences(round=round_name, document=document, settled=False))
        told = Told(study, [found] if found else [])
    if as_json:
        output.answer_json({"next": told.json(found) if found else None, "open": left})
    elif found is None:
        output.answer("nothing is left to be decided on")
    else:
        _show(told, found, left)


def _show(told: Told, found: Difference, left: int) -> None:
    key, name, document, turn, kind, _, share, _, words = told.row(found)
    where = f"turn {turn}, " if turn else ""
    output.answer(f"{key}  {document}, {where}{found.span.start}-{found.span.end}")
    output.answer(f"{kind}, {share} of the disagreement in the round {name}")
    for side in found.sides:
        had = [f"{j.code} ({j.span.start}-{j.span.end})" for j in side.judgements]
        output.answer(f"  {side.coder}: {', '.join(had) or 'nothing'}")
    for line in words.split("\n"):
        output.paragraph(line, "    ")
    takes = ", ".join(f"take {coder}" for coder in found.coders)
    output.say(f"{left} left. Decide: qualkit adjudicate {key} and {takes}, both, none, unclear")


@adjudicate_command.command("list")
@place_options
@click.option(
    "--outcome",
    type=click.Choice(["take", "both", "edited", "no code", "codebook unclear"]),
    help="Only these.",
)
@json_option
@study_options
def list_command(document: str | None, round_name: str, outcome: str | None, as_json: bool) -> None:
    """List what was decided, with ids, reasons and the consensus codings."""
    with opened() as study:
        found = study.adjudications(document=document, round=round_name, outcome=outcome)
        documents = {d.id: d.name for d in study.documents()}
        numbers = dict(study.codebook_versions())
    if as_json:
        output.answer_json({"adjudications": [decision_json(each, documents) for each in found]})
        return
    output.columns(
        ("Id", "Round", "Document", "Start", "End", "Codes", "Decided", "By", "Answered", "Why"),
        [
            (
                each.id, each.round, documents[each.document_id], each.span.start, each.span.end,
                ", ".join(each.codes), outcome_of(each), each.decided_by,
                f"version {numbers.get(each.followed_by, '?')}" if each.followed_by else "",
                each.reason,
            )
            for each in found
        ],
        right=(3, 4),
    )  # fmt: skip


@adjudicate_command.command("follow-up")
@click.argument("adjudication")
@click.argument("version")
@json_option
@study_options
def follow_up_command(adjudication: str, version: str, as_json: bool) -> None:
    """Note that codebook VERSION (its number) answers the "codebook unclear" ADJUDICATION (id)."""
    with opened() as study:
        tell(study, study.follow_up(adjudication, version), as_json=as_json)
