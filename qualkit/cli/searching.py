"""The command that finds words."""

from __future__ import annotations

from collections import Counter

import click

from qualkit.cli import output
from qualkit.cli.context import json_option, opened, source_option, study_options
from qualkit.cli.limits import attributes, limit_options, mode_options


@click.command("search")
@click.argument("text")
@click.option("--document", help="Only in this document.")
@mode_options
@click.option("--regex", is_flag=True, help="The same as --mode regex.")
@limit_options
@click.option("--code", default="", help="Only what touches codings of this code.")
@click.option("--not-code", default="", help="Only what touches no coding of this code.")
@click.option(
    "--context",
    default=12,
    show_default=True,
    type=click.IntRange(0, 200),
    help="Words shown before and after.",
)
@source_option
@json_option
@study_options
def search_command(
    text: str, document: str | None, mode: str, case: bool, threshold: int, regex: bool,
    speaker: str, role: str | None, kind: str, where: tuple[str, ...], uncoded: bool, code: str,
    not_code: str, context: int, source: bool, as_json: bool,
) -> None:  # fmt: skip
    """Find TEXT in what was said, by participants and interviewers.

    exact: the letters as they stand, also inside a word. word: whole words; vacanc* finds every
    ending. lemma: every form of the words. regex: a regular expression, within a turn. fuzzy:
    whole words that may be misspelt. Straight and typographic signs are the same. What a scan
    found is searched as it is replaced, so a name that is masked is not found.
    """
    with opened() as study:
        hits = study.search(
            text, document, mode=mode, regex=regex, case=case, threshold=threshold,
            speaker=speaker, role=role, code=code, not_code=not_code, uncoded=uncoded,
            attributes=attributes(where), kind=kind, context=context, source=source,
        )  # fmt: skip
        compared = study.word_basis() if mode == "lemma" and not regex else ""
    if as_json:
        output.answer_json({"hits": output.plain(hits), "compared_by": compared})
        return
    for hit in hits:
        place = ", ".join(
            part for part in (hit.document, f"turn {hit.turn}" if hit.turn else "", hit.speaker)
            if part
        )  # fmt: skip
        output.answer(f"{place}: …{hit.before}[{hit.words}]{hit.after}…")
    if compared:
        output.say(f"compared by {compared}")
    counts = Counter(hit.document for hit in hits)
    if len(counts) > 1:
        for name, number in counts.items():
            output.say(f"{number:6,}  {name}")
    output.say(f"{len(hits)} found")
