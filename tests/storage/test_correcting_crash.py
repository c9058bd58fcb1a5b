"""A correction is one transaction: killed in the middle of it, nothing of it is there."""

from __future__ import annotations

import os
import signal
from pathlib import Path

from qualkit.core.records import Span
from qualkit.study import Study, open_study


def test_a_process_killed_while_it_carries_codings_over_leaves_the_former_text(
    study: Study, tmp_path: Path
) -> None:
    folder = study.path
    for start in range(40, 300, 20):
        study.code("nurse", Span(start, start + 15), "caseload")
    before = study.codings()
    text = study.text("nurse").text
    study.close()
    child = os.fork()
    if child == 0:  # pragma: no cover - dies by SIGKILL
        try:
            _die_midway(folder, text)
        finally:
            os._exit(70)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status)
    with open_study(folder) as again:
        assert again.document("nurse").version == 1
        assert len(again.text_versions("nurse")) == 1
        assert again.codings() == before
        assert again.carried() == ()
        again.correct_document("nurse", text.replace("The dog", "My dog"))
        assert again.document("nurse").version == 2


def _die_midway(folder: Path, text: str) -> None:
    from qualkit.storage import carried

    real, count = carried.move, 0

    def moved(*given: object) -> None:
        nonlocal count
        count += 1
        if count == 5:
            os.kill(os.getpid(), signal.SIGKILL)
        real(*given)  # type: ignore[arg-type]

    carried.move = moved  # type: ignore[assignment]
    with open_study(folder) as study:
        study.correct_document("nurse", text.replace("The dog", "My dog"))
