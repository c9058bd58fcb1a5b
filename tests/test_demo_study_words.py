"""The demonstration's words: none are taken from a real report, and its identifiers are known."""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import pytest

from qualkit.core.records import TextVersion
from qualkit.core.text import spoken, squeeze
from qualkit.study import Study

ROOT = Path(__file__).parent.parent
GOLD = Path(__file__).parent / "demo_gold"
IDENTIFIERS = GOLD / "identifiers.csv"
SHINGLES = GOLD / "report_shingles.txt"

WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
IN_A_ROW = 5
KEPT = 12  # of the 64 digits: a chance hit is a matter of one in 500,000 for the whole study
KINDS = {"direct", "indirect", "story"}
COUNTS = {
    "INT-01 nurse.docx": 73,
    "INT-05 peer worker.srt": 136,
    "FG-02 nurses and support workers.docx": 310,
}
OTHERS = {"client", "colleague", "manager", "third person", "service", "place", "public"}


@dataclass(frozen=True, slots=True)
class Identifier:
    document: str
    turn: int
    text: str
    kind: str
    who: str


def shingles(text: str) -> list[str]:
    words = WORD.findall(text.casefold().replace("‘", "'").replace("’", "'"))
    return [" ".join(words[at : at + IN_A_ROW]) for at in range(len(words) - IN_A_ROW + 1)]


def digest(shingle: str) -> str:
    return sha256(shingle.encode()).hexdigest()[:KEPT]


def stored() -> list[str]:
    lines = SHINGLES.read_text("utf-8").splitlines()
    return [line for line in lines if not line.startswith("#")]


def shared(texts: Iterable[tuple[str, str]], digests: frozenset[str]) -> list[str]:
    return [
        f"{place}: {shingle}"
        for place, text in texts
        for shingle in shingles(text)
        if digest(shingle) in digests
    ]


def turns(version: TextVersion) -> dict[int, str]:
    pieces: dict[int, list[str]] = defaultdict(list)
    for piece in spoken(version.text, version.structure):
        pieces[piece.turn + 1].append(piece.span.of(version.text))
    return {number: squeeze(" ".join(said)) for number, said in pieces.items()}


def transcripts(study: Study) -> Iterator[tuple[str, str]]:
    for document in study.documents():
        version = study.text(document)
        yield document.name, version.text
        # Without the labels that stand between two captions of one sentence.
        for number, said in turns(version).items():
            yield f"{document.name}, turn {number}", said


def memos(study: Study) -> Iterator[tuple[str, str]]:
    for coding in study.codings():
        yield f"memo of coding {coding.id}", coding.memo


def files() -> Iterator[tuple[str, str]]:
    beside = [ROOT / "transcripts" / name for name in ("participants.csv", "topic-guide.txt")]
    parts = [
        path for part in ("codebook", "codings", "survey") for path in (ROOT / part).rglob("*")
    ]
    for path in sorted([*beside, *parts, ROOT / "docs" / "demonstration.md"]):
        if path.suffix in {".csv", ".md", ".txt", ".yaml"}:
            # YAML and CSV double the quotation mark that they quote with.
            text = path.read_text("utf-8-sig").replace("''", "'")
            yield path.relative_to(ROOT).as_posix(), text


@pytest.fixture(scope="module")
def identifiers() -> list[Identifier]:
    with IDENTIFIERS.open(encoding="utf-8", newline="") as stream:
        return [
            Identifier(row["document"], int(row["turn"]), row["text"], row["kind"], row["who"])
            for row in csv.DictReader(stream, strict=True)
        ]


def astray(rows: list[Identifier], study: Study) -> list[tuple[str, int, str]]:
    """The rows of which their turn holds fewer mentions, as whole words, than are listed."""
    said = {name: turns(study.text(name)) for name in {row.document for row in rows}}
    listed = Counter((row.document, row.turn, row.text) for row in rows)
    return [
        (document, turn, text)
        for (document, turn, text), times in listed.items()
        if len(re.findall(rf"(?<!\w){re.escape(text)}(?!\w)", said[document].get(turn, ""))) < times
    ]


def test_no_five_words_in_a_row_are_from_the_quotations_of_a_published_report(demo: Study) -> None:
    digests = frozenset(stored())
    assert shared([*transcripts(demo), *memos(demo), *files()], digests) == []


def test_five_words_in_a_row_are_found_wherever_in_the_study_they_stand(demo: Study) -> None:
    looked_at = [list(transcripts(demo)), list(memos(demo)), list(files())]
    for texts in looked_at:
        place, planted = next(
            (place, found[-1]) for place, text in texts if (found := shingles(text))
        )
        digests = frozenset([*stored(), digest(planted)])
        assert f"{place}: {planted}" in shared(texts, digests)
    places = {place.split("/")[0] for place, _ in looked_at[2]}
    assert places >= {"codebook", "codings", "docs", "transcripts"}


def test_five_words_in_a_row_are_found_however_they_are_typed() -> None:
    digests = frozenset([*stored(), digest("don't count the fish twice")])
    for typed in ("I DON’T\ncount – the ‘fish’ twice.", "don't  count, (the) fish: twice"):
        assert shared([("a page", typed)], digests) == ["a page: don't count the fish twice"]
    assert shared([("a page", "Don't count the fish once")], digests) == []


def test_five_words_in_a_row_are_found_across_the_captions_of_one_turn(demo: Study) -> None:
    digests = frozenset([digest("near fatal overdose peer response")])
    (found,) = shared(transcripts(demo), digests)
    assert found.startswith("INT-05 peer worker.srt, turn 6: ")


def test_the_list_of_shingles_is_whole_and_in_order() -> None:
    lines = stored()
    assert len(lines) == 8744
    assert lines == sorted(set(lines))
    assert all(re.fullmatch(rf"[0-9a-f]{{{KEPT}}}", line) for line in lines)


def test_every_identifier_stands_in_its_turn(identifiers: list[Identifier], demo: Study) -> None:
    assert astray(identifiers, demo) == []


def test_an_identifier_that_is_not_in_its_turn_is_noticed(
    identifiers: list[Identifier], demo: Study
) -> None:
    first = identifiers[0]
    wrong = [
        Identifier(first.document, first.turn, "Nobody Atall", "direct", "client"),
        Identifier(first.document, 9999, first.text, "direct", "client"),
        Identifier(first.document, first.turn, first.text, "direct", "client"),
    ]
    assert astray([*identifiers, *wrong], demo) == [
        (first.document, first.turn, first.text),
        (first.document, first.turn, "Nobody Atall"),
        (first.document, 9999, first.text),
    ]


def test_three_transcripts_have_sixty_identifiers_and_more_of_every_kind(
    identifiers: list[Identifier],
) -> None:
    assert Counter(row.document for row in identifiers) == COUNTS
    assert min(COUNTS.values()) >= 60
    assert {row.kind for row in identifiers} == KINDS
    for document in COUNTS:
        assert {row.kind for row in identifiers if row.document == document} == KINDS


def test_an_identifier_leads_to_somebody_in_the_study_or_to_a_known_sort_of_other(
    identifiers: list[Identifier], demo: Study
) -> None:
    pseudonyms = {
        speaker.pseudonym for document in demo.documents() for speaker in document.speakers
    }
    known = pseudonyms | {f"family of {name}" for name in pseudonyms} | OTHERS
    assert {row.who for row in identifiers} <= known


def test_identifiers_are_in_the_order_of_the_text(identifiers: list[Identifier]) -> None:
    for document in COUNTS:
        numbers = [row.turn for row in identifiers if row.document == document]
        assert numbers == sorted(numbers)
