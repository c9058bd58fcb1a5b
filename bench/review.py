"""The review of identifiers with 10,000 findings: opening it, moving, deciding."""

from __future__ import annotations

import asyncio
import os
import random
import re
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from unittest import mock

from bench.figures import Figure
from qualkit.core.deidentifying import State, StoredFinding
from qualkit.core.findings import FindingType
from qualkit.core.records import Span
from qualkit.storage import findings
from qualkit.study import Study, init_study

DOCUMENTS, WORDS, EACH = 20, 5_000, 500
FORMS = 4_000
SIZE = (140, 40)
_TIMES = 15


def measure() -> Iterator[Figure]:
    """Medians in milliseconds; what a decision takes is told without and with writing it."""
    with tempfile.TemporaryDirectory() as folder:
        named = {"QUALKIT_ROSTER": str(Path(folder) / "roster.csv"), "QUALKIT_CONFIG": folder}
        with mock.patch.dict(os.environ, named), _study(Path(folder)) as study:
            yield from asyncio.run(_measured(study))


def _study(folder: Path) -> Study:
    """Texts of made-up words, in which every tenth is a finding that waits."""
    rng = random.Random(7)
    words = [f"w{number:04}" for number in range(FORMS)]
    paths = []
    for number in range(DOCUMENTS):
        path = folder / f"T{number:02}.txt"
        path.write_text("I: Well?\nP: " + " ".join(rng.choices(words, k=WORDS)) + "\n", "utf-8")
        paths.append(path)
    study = init_study(folder / "study", "Review")
    study.use_coder("AB")
    study.import_transcripts(paths)
    session = study._session
    with session.write("scan") as entry:
        for document in study.documents():
            spans = [Span(*m.span()) for m in re.finditer(r"w\d+", study.text(document).text)]
            findings.add(entry, [
                StoredFinding("", document.id, document.version_id, span, FindingType.UNKNOWN,
                              "unknown capital", State.REVIEW, "[...]")
                for span in rng.sample(spans, EACH)
            ])  # fmt: skip
    return study


async def _measured(study: Study) -> list[Figure]:
    from qualkit.tui.app import QualkitApp
    from qualkit.tui.screens.identifiers.forms import IdentifiersScreen

    async with QualkitApp(study, None).run_test(size=SIZE) as pilot:
        began = time.perf_counter()
        screen = IdentifiersScreen(study)
        await pilot.app.push_screen(screen)
        await pilot.pause()
        opened = (time.perf_counter() - began) * 1000
        written: list[float] = []
        real: Callable[..., object] = study.decide_findings

        def timed(*given: object, **named: object) -> object:
            begin = time.perf_counter()
            done = real(*given, **named)
            written.append((time.perf_counter() - begin) * 1000)
            return done

        with mock.patch.object(study, "decide_findings", timed):
            moved = [_taken(screen.act, "list_down") for _ in range(_TIMES)]
            decided = [_taken(screen.act, "identifier_accept") for _ in range(_TIMES)]
    beside = median(all_of - write for all_of, write in zip(decided, written, strict=True))
    return [
        Figure("review: opened with 10,000 findings", opened, 1500, "ms"),
        Figure("  next form", median(moved), 30, "ms"),
        Figure("  a decision, but for the writing", beside, 100, "ms"),
        Figure("  writing it", median(written), None, "ms"),
    ]


def _taken(act: Callable[[str], None], identity: str) -> float:
    began = time.perf_counter()
    act(identity)
    return (time.perf_counter() - began) * 1000
