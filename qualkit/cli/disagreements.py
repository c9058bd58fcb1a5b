"""The command that lists where coders differ, and how a difference is told."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from qualkit.cli import output
from qualkit.cli.confusions import show_confusions
from qualkit.cli.context import Command, json_option, opened, study_options
from qualkit.core.wording import counted

if TYPE_CHECKING:
    from qualkit.core.adjudicating import Adjudication
    from qualkit.core.differing import Difference
    from qualkit.study import Study


# Characters of a passage in the list.
_SHOWN = 80


def place_options(command: Command) -> Command:
    """Add --round and --document."""
    for option in (
        click.option("--document", help="Only in this document."),
        click.option("--round", "round_name", default="", help="Only of this round."),
    ):
        command = option(command)
    return command


@click.command("disagreements")
@place_options
@click.option("--code", default="", help="Only about this code.")
@click.option("--kind", type=click.Choice(["substitution", "omission", "edge"]), help="Only these.")
@click.option("--pair", metavar="AB,CD", default="", help="Only where these two differ.")
@click.option("--settled/--open", default=None, help="Only what is decided on, or is not.")
@click.option("--limit", type=click.IntRange(1), help="At most so many.")
@click.option(
    "--confusions",
    is_flag=True,
    help="Instead: which codes were taken for each other, and what settling would do.",
)
@json_option
@study_options
def disagreements_command(
    document: str | None, round_name: str, code: str, kind: str | None, pair: str,
    settled: bool | None, limit: int | None, confusions: bool, as_json: bool,
) -> None:  # fmt: skip
    """List the passages on which coders differ, the heaviest first and edges last.

    Compared is what coders had when they first said done, in rounds that count for agreement.
    """
    coders = tuple(each.strip() for each in pair.split(",") if each.strip())
    if confusions:
        from qualkit.study.agreement.question import AgreementQuestion

        if kind or settled is not None:
            raise click.UsageError("--confusions goes without --kind, --settled and --open")
        question = AgreementQuestion(
            round=round_name, pair=coders, codes=(code,) if code else (), document=document or ""
        )
        show_confusions(question, limit, as_json=as_json)
        return
    with opened() as study:
        found = study.differences(
            round=round_name, coders=coders, code=code, document=document, kind=kind,
            settled=settled,
        )  # fmt: skip
        shown = found[:limit] if limit else found
        told = Told(study, shown)
    done = sum(each.settled for each in found)
    if as_json:
        rows = [told.json(each) for each in shown]
        counts = {"settled": done, "open": len(found) - done}
        output.answer_json({"disagreements": rows, **counts})
        return
    output.columns(
        ("Key", "Round", "Document", "Turn", "Kind", "Who has what", "Share", "Decided", "Words"),
        # The words are there to know a passage by: `adjudicate next` and --json have all of them.
        [(*told.row(each)[:-1], _beginning(told.words[each.key])) for each in shown],
        right=(3, 6),
    )
    output.say(f"{counted(len(found), 'passage')}, {len(found) - done} to be decided on")


def _beginning(words: str) -> str:
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN].rsplit(None, 1)[0]} …"


class Told:
    """Differences in words and as JSON, with what the study calls things."""

    def __init__(self, study: Study, found: Sequence[Difference]) -> None:
        from qualkit.core.text import turn_at
        from qualkit.study import reading

        self.documents = {d.id: d.name for d in study.documents()}
        self.decided = {each.id: each for each in study.adjudications()}
        self.words = dict(zip((d.key for d in found), study.words_of(found), strict=True))
        self.turns: dict[str, int | None] = {}
        for each in found:
            document = study.document(each.document_id)
            structure = reading.of(study, document).structure
            turn = turn_at(structure, each.span.start)
            self.turns[each.key] = None if turn is None else turn + 1

    def row(self, each: Difference) -> tuple[Any, ...]:
        """A difference as a row of cells."""
        has = "; ".join(
            f"{side.coder}: {', '.join(side.codes) or 'nothing'}" for side in each.sides
        )
        return (
            each.key, each.round, self.documents[each.document_id], self.turns[each.key],
            each.kind.value, has, f"{each.share:.1%}", self.outcome(each), self.words[each.key],
        )  # fmt: skip

    def outcome(self, each: Difference) -> str:
        """What was decided on it, or ""."""
        decided = self.decided.get(each.adjudication)
        return outcome_of(decided) if decided else ""

    def json(self, each: Difference) -> dict[str, Any]:
        """A difference as programs are told it."""
        decided = self.decided.get(each.adjudication)
        return {
            "key": each.key,
            "round": each.round,
            "document": self.documents[each.document_id],
            "turn": self.turns[each.key],
            "start": each.span.start,
            "end": each.span.end,
            "kind": each.kind.value,
            "codes": list(each.codes),
            "sides": [
                {
                    "coder": side.coder,
                    "codings": [
                        {"code": j.code, "start": j.span.start, "end": j.span.end,
                         "id": j.coding_id}
                        for j in side.judgements
                    ],
                }
                for side in each.sides
            ],
            "mass": each.mass,
            "share": each.share,
            "decided": decision_json(decided, self.documents) if decided else None,
            "quote": self.words[each.key],
        }  # fmt: skip


def outcome_of(decided: Adjudication) -> str:
    """What was decided, in words."""
    return f"take {decided.taken}" if decided.taken else decided.outcome.value


def decision_json(each: Adjudication, documents: dict[str, str]) -> dict[str, Any]:
    """A decision as programs are told it."""
    return {
        "id": each.id,
        "round": each.round,
        "document": documents[each.document_id],
        "start": each.span.start,
        "end": each.span.end,
        "kind": each.kind.value,
        "coders": list(each.coders),
        "codes": list(each.codes),
        "outcome": each.outcome.value,
        "taken": each.taken or None,
        "codings": list(each.codings),
        "reason": each.reason,
        "decided_by": each.decided_by,
        "decided_at": each.created_at,
        "followed_by": each.followed_by or None,
    }
