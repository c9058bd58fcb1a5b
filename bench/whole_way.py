"""From files to quotes at full size: 1,000 transcripts of 8,000 words, 500,000 codings."""

from __future__ import annotations

from collections.abc import Iterator

from bench import matrices, notebook, team
from bench.corpora import corpus, fresh
from bench.figures import Figure
from bench.processes import qualkit

CODER = ("--coder", "ana")
TEAM = ("--profile", "team")


def measure() -> Iterator[Figure]:
    """The figures, one after the other, on one study that grows."""
    large = corpus("L")
    study = fresh("study-docx")
    qualkit("init", study)
    taken = qualkit("import", "transcripts", large / "transcripts_docx", *CODER, study=study)
    yield Figure("import 1,000 docx of 8,000 words", taken.seconds, 150, "s", taken.megabytes)
    fresh("study-docx")

    study = fresh("study-txt")
    qualkit("init", study)
    taken = qualkit("import", "transcripts", large / "transcripts", *CODER, study=study)
    yield Figure("import 1,000 txt of 8,000 words", taken.seconds, 60, "s", taken.megabytes)

    qualkit("import", "codebook", large / "codebook.csv", *CODER, study=study)
    taken = qualkit("import", "codings", large / "codings.csv", *CODER, study=study)
    yield Figure("import 500,000 codings", taken.seconds, 20, "s", taken.megabytes)

    each = study / "each.csv"
    taken = qualkit("export", "quotes", *TEAM, "--each", "-o", each, study=study)
    yield Figure("export each coding's quote to csv", taken.seconds, 10, "s", taken.megabytes, 500)
    taken = qualkit("export", "quotes", *TEAM, "-o", study / "merged.csv", study=study)
    yield Figure("export all references to csv", taken.seconds, 10, "s", taken.megabytes, 500)
    taken = qualkit("export", "quotes", *TEAM, "--each", "-o", study / "each.json", study=study)
    yield Figure("export each coding's quote to json", taken.seconds, 10, "s", taken.megabytes, 500)
    taken = qualkit("export", "codings", "-o", study / "codings.csv", study=study)
    yield Figure("export 500,000 codings", taken.seconds, None, "s", taken.megabytes)
    taken = qualkit("status", study=study, runs=3)
    yield Figure("status of that study", taken.seconds, None, "s", taken.megabytes)
    yield from team.large(study)
    yield from matrices.large(study)
    yield from notebook.large(study)
    fresh("study-txt")
