"""Files that are not what they seem, or too much: each is refused by name, with what to do."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from qualkit.errors import ExitCode, InputError
from qualkit.importers import SUFFIXES, Corrections, read_transcript, suggest_merges
from tests.importers.transcript_making import docx, p, pdf, said, transcript_of, zipped

TALK = "I: Hôw are you? “Fine” – …\nP1: Góod, naïve.\nI: So?\n"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
ENTITY = (
    '<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    f'<w:document xmlns:w="{_W}"><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>'
)
EXTERNAL = (
    '<!DOCTYPE d SYSTEM "http://example.org/x.dtd">'
    f'<w:document xmlns:w="{_W}"><w:body/></w:document>'
)
OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def bomb() -> bytes:
    return zipped({"word/document.xml": b" " * 30_000_000})


def many_entries() -> bytes:
    return zipped({f"word/{number}.xml": "" for number in range(5001)})


def lying_bomb() -> bytes:
    """A zip whose directory declares 10 bytes for a part that unpacks to 30 MB."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * 30_000_000)
        archive.infolist()[0].file_size = 10
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b"\xef\xbb\xbf \n", "empty"),
        ("a.docx", b"", "empty"),
        ("a.docx", b"I: Hello", "not a .docx"),
        ("a.docx", zipped({"x.txt": "x"}), "not a Word document"),
        ("a.docx", docx(p("I: Hello"))[:200], "not a .docx"),
        ("a.docx", OLE2, "password"),
        ("a.docx", bomb(), "zip bomb"),
        ("a.docx", lying_bomb(), "damaged"),
        ("a.docx", many_entries(), "5001 entries"),
        ("a.docx", zipped({"word/document.xml": ENTITY}), "entities"),
        ("a.docx", zipped({"word/document.xml": EXTERNAL}), "document type"),
        ("a.docx", zipped({"word/document.xml": "<w:document"}), "damaged"),
        ("a.docx", docx(""), "no text"),
        ("a.odt", docx(p("I: Hello")), "not an OpenDocument text"),
        ("a.odt", zipped({"content.xml": ENTITY}), "entities"),
        ("a.txt", b"%PDF-1.4\n...", "a PDF"),
        ("a.md", docx(p("I: Hello")), "zip"),
        ("a.txt", OLE2, "old Word file"),
        ("a.csv", b"{\\rtf1 x}", "RTF"),
        ("a.txt", bytes(range(256)) * 50, "not text"),
        ("a.rtf", b"I: Hello", "not an RTF"),
        ("a.pdf", b"I: Hello", "not a PDF"),
        ("a.pdf", b"%PDF-1.4\nnonsense", "damaged"),
        ("a.pdf", pdf([]), "scan"),
        ("a.vtt", b"I: Hello", "no cue"),
        ("a.csv", b"speaker,colour\nI,red\n", "no column"),
        ("a.csv", b'speaker,text\nI,"Hello\n', "quotation marks"),
        ("a.html", b"<p></p>", "no text"),
        ("a.html", b'<!DOCTYPE x [<!ENTITY a "b">]><p>x</p>', "entities"),
        ("a.doc", OLE2, "cannot be read"),
        ("a", b"I: Hello", "cannot be read"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_with_a_hint(
    tmp_path: Path, name: str, content: bytes, says: str
) -> None:
    with pytest.raises(InputError) as caught:
        transcript_of(tmp_path, name, content)
    assert name in caught.value.message
    assert says in caught.value.message
    assert caught.value.hint
    assert caught.value.exit_code is ExitCode.USERS_FAULT


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.txt"):
        read_transcript(tmp_path / "none.txt")
    (tmp_path / "folder.txt").mkdir()
    with pytest.raises(InputError, match="folder"):
        read_transcript(tmp_path / "folder.txt")


def test_a_text_above_64_mb_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="64 MB at most"):
        transcript_of(tmp_path, "a.txt", b"I: Hello there.\n" * 4_200_000)


def test_a_text_of_2_mb_goes_through_turn_by_turn(tmp_path: Path) -> None:
    # In one piece spaCy takes a million characters at most.
    block = "I: Hello there, how are you?\nP1: I am well. It rained. " + "So it was. " * 20 + "\n"
    count = 2_000_000 // len(block)
    found = transcript_of(tmp_path, "a.txt", block * count)
    assert len(found.structure.turns) == 2 * count


