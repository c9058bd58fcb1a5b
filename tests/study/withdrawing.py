"""What tests of withdrawal ask of a study folder: who said what, and where words stand in bytes."""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from pathlib import Path

from qualkit.study import Study

_WORD = re.compile(r"[\w'’-]+")


def squeezed(text: str) -> str:
    """Words in lower case with one space between each two: line ends and marks tell nothing."""
    return " ".join(_WORD.findall(text.casefold()))


def said_by(study: Study, *people: str) -> set[str]:
    """Each sentence of four words or more that only these people say."""
    own: set[str] = set()
    others: list[str] = []
    for document in study.documents():
        version = study.text(document)
        structure = version.structure
        for turn in structure.turns:
            said = version.text[turn.start : turn.end]
            if structure.speakers[turn.speaker].pseudonym in people:
                own |= {
                    squeezed(each.of(version.text))
                    for each in structure.sentences
                    if turn.start <= each.start < turn.end
                }
            else:
                others.append(squeezed(said))
    everything = " | ".join(others)
    return {each for each in own if each.count(" ") >= 3 and each not in everything}


def holding(folder: Path, sentences: set[str]) -> list[tuple[str, str]]:
    """(file, sentence) of every sentence that stands in the bytes of any file, packed ones too."""
    found = []
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            text = squeezed(_text(path))
            found += [(path.relative_to(folder).as_posix(), s) for s in sentences if s in text]
    return found


def _text(path: Path) -> str:
    if not zipfile.is_zipfile(path):
        return path.read_bytes().decode("utf-8", "replace")
    with zipfile.ZipFile(path) as package:
        parts = [package.read(name).decode("utf-8", "replace") for name in package.namelist()]
    return re.sub(r"<[^>]*>", " ", " ".join(parts))


def coded_words(study: Study, *but: str) -> Counter[tuple[str, str, str, str]]:
    """Coder, round, code and words of each coding, without the words of these people.

    Codings that lie in these people's words alone are left out.
    """
    found: Counter[tuple[str, str, str, str]] = Counter()
    for coding in study.codings():
        version = study.text(coding.document_id)
        assert coding.version_id == version.id
        structure, kept = version.structure, []
        for turn in structure.turns:
            start, end = max(turn.start, coding.span.start), min(turn.end, coding.span.end)
            speaker = structure.speakers[turn.speaker].pseudonym
            words = squeezed(version.text[start:end]) if start < end else ""
            if words and speaker not in but and words != "withdrawn":
                kept.append(words)
        if kept or not structure.turns:
            found[coding.coder, coding.round, coding.code, " ".join(kept)] += 1
    return found
