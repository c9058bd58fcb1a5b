"""A small study in which everything that people may write tries to act on the terminal."""

from __future__ import annotations

import unicodedata
from pathlib import Path

from qualkit.core.codebook import Code
from qualkit.core.marks import MemoKind
from qualkit.study import Study

# Clears the screen, sets the title, writes backwards, asks the terminal to answer.
EVIL = "\x1b[2J\x1b]0;title\x07\x9b31m\u202eelif\u2066\u200f\x85\u2028\x08\x7f\x1b[6n"
BIDI = "\u202eelif\u2066\u200f"
TALK = f"Interviewer: So?\nP1: I am tired{EVIL} of it.\nInterviewer: Why?\nP1: It rains.\n"
NAME = f"evil{EVIL}.txt"


def acting(text: str) -> set[str]:
    """The characters in which a terminal would see more than a sign; line ends may be there."""
    return {
        f"U+{ord(c):04X}"
        for c in text
        if c != "\n" and unicodedata.category(c) in ("Cc", "Cf", "Zl", "Zp", "Cs")
    }


def spoil(study: Study, folder: Path, theme: str = "burnout") -> None:
    """Put signs that act wherever people can write them."""
    path = folder / NAME
    path.write_text(TALK, "utf-8")
    study.import_transcripts([path])
    # The codebook refuses control characters, and lets Arabic and Hebrew have their marks.
    study.add_code(Code("mild", f"Mild{BIDI}", theme=theme, definition=f"So{BIDI}"))
    tired = study.find_passage(NAME, "I am tired")
    study.code(NAME, tired, "mild")
    (coding,) = study.codings(NAME)
    study.memo(coding.id, f"A memo{EVIL} here")
    study.star(coding.id, note=f"A reason{EVIL}")
    study.note_for_team(NAME, tired, f"A note{EVIL} here")
    study.memo_on(MemoKind.STUDY, "", f"On all{EVIL}")
    study.memo_on(MemoKind.DOCUMENT, NAME, f"On this{EVIL}")
    study.bookmark(NAME, tired)
    study.open_meeting(present=("AB",))
    study.add_point(f"What{EVIL} now?")
