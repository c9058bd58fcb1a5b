"""The demonstration, de-identified: everything is decided, and what is left can still be read."""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

import pytest

from qualkit.core.deidentifying import State
from qualkit.core.records import MarkKind, Span, TextVersion
from qualkit.core.text import squeeze
from qualkit.privacy.rendering import Piece, Rendering
from qualkit.privacy.roster import read_roster
from qualkit.study import Study
from qualkit.study.demo import _deidentify
from tests.test_demo_study_words import IDENTIFIERS, Identifier

OUTSIDE = ("commissioner", "public")
# Reached: 224 of 224, 218 of 237 and 34 of 58. A story is a stretch of talk without a name.
FLOORS = {"direct": 1.0, "indirect": 0.9, "story": 0.5}
MOST_MASKED = 0.06
LIST = Path("codings", "identifiers.csv")


def gold() -> list[Identifier]:
    with IDENTIFIERS.open(encoding="utf-8", newline="") as stream:
        return [
            Identifier(row["document"], int(row["turn"]), row["text"], row["kind"], row["who"])
            for row in csv.DictReader(stream)
        ]


def without_labels(version: TextVersion) -> str:
    """A text with blanks in the place of speakers' labels, which may stand inside a name."""
    text = list(version.text)
    for mark in version.structure.marks:
        if mark.kind is MarkKind.LABEL:
            text[mark.start : mark.end] = " " * (mark.end - mark.start)
    return "".join(text)


def masked(study: Study, document: str, profile: str) -> list[Piece]:
    """What is replaced of what was said, labels aside."""
    version = study.text(document)
    labels = {m.start for m in version.structure.marks if m.kind is MarkKind.LABEL}
    pieces = study.rendered_text(document, profile).pieces
    return [each for each in pieces if each.source.start not in labels]


def places(version: TextVersion, text: str, each: Identifier) -> Iterator[Span]:
    spoken = version.structure.turns[each.turn - 1].span
    words = r"\s+".join(map(re.escape, each.text.split()))
    pattern = re.compile(rf"(?<!\w){words}(?!\w)")
    for match in pattern.finditer(text, spoken.start, spoken.end):
        yield Span(*match.span())


def reached(study: Study, profile: str) -> dict[str, list[Identifier]]:
    """The gold identifiers of each kind that stand somewhere in their turn untouched."""
    left: dict[str, list[Identifier]] = defaultdict(list)
    for document, rows in groupby(gold(), key=lambda each: each.document):
        version, pieces = study.text(document), masked(study, document, profile)
        text = without_labels(version)
        for each in rows:
            found = list(places(version, text, each))
            assert found, each
            if not all(any(piece.source.overlaps(span) for piece in pieces) for span in found):
                left[each.kind].append(each)
    return left


def test_nothing_in_it_waits_and_every_text_is_scanned(demo: Study) -> None:
    for each in demo.deidentify_progress():
        assert (each.scanned, each.waiting, each.left) == (True, 0, 0), each.document.name
    assert demo.check() == ()


def test_a_scan_of_it_finds_the_same_again(demo: Study) -> None:
    again = demo.deidentify_scan()
    assert (again.new, again.gone, again.waiting, again.change) == (0, 0, 0, None)


def test_its_list_of_decisions_holds_no_words_and_comes_in_once(demo: Study) -> None:
    with (demo.path / LIST).open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert len(rows) > 1500
    assert not {"words", "form", "before"} & set(rows[0])
    done = demo.import_decisions(demo.path / LIST)
    assert (done.decided, done.known, done.empty) == (0, len(rows), 0)


def test_a_decision_that_was_made_in_it_meanwhile_outlives_another_build(demo: Study) -> None:
    changed = next(f for f in demo.findings() if f.finding.state is State.GENERALISED)
    demo.decide_findings(changed.finding.id, "generalise", replacement="[other]", anew=True)
    # The part of a build that scans and decides; the rest of it costs 5 s and leaves findings be.
    _deidentify(demo, demo.path / LIST)
    (now,) = (f for f in demo.findings() if f.finding.id == changed.finding.id)
    assert now.finding.replacement == "[other]"


@pytest.mark.parametrize("profile", OUTSIDE)
def test_identifiers_that_a_reader_found_are_masked(demo: Study, profile: str) -> None:
    left = reached(demo, profile)
    numbers = Counter(each.kind for each in gold())
    for kind, floor in FLOORS.items():
        assert 1 - len(left[kind]) / numbers[kind] >= floor, (kind, left[kind])


@pytest.mark.parametrize("profile", OUTSIDE)
def test_nobody_on_its_roster_is_named_in_what_others_read(demo: Study, profile: str) -> None:
    forms = [form.text for form in read_roster(demo.path / "roster.csv").forms()]
    assert len(forms) > 30
    for document in demo.documents():
        text = demo.rendered_text(document, profile).text
        named = [f for f in forms if re.search(rf"(?<!\w){re.escape(f)}(?!\w)", text)]
        assert not named, document.name


@pytest.mark.parametrize("profile", OUTSIDE)
def test_few_of_its_words_are_masked(demo: Study, profile: str) -> None:
    gone = every = 0
    for document in demo.documents():
        text = demo.text(document).text
        every += len(text.split())
        gone += sum(len(p.source.of(text).split()) for p in masked(demo, document.name, profile))
    assert 0.03 < gone / every < MOST_MASKED


def test_passages_that_were_coded_can_still_be_read(demo: Study) -> None:
    rendered = {d.id: demo.rendered_text(d, "commissioner") for d in demo.documents()}
    passages = {(coding.document_id, coding.span) for coding in demo.codings()}
    hidden = [each for each in passages if _share(rendered[each[0]], each[1]) > 0.5]
    assert len(passages) > 900
    assert len(hidden) <= 0.015 * len(passages), hidden


def _share(rendering: Rendering, span: Span) -> float:
    """How much of what stands in the place of a passage is in brackets."""
    shown = squeeze(rendering.to_rendered(span).of(rendering.text))
    return _length(re.findall(r"\[[^\[\]]*\]", shown)) / len(shown)


def _length(parts: Iterable[str]) -> int:
    return sum(map(len, parts))
