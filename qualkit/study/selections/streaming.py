"""The quotations of a choice some at a time, from a study of one's own: for threads of a screen."""

from __future__ import annotations

from collections.abc import Generator
from itertools import islice
from pathlib import Path

from qualkit.core.choosing import FoundQuote, QuoteChoice
from qualkit.study.opening import open_study
from qualkit.study.selections.finding import Telling

SIZE = 2_000


def streamed(
    folder: Path, coder: str | None, choice: QuoteChoice, size: int = SIZE
) -> Generator[tuple[FoundQuote, ...], None, None]:
    """The quotations in their order, `size` at a time; opens the study for itself.

    A connection to the database belongs to the thread that made it. Of half a million codings the
    first come after some seconds, in which the texts are read, and 10,000 more each second.
    """
    with open_study(folder, coder) as study:
        found = Telling(study._session, choice).found()
        while batch := tuple(islice(found, size)):
            yield batch
