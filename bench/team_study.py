"""A study coded by a team: the transcripts of corpus S, five coders, sixty codes, all done."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from bench.corpora import corpus
from bench.tui_latency import write_codebook

if TYPE_CHECKING:
    from qualkit.core.records import Span
    from qualkit.study import Study

CODERS = ("AB", "CD", "EF", "GH", "IJ")
CODES = 60
CODINGS = 6_000
EDITS = 40
"""Codings that AB adds after everybody was done, one entry of the log each, for undoing."""


def build(folder: Path) -> None:
    """Make the study in `folder`: 6,000 codings and who finished what, taken from them."""
    from qualkit.study import init_study, open_study

    init_study(folder / "study").close()
    write_codebook(folder, CODES)
    with open_study(folder / "study", CODERS[0]) as study:
        study.import_transcripts(sorted((corpus("S") / "transcripts").iterdir()))
        rows = folder / "codings.csv"
        with rows.open("w", newline="", encoding="utf-8") as stream:
            writer = csv.writer(stream)
            writer.writerow(["coder", "document", "code", "start", "end"])
            writer.writerows(_rows(study))
        study.import_codings(rows)
        study.infer_assignments()
        _edit(study)


def _rows(study: Study) -> Iterator[tuple[str, str, str, int, int]]:
    """Codings of passages that each coder finds in 8 of 10 cases, with other edges in half."""
    chance = random.Random(5)
    documents = study.documents()
    passages = round(CODINGS / len(CODERS) / 0.8)
    rows = set()
    for number in range(passages):
        document = documents[number % len(documents)]
        sentences = _said(study, document.name)
        first = chance.randrange(len(sentences) - 3)
        last = first + chance.randrange(3)
        code = f"code-{chance.randrange(CODES)}"
        for coder in CODERS:
            if chance.random() < 0.8:
                away = chance.choice((0, 0, 1))
                begin, end = sentences[first + away].start, sentences[last + away].end
                rows.add((coder, document.name, code, begin, end))
    return iter(sorted(rows))


def _said(study: Study, name: str) -> tuple[Span, ...]:
    return study.text(name).structure.sentences


def _edit(study: Study) -> None:
    """Codings of the first coder, one by one, with the code that heads the list of agreement."""
    documents = study.documents()
    first = study.agreement().codes[0].code
    for number in range(EDITS):
        document = documents[number % 5]
        study.code(document, _said(study, document.name)[10 + 8 * number], first)
