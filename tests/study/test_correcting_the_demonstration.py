"""One focus group of the demonstration corrected in twenty places, each coding known by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from qualkit.core.records import Coding
from qualkit.study import Study

DOCUMENT = "FG-01 project workers.txt"

# As a transcriber's second hearing goes: (as it was, as it is now).
EDITS = (
    ("F: OK, that's it on now", "F: Right. OK, that's it on now"),
    ("P2: It matters when they cut", "P2: Well, it matters when they cut"),
    ("naebody counts it.", "naebuddy counts it."),
    ("about an hour a day putting it", "about two hours a day putting it"),
    ("up at Craigvarr, on", "up at Craigvar, on"),
    ("P4: Aye. True enough.", "P4: Aye. True enough.\n\nP2: Three folk for the lot."),
    ("So I don't ask, I google it. I googled", "So I don't ask. I Google it. I googled"),
    ("P5: It wasn't really fine though.\n\n", ""),
    ("said well done. And everybody", "said well done.\n\nF: Mm.\n\nP5: And everybody"),
    ("up against the, the button.", "up against the button."),
    ("taken for a coffee and", "taken for a tea and"),
    ("It's maybe ten minutes to the shop. ", ""),
    ("I'm nine year in recovery.", "I'm nine years in recovery."),
    ("And there's been that many, likes. ", ""),
    ("jaickets in a bag", "jackets in a bag"),
    ("P2: You get short. I get short.", "P2: You get short. You get short. I get short."),
    ("There's a psychiatrist, I'll no say who. I was at a case conference, and she kent me fae "
     "before. I was her patient, this was ten year ago, mair. And she did the hale meeting tae the "
     "chair next tae me. I'd a tie on and everything.\n\n", ""),
    ("He drives you to wherever you're going and that's your supervision. How's it all going, aye, "
     "getting there, and that's you at the hospital. I've asked", "You get a lift. I asked"),
    ("Minus the ones that died.", "Minus them that died."),
)  # fmt: skip

# (coder, code, how the passage begins): what is coded now; None where it must wait for its coder.
TRUTH = {
    ("CD", "valued", "I'm saying"): "I'm saying naebuddy counts it.",
    ("AB", "caseload", "It matters"): ("it matters when", "day putting it on the sheet."),
    ("AB", "valued", "It matters"): ("it matters when", "day putting it on the sheet."),
    ("CD", "caseload", "Colin's"): ("Colin's always", "day putting it on the sheet."),
    ("AB", "asking-help", "Can I"): ("Can I - so", "And it was fine, Dean was there."),
    ("CD", "colleagues", "I feel"): ("I feel like if", "So I don't ask. I Google it."),
    ("AB", "overdose-deaths", "There was"): ("There was a man went", "why I said that."),
    ("CD", "overdose-deaths", "And I keep"): ("And I keep hearing", "up against the button."),
    ("CD", "supervision", "What I"): ("What I want to say: she should be taken for a tea",
        "pay, in that same hour."),
    ("AB", "supervision", "What I"): ("What I want", "always bread. Nobody called it a debrief."),
    ("AB", "lived-experience", "I'm nine"): ("I'm nine years in", "I can hear her say it."),
    ("CD", "lived-experience", "So when"): ("So when I'm", "what some boy did tae me."),
    ("AB", "detachment", "And there's"): ("I was at that thing", "put enough in the meter."),
    ("AB", "overdose-deaths", "And there's"): ("I was at that thing", "put enough in the meter."),
    ("CD", "detachment", "And then"): ("And then by the end", "put enough in the meter."),
    ("AB", "lived-experience", "And I buried"): ("And I buried", "the shingles and I came in."),
    ("AB", "cynicism", "You get"): ("You get short. I get short. T", "can't do the folder."),
    ("AB", "detachment", "You get"): ("You get short. I get short. T", "can't do the folder."),
    ("AB", "pass-the-parcel", "So I have"): ("So I have a woman", "I always write the name."),
    ("AB", "stigma", "There's a psychiatrist"): None,
    ("AB", "supervision", "He drives"): None,
    ("AB", "difference", "There's a man"): ("There's a man, forty-nine", "but she waited."),
    ("AB", "whats-the-point", "I look"): ("I look at who", "I couldn't tell you."),
}  # fmt: skip


def corrected(text: str) -> str:
    for old, new in EDITS:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    # The twentieth: a story that was told later than the first hearing had it.
    start = text.index("P3: For me it's small.")
    end = text.index("P2: Did it go on the sheet?")
    story = text[start:end]
    text = text[:start] + text[end:]
    later = text.index("F: Do you feel the work makes a difference, Fraser?")
    return text[:later] + story + text[later:]


@pytest.fixture
def file(demo: Study, tmp_path: Path) -> Path:
    raw = (demo.path / "transcripts" / DOCUMENT).read_text("utf-8")
    path = tmp_path / "second hearing.txt"
    path.write_text(corrected(raw), "utf-8")
    return path


def said(study: Study, coding: Coding) -> str:
    """What a coding stands on as it was said, names and all."""
    return coding.span.of(study._session.text(coding.version_id).text)


def keyed(study: Study) -> dict[str, tuple[str, str, str]]:
    """Coding id to coder, code and how its passage begins."""
    codings = study.codings(DOCUMENT)
    found = {}
    for coding in codings:
        words = said(study, coding)
        for coder, code, begins in TRUTH:
            if (coder, code) == (coding.coder, coding.code) and words.startswith(begins):
                found[coding.id] = (coder, code, begins)
    assert len(found) == len(codings) == len(TRUTH)
    return found


def test_every_coding_stands_on_its_words_or_waits(demo: Study, file: Path) -> None:
    keys = keyed(demo)
    report = demo.correct_document(DOCUMENT, file)
    now = {coding.id: coding for coding in demo.codings(DOCUMENT)}
    assert set(now) == set(keys)
    current = demo.document(DOCUMENT).version_id
    for identity, key in keys.items():
        coding = now[identity]
        words = said(demo, coding)
        expected = TRUTH[key]
        if expected is None:
            assert coding.version_id != current, (key, words)
            continue
        assert coding.version_id == current, key
        begins, ends = expected if isinstance(expected, tuple) else (expected, expected)
        flat = " ".join(words.split())
        assert flat.startswith(begins), key
        assert flat.endswith(ends), key
    assert {c.code: c.how for c in demo.carried("AB") if c.what == "coding"} == {
        "stigma": "lost", "supervision": "lost",
    }  # fmt: skip
    assert demo.carried("CD") == ()
    # One put in, two where one was parted; the two around the one that went are one now.
    assert report.turns == report.turns_before + 1 + 2 - 2
    assert report.speakers == ()


def test_what_is_beside_codings_goes_along_and_one_undo_takes_all_back(
    demo: Study, file: Path
) -> None:
    before = picture(demo)
    asked = questions(demo)
    report = demo.correct_document(DOCUMENT, file)
    assert report.questions_lost == 0
    assert questions(demo) == asked
    after = picture(demo)
    demo.undo()
    assert picture(demo) == before
    demo.redo()
    assert picture(demo) == after


def questions(study: Study) -> list[tuple[int, str]]:
    """Each question of the topic guide with the words of the turn that asks it."""
    version = study.text(DOCUMENT)
    turns = version.structure.turns
    asked = study.questions_asked(DOCUMENT)
    return [(q.number, turns[turn - 1].span.of(version.text)) for turn, q in asked.items()]


def picture(study: Study) -> object:
    return (
        study.document(DOCUMENT), study.codings(), study.marks(), study.memos(),
        study.team_notes(settled=True), study.bookmarks(), study.carried("AB"), study.carried("CD"),
        study.questions_asked(DOCUMENT), study.quotes().rows, study.progress(),
    )  # fmt: skip
