"""The files of a study's folder without a person's words; which of them a person must see to."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from qualkit.core.withdrawing import MARK, Words
from qualkit.errors import QualkitError
from qualkit.study.session import Session
from qualkit.study.textfiles import write_text
from qualkit.study.withdrawal.person import Concerned, Person
from qualkit.study.withdrawal.quoting import YAML_MARK
from qualkit.study.withdrawal.survey_rows import rows_in_originals

_PLAIN = frozenset({".csv", ".tsv", ".txt", ".md", ".json", ".yaml", ".yml", ".log", ".svg",
                    ".html", ".htm", ".vtt", ".srt", ".rtf", ".jsonl", ""})  # fmt: skip
_OFFICE = frozenset({".docx", ".xlsx", ".odt", ".ods", ".pptx"})
_PICTURES = frozenset({".png", ".jpg", ".jpeg", ".gif"})


@dataclass(slots=True)
class Swept:
    """What becomes of files: paths as they stand in the study's folder."""

    deleted: list[str] = field(default_factory=list)
    rewritten: list[str] = field(default_factory=list)
    stale: list[str] = field(default_factory=list)
    """Earlier exports without the person's words, whose figures count the person."""
    remaining: list[str] = field(default_factory=list)
    """Files that a person has to look at: they hold the words still, or cannot be read."""


@dataclass(slots=True)
class Sweep:
    """One pass over the study's folder."""

    session: Session
    person: Person
    concerned: Concerned
    words: Words
    dry_run: bool
    swept: Swept = field(default_factory=Swept)

    def run(self) -> Swept:
        """Delete and rewrite what there is; what was done, or would be."""
        for path in self._files():
            self._one(path)
        return self.swept

    def _files(self) -> Iterator[Path]:
        root = self.session.path
        own = {root / f"{self._database}{end}" for end in ("", "-wal", "-shm", "-journal")}
        kept = {*own, self.session.roster_path(), self.session.participants_path}
        answers = set((root / "survey").glob("*.csv"))
        for path in sorted(root.rglob("*")):
            inside = path.relative_to(root).parts
            if not path.is_file() or path.is_symlink() or path in kept or path in answers:
                continue
            if inside[0] != ".git" and not inside[0].startswith(".merging-"):
                yield path

    @property
    def _database(self) -> str:
        return self.session.settings.database

    def _one(self, path: Path) -> None:
        folder = path.relative_to(self.session.path).parts[0]
        copy = path.parent == self.session.path and path.name.startswith(f"{self._database}.")
        if copy or (path.parent == self.session.transcripts and self._is_original(path)):
            self._delete(path)
        elif folder == "exports":
            self._export(path)
        else:
            self._other(path)

    def _is_original(self, path: Path) -> bool:
        from qualkit.study.originals import sha256_of_file

        return (
            path.name in self.concerned.files | self.concerned.names
            or sha256_of_file(path) in self.concerned.hashes
        )

    def _export(self, path: Path) -> None:
        text = _text_of(path)
        if text is not None and self.words.found(text):
            self._delete(path)
            return
        self.swept.stale.append(self._named(path))
        if text is None and path.suffix.lower() not in _PICTURES:
            self.swept.remaining.append(self._named(path))

    def _other(self, path: Path) -> None:
        kind = path.suffix.lower()
        if kind == ".csv":
            self._table(path)
            return
        text = _text_of(path)
        if text is None:
            if kind not in _PICTURES:
                self.swept.remaining.append(self._named(path))
        elif self.words.found(text):
            if kind in (".txt", ".md"):
                self._rewrite(path, lambda old: self.words.without(old, MARK))
            elif kind in (".yaml", ".yml"):
                self._yaml(path)
            else:
                self.swept.remaining.append(self._named(path))

    def _yaml(self, path: Path) -> None:
        """A codebook keeps its shape; where it would not, it is left to a person."""
        self._rewrite(path, lambda old: self.words.without(old, YAML_MARK))

    def _table(self, path: Path) -> None:
        """Rows that quote the person, are theirs, or are about a document that goes, go."""
        mine = rows_in_originals(self.session, self.person, path)
        whole = {
            name for name in self.concerned.names
            if not any(name == document.name for document in self.concerned.shared)
        }  # fmt: skip

        def less(text: str) -> str:
            found = list(csv.reader(io.StringIO(text)))
            theirs = self._turns(found[0] if found else [])
            kept = [
                row for number, row in enumerate(found, 1)
                if number not in mine and not whole.intersection(row) and not theirs(row)
                and not any(self.words.found(cell) for cell in row)
            ]  # fmt: skip
            if len(kept) == len(found):
                return text
            out = io.StringIO()
            csv.writer(out, lineterminator="\r\n" if "\r\n" in text else "\n").writerows(kept)
            return out.getvalue()

        try:
            self._rewrite(path, less)
        except csv.Error:
            self.swept.remaining.append(self._named(path))

    def _turns(self, header: list[str]) -> Callable[[list[str]], bool]:
        """Whether a row of a file of codings or marks is about a turn of theirs."""
        names = [name.strip().casefold().lstrip("\ufeff") for name in header]
        if not {"document", "turn"} <= set(names):
            return lambda _: False
        at = names.index("document"), names.index("turn")
        return lambda row: (
            len(row) > max(at) and (row[at[0]], row[at[1]].strip()) in self.concerned.turns
        )

    def _rewrite(self, path: Path, change: Callable[[str], str]) -> None:
        data = path.read_bytes()
        try:
            text, encoding = data.decode("utf-8"), "utf-8"
        except UnicodeDecodeError:
            # Every byte is a character of it, so that what is not changed stays as it was.
            text, encoding = data.decode("latin-1"), "latin-1"
        now = change(text)
        if now == text:
            return
        self.swept.rewritten.append(self._named(path))
        if self.dry_run:
            return
        if encoding == "utf-8":
            write_text(path, now)
        else:
            path.write_bytes(now.encode(encoding))

    def _delete(self, path: Path) -> None:
        self.swept.deleted.append(self._named(path))
        if not self.dry_run:
            overwrite(path)

    def _named(self, path: Path) -> str:
        return path.relative_to(self.session.path).as_posix()


def overwrite(path: Path) -> None:
    """Delete a file whose bytes are overwritten first, as far as the disk does so in place."""
    import os

    size = path.stat().st_size
    path.chmod(0o600)
    with path.open("r+b") as file:
        for _ in range(0, size, 1 << 20):
            file.write(bytes(min(1 << 20, size - file.tell())))
        file.flush()
        os.fsync(file.fileno())
    path.unlink()


def _text_of(path: Path) -> str | None:
    """What a file says; None where it cannot be read here."""
    kind = path.suffix.lower()
    if kind in _PLAIN:
        text = path.read_bytes().decode("utf-8", "replace")
        return re.sub(r"<[^>]*>", " ", text) if kind in (".html", ".htm", ".svg") else text
    if kind in _OFFICE:
        from zipfile import BadZipFile

        from qualkit.exporters.reading import office

        try:
            return "\n".join(office(path))
        except (QualkitError, BadZipFile, OSError):
            return None
    return None
