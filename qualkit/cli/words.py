"""Commands on words: in their context, and how often they are said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from qualkit.cli import output
from qualkit.cli.matrices import answer, file_options
from qualkit.core.cells import cell_count, fitted

if TYPE_CHECKING:
    from qualkit.study.matrices.word_records import Concordance, WordFrequencies

_HOW = ("format_name", "target", "template", "as_json")


@click.command("concordance")
@click.argument("text")
@click.option("--mode", default="word", show_default=True,
              type=click.Choice(["word", "exact", "lemma", "regex", "fuzzy"]),
              help="How words are compared; in word, `*` stands for any ending.")  # fmt: skip
@click.option("--case", is_flag=True, help="Tell capitals apart.")
@click.option("--sort", "order", default="place", show_default=True,
              type=click.Choice(["place", "left", "right", "speaker"]),
              help="By place, by the words before or after, by speaker.")  # fmt: skip
@click.option("--context", type=click.IntRange(1, 100), default=8, show_default=True,
              help="Words on either side.")  # fmt: skip
@click.option("--everybody", is_flag=True, help="Interviewers' words too.")
@click.option("--document", help="Only in this document.")
@click.option("--kind", default="", help="Only in this kind of document, such as interview.")
@click.option("--speaker", default="", metavar="PSEUDONYM", help="Only what this person says.")
@click.option("--code", default="", help="Only in what is coded with it.")
@click.option("--attribute", "pairs", multiple=True, metavar="NAME=VALUE",
              help="Only participants with this attribute (repeatable).")  # fmt: skip
@file_options
def concordance_command(text: str, pairs: tuple[str, ...], **options: Any) -> None:
    """Show every place where participants say TEXT, in its context.

    What is replaced in a text is shown, and looked for, as it is replaced.
    """
    how = {name: options.pop(name) for name in _HOW}
    attributes = dict(_pair(pair) for pair in pairs)
    answer(
        lambda study: study.concordance(text, attributes=attributes, **options), _lines, _record,
        **how,
    )  # fmt: skip


def _pair(text: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if not sign or not name or not value:
        raise click.UsageError(f"'{text}' is no attribute; write NAME=VALUE, as in sector=NHS")
    return name.strip(), value.strip()


def _lines(found: Concordance) -> None:
    wide = (output.room() or 100) - 16
    side = max(12, (wide - 14) // 2)
    for line in found.lines:
        before = " ".join(line.before.split())
        before = _end(before, side)
        gap = " " * (side - cell_count(before))
        after = " ".join(line.after.split())
        who = fitted(f"{line.speaker or line.document}", 8)
        output.answer(f"{who} {gap}{before}  {line.hit}  {fitted(after, side).rstrip()}")
    output.say(f"{len(found.lines)} found. {' '.join(found.notes)}")


def _end(text: str, width: int) -> str:
    """The last characters of a text that fit into a width."""
    while cell_count(text) > width:
        text = text[1:]
    return text


def _record(found: Concordance) -> dict[str, Any]:
    return {
        "query": found.query, "order": found.order.value,
        "lines": [
            {"document": e.document, "turn": e.turn, "speaker": e.speaker, "before": e.before,
             "words": e.hit, "after": e.after}
            for e in found.lines
        ],
        "notes": list(found.notes),
    }  # fmt: skip


@click.command("words")
@click.option("--by", default="", metavar="ATTRIBUTE", help="By groups of participants.")
@click.option("--kind", default="", help="Only this kind of document, such as survey comment.")
@click.option("--document", default="", help="Only this document.")
@click.option("--most", type=click.IntRange(1), default=30, show_default=True,
              help="How many words a group.")  # fmt: skip
@click.option("--least", type=click.IntRange(1), default=2, show_default=True,
              help="Only words said at least so often.")  # fmt: skip
@click.option("--stop-words", is_flag=True, help="Count the, and, of and their like too.")
@click.option("--internal", is_flag=True,
              help="Hide no small group and no word of few: for the team's own eyes.")  # fmt: skip
@file_options
def words_command(**options: Any) -> None:
    """Count what participants say, by group, with what is typical of each.

    Only words that several people of a group say are shown.
    """
    how = {name: options.pop(name) for name in _HOW}
    answer(lambda study: study.word_frequencies(**options), _counts, _words_record, **how)


def _counts(found: WordFrequencies) -> None:
    for group in found.groups:
        if group.hidden:
            output.answer(f"{group.group}: not shown, a group too small\n")
            continue
        title = group.group or "All together"
        output.answer(f"{title}: {group.words:,} words, {group.speakers} speakers")
        heads = ["word", "said", "speakers", "per 1,000"]
        if found.by:
            heads += ["keyness", "log ratio"]
        rows = [
            (row.word, row.count, row.speakers, f"{row.per_thousand:.2f}",
             *((_figure(row.keyness), _figure(row.ratio)) if found.by else ()))
            for row in group.rows
        ]  # fmt: skip
        output.columns(heads, rows, right=range(1, len(heads)))
        output.answer("")
    for note in found.notes:
        output.paragraph(note, "", "  ")


def _figure(value: float | None) -> str | None:
    return None if value is None else f"{value:.2f}"


def _words_record(found: WordFrequencies) -> dict[str, Any]:
    return {
        "by": found.by or None, "basis": found.basis, "internal": found.internal,
        "least_speakers": found.least_speakers,
        "groups": [
            {"group": g.group or None, "words": g.words, "speakers": g.speakers,
             "hidden": g.hidden, "rows": [output.plain(row) for row in g.rows]}
            for g in found.groups
        ],
        "notes": list(found.notes),
    }  # fmt: skip
