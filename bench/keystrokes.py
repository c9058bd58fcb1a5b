"""How many keys typical passages take, from the sentence where one is to the coding on disk.

Each is pressed for real on the coding screen, and the study is asked whether exactly the wanted
words then have exactly the wanted codes. A letter with Shift counts as one key, Ctrl and a letter
too, and every letter that is typed into a picker or a search.
"""

from __future__ import annotations

import asyncio
import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

from bench.figures import Figure
from qualkit.core.records import Document, Span
from qualkit.study import Study, open_study

TRANSCRIPT = "INT-06 project worker.txt"
CODER = "ZZ"
STEWARD = "AB"
"""May read the texts as they were said, which offsets go by."""
SIZE = (80, 24)
NAMED = {"enter": "⏎", "tab": "⇥"}
"""How keys of several letters are written; the screen is pressed with the names."""


class WrongCodingError(Exception):
    """The keys did not do what they are said to do."""


@dataclass(frozen=True, slots=True)
class Passage:
    """`keys`, pressed at the sentence that begins with `at`, code from `first` to `last`."""

    what: str
    at: str
    first: str
    last: str
    codes: tuple[str, ...]
    keys: tuple[str, ...]
    aim: int

    def span(self, text: str) -> Span:
        """Where the wanted words stand."""
        start = _only(text, self.first)
        return Span(start, text.index(self.last, start) + len(self.last))

    @property
    def label(self) -> str:
        """What is coded, how, and by which keys."""
        return f"{self.what}: {''.join(NAMED.get(key, key) for key in self.keys)}"


PASSAGES = (
    Passage("the next sentence, a letter", "One's been vacant since", "So we're funded",
            "and seventeen.", ("caseload",), ("j", "w"), 2),
    Passage("two sentences, a letter", "Leanne, fourteenth", "I wasn't there", "a candle.",
            ("overdose-deaths",), ("j", "J", "d"), 3),
    Passage("the next uncoded turn, a name", "At work it were", "It's the hours", "cover, so.",
            ("what-it-means",), (")", "+", "c", "m", "e", "enter"), 6),
    Passage("two words in a sentence, a letter", "And Angela said", "any cover", "cover",
            ("caseload",), ("j", "l", "l", "l", "l", "L", "w"), 7),
    Passage("an exchange, two names", "But we hadn't any", "And in a person", "Error rate.",
            ("what-it-means", "exhaustion"),
            ("]", "+", "c", "m", "e", "tab", "s", "i", "enter"), 9),
    Passage("what a search finds, a recent code", "At work it were", "Typos", "Typos",
            ("exhaustion",), ("/", "t", "y", "p", "o", "s", "enter", "1"), 8),
)  # fmt: skip


def measure() -> Iterator[Figure]:
    """The keys of each passage, coded one after the other in a study built for it."""
    from qualkit.study.demo import build

    with tempfile.TemporaryDirectory() as folder:
        wanted = {"QUALKIT_CONFIG": folder, "QUALKIT_ROSTER": str(Path(folder) / "roster.csv")}
        with mock.patch.dict(os.environ, wanted):
            build(demo := Path(folder) / "demo", lambda _: None)
            for passage in PASSAGES:
                asyncio.run(_code(demo, passage))
                yield Figure(passage.label, len(passage.keys), passage.aim, "keys")


async def _code(demo: Path, passage: Passage) -> None:
    """Press the keys on the screen opened at the passage, and check what came of them."""
    from qualkit.tui.app import QualkitApp

    with open_study(demo, STEWARD) as study:
        text = study.text(TRANSCRIPT).text
    with open_study(demo, CODER) as study:
        document = study.document(TRANSCRIPT)
        study.remember_place(document, _only(text, passage.at))
        before = _coded(study, document)
        app = QualkitApp(study, TRANSCRIPT)
        async with app.run_test(size=SIZE) as pilot:
            await pilot.pause(0.5)
            for key in passage.keys:
                await pilot.press(key)
        made = sorted(_coded(study, document) - before)
    wanted = sorted((passage.span(text), code) for code in passage.codes)
    if made != wanted:
        raise WrongCodingError(f"{passage.label} made {made}, not {wanted}")


def _coded(study: Study, document: Document) -> frozenset[tuple[Span, str]]:
    return frozenset((coding.span, coding.code) for coding in study.codings(document, CODER))


def _only(text: str, words: str) -> int:
    """Where words stand that must stand there once."""
    if text.count(words) != 1:
        raise WrongCodingError(f"{words!r} stands {text.count(words)} times in {TRANSCRIPT}")
    return text.index(words)
