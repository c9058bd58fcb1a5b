"""A study of a corpus as it is when quotations leave it: everybody agreed, everything decided."""

from __future__ import annotations

import csv
import random
from pathlib import Path

from bench.corpora import corpus, fresh
from qualkit.study import init_study, open_study

CODER = "ana"
_HEAD = ("participant", "sector", "role", "consent_form", "consent_date", "may_quote", "may_link")


def ready(preset: str, name: str) -> Path:
    """The study of corpus S or L in `.bench/`, scanned, with nothing left to decide."""
    source, study = corpus(preset), fresh(name)
    init_study(study, "Invented").close()
    with open_study(study, CODER) as made:
        made.import_transcripts(sorted((source / "transcripts").iterdir()))
        made.import_codebook(source / "codebook.csv")
        made.import_codings(source / "codings.csv")
        people = {s.pseudonym for each in made.documents() for s in each.speakers}
        _agreed(study / "transcripts" / "participants.csv", sorted(people - {""}))
    decided(study)
    return study


def _agreed(path: Path, people: list[str]) -> None:
    chance = random.Random(3)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(_HEAD)
        for person in people:
            kind = chance.choice(["NHS", "third sector"]), chance.choice(["nurse", "worker"])
            writer.writerow([person, *kind, "v1", "2025-01-01", "verbatim", "yes"])


def decided(study: Path) -> None:
    """Scan all texts and decide on whatever waits, half of it masked and half of it kept."""
    with open_study(study, CODER) as made:
        made.deidentify_scan()
        waiting = [each.finding.id for each in made.findings(state="review")]
        for ids, decision in ((waiting[::2], "accept"), (waiting[1::2], "keep")):
            if ids:
                made.decide_findings(ids, decision)