@pytest.mark.parametrize("unit", ["a", ".", "[", "(", "<", ":", "1:", "- ", "A ", "*", "#", "I\t"])
def test_one_long_line_of_anything_takes_no_quadratic_time(tmp_path: Path, unit: str) -> None:
    """200,000 characters would take minutes if each were met with a look at all others."""
    found = transcript_of(tmp_path, "a.txt", unit * (200_000 // len(unit)) + "x\n")
    assert "x" in found.text


@pytest.mark.parametrize(
    "line",
    [
        "A.a." * 14 + "!: x",
        "(pause " + "1" * 50 + "x)",
        "[" + "1:" * 40,
        "A " * 29 + ": x",
        f"{' ' * 100}x:",
        "P1 " + "- " * 50,
        "0:00 " * 24,
        "recording ended " * 7,
    ],
)
def test_no_label_takes_exponential_time(tmp_path: Path, line: str) -> None:
    """Each of these once led, or could lead, a pattern to try every way to cut a line up."""
    found = transcript_of(tmp_path, "a.txt", f"I: Hello?\n{line}\nP1: Yes.\n" * 100)
    assert found.structure.turns


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
def test_a_text_reads_the_same_in_every_encoding(tmp_path: Path, encoding: str) -> None:
    assert transcript_of(tmp_path, "a.txt", TALK.encode(encoding)).text == TALK


def test_a_guessed_encoding_is_said_aloud(tmp_path: Path) -> None:
    (warning, *_) = transcript_of(tmp_path, "a.txt", TALK.encode("cp1252")).warnings
    assert "cp1252" in warning


def test_an_old_macintosh_text_keeps_its_apostrophes(tmp_path: Path) -> None:
    text = "I: Isn’t it?\nP1: I don’t know, “perhaps”.\nI: So?\n"
    assert transcript_of(tmp_path, "a.txt", text.encode("mac_roman")).text == text


def test_control_characters_are_removed_and_counted(tmp_path: Path) -> None:
    found = transcript_of(tmp_path, "a.txt", "I: He\x1b[31mllo\x07?\nP1: Yes.\nI: So?\n")
    assert found.text.startswith("I: He[31mllo?")
    assert "2 control characters removed from the text" in found.warnings


def test_corrections_set_roles_and_join_labels(tmp_path: Path) -> None:
    text = "Ann: So?\nBo: Yes.\nAnn: And?\nBoo: No.\nAnn: Then?\nBo: Yes.\n"
    plain = transcript_of(tmp_path, "a.txt", text)
    (merge,) = suggest_merges(
        transcript_of(tmp_path, "b.txt", text.replace("Bo", "Robert").replace("Roberto", "Robret"))
    )
    assert (merge.wrong, merge.right, merge.wrong_turns, merge.right_turns) == (
        "Robret",
        "Robert",
        1,
        2,
    )
    assert len(plain.structure.speakers) == 3
    joined = transcript_of(
        tmp_path,
        "a.txt",
        text,
        Corrections(roles={"Bo": "interviewer"}, merges={"Boo": "Bo"}),  # type: ignore[dict-item]
    )
    assert [s.label for s in joined.structure.speakers] == ["Ann", "Bo"]
    assert joined.structure.speakers[1].role == "interviewer"
    assert said(joined)[3] == ("Bo", "No.")


@pytest.mark.parametrize(
    "labels",
    [("Speaker 1", "Speaker 2"), ("Participant A", "Participant B"), ("P1", "P2"), ("Al", "Bo")],
)
def test_numbered_and_short_labels_are_never_proposed_for_merging(
    tmp_path: Path, labels: tuple[str, str]
) -> None:
    often, once = labels
    text = f"Moderator: So?\n{often}: Yes.\n" * 6 + f"{once}: No.\n"
    assert suggest_merges(transcript_of(tmp_path, "a.txt", text)) == ()


def test_every_suffix_names_a_reader_and_the_room_loads_none_of_them() -> None:
    import subprocess
    import sys

    assert {".docx", ".txt", ".md", ".vtt", ".srt", ".html", ".rtf", ".odt", ".csv", ".pdf"} <= set(
        SUFFIXES
    )
    script = (
        "import sys, qualkit.importers as room; room.SUFFIXES; room.read_transcript;"
        "heavy = {'spacy','docx','lxml','pdfplumber','webvtt','pandas','rapidfuzz','markdown_it',"
        "'charset_normalizer','striprtf'}; print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
