"""The coding screen on a pseudo-terminal, in the terms of the table."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench import tui_latency
from bench.figures import Figure


def measure() -> Iterator[Figure]:
    """Medians of the coding screen on 100,000 words and 2,000 codings at 120x40."""
    with tempfile.TemporaryDirectory() as folder:
        tui_latency.build(Path(folder))
        for figure in tui_latency.measure(Path(folder)):
            yield Figure(figure.what, figure.median, figure.aim, figure.unit)
            if figure.what in ("next sentence", "next word"):
                size = figure.bytes_each / 1000
                yield Figure(f"{figure.what}, written to the terminal", size, 1.5, "kB")
