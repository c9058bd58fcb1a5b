"""The roster: which speaker label is whose pseudonym. It lives outside the study folder."""

from __future__ import annotations

import csv
import io
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from qualkit.core.records import Role
from qualkit.errors import InputError, RefusedError

COLUMNS = ("document", "label", "pseudonym", "role")
INVENTED = "# invented"

# Labels that stand for a part in the conversation and name nobody: I, P1, M2, Speaker 3, ES1.
_PART = re.compile(
    r"(?:[A-Z]{1,3}\d{0,6}|[a-z]\d{0,6}|\d+|(?i:interviewer|interviewee|participant|respondent|"
    r"facilitator|moderator|researcher|speaker|int|resp|part|fac|mod|res|"
    r"(?:fe)?male(?: voice)?|voice|man|woman|child|group|all|several|unknown(?: speaker)?|"
    r"note ?taker|transcriber|host|guest|narrator|question|answer|observer)[ _-]?\w{0,6})\.?\Z"
)
_BRACKETED = re.compile(r"\s*[(\[].*?[)\]]\s*")

# Names that are also everyday words: their single forms are left to a person's decision.
_EVERYDAY = """
    will may mark grace hope rose joy faith pat bill rob grant sue dawn summer june april august
    rich frank art penny ivy iris lily olive ruby pearl jack drew chase young king white black
    brown green gray grey long short cook baker day west field hill wood woods stone bell
"""
_ALSO_WORDS = frozenset(_EVERYDAY.split())


@dataclass(frozen=True, slots=True)
class RosterEntry:
    """One speaker label of one document and who speaks under it."""

    document: str
    label: str
    pseudonym: str
    role: Role


@dataclass(frozen=True, slots=True)
class Form:
    """A way in which somebody on the roster may be named in a text."""

    text: str
    pseudonym: str


@dataclass(frozen=True, slots=True)
class Roster:
    """All entries, in the order of the file."""

    entries: tuple[RosterEntry, ...] = ()
    invented: bool = False

    def pseudonym(self, document: str, label: str) -> str | None:
        """Who speaks under `label` in `document`.

        A label that is a name means the same person in every document; `P1` and the like are
        local to theirs.
        """
        for entry in self.entries:
            if entry.document == document and entry.label == label:
                return entry.pseudonym
        if names_nobody(label):
            return None
        same = {entry.pseudonym for entry in self.entries if entry.label == label}
        return same.pop() if len(same) == 1 else None

    def of(self, document: str) -> tuple[RosterEntry, ...]:
        """The entries of one document."""
        return tuple(entry for entry in self.entries if entry.document == document)

    def with_entries(self, more: Iterable[RosterEntry]) -> Roster:
        """The roster with more entries; one for a known label of a document replaces it."""
        merged = {(e.document, e.label): e for e in self.entries}
        merged.update({(e.document, e.label): e for e in more})
        return Roster(tuple(merged.values()), self.invented)

    def forms(self) -> tuple[Form, ...]:
        """Every form that must not be printed, longest first: labels that are names, turned
        round where they have a comma, and their single words unless these are everyday words."""
        forms: dict[str, str] = {}
        for entry in self.entries:
            for text in _forms_of(entry.label):
                forms.setdefault(text, entry.pseudonym)
        ordered = sorted(forms.items(), key=lambda form: (-len(form[0]), form[0]))
        return tuple(Form(text, pseudonym) for text, pseudonym in ordered)


def names_nobody(label: str) -> bool:
    """Whether a label is a part in the conversation (`I`, `P1`, `Speaker 2`), not a name."""
    return _PART.match(label.strip()) is not None


def _forms_of(label: str) -> Iterator[str]:
    if names_nobody(label):
        return
    name = _BRACKETED.sub(" ", label).strip()
    if not name:
        return
    if name.casefold() not in _ALSO_WORDS:
        yield name
    if "," in name:
        last, first = (part.strip() for part in name.split(",", 1))
        yield f"{first} {last}"
    words = [word for word in re.split(r"[\s,]+", name) if len(word) > 2]
    for word in words:
        if word.casefold() not in _ALSO_WORDS and word[0].isupper():
            yield word


def read_roster(path: Path) -> Roster:
    """The roster in a CSV file; an empty one where there is none.

    Raises InputError with the row for missing columns, unknown roles, an empty pseudonym, or one
    label of a document given twice.
    """
    if not path.exists():
        return Roster()
    try:
        text = path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{path} is not UTF-8 text", "save it as 'CSV UTF-8'") from error
    invented = text.lower().startswith(INVENTED)
    lines = text.splitlines(keepends=True)
    reader = csv.DictReader(lines[1:] if invented else lines)
    missing = [c for c in COLUMNS if c not in (reader.fieldnames or [])]
    if missing:
        raise InputError(
            f"{path}: no column {', '.join(missing)}", f"its columns are {', '.join(COLUMNS)}"
        )
    entries: dict[tuple[str, str], RosterEntry] = {}
    for row, values in enumerate(reader, start=3 if invented else 2):
        entry = _entry(path, row, values)
        if (entry.document, entry.label) in entries:
            raise InputError(
                f"{path}, row {row}: '{entry.label}' of {entry.document} stands there twice",
                "keep the row that is right",
            )
        entries[entry.document, entry.label] = entry
    return Roster(tuple(entries.values()), invented)


def _entry(path: Path, row: int, values: dict[str, str]) -> RosterEntry:
    cells = {name: (values[name] or "").strip() for name in COLUMNS}
    if not cells["pseudonym"] or not cells["label"]:
        raise InputError(f"{path}, row {row}: label or pseudonym is empty", "fill in both")
    try:
        role = Role(cells["role"] or "participant")
    except ValueError as error:
        raise InputError(
            f"{path}, row {row}: '{cells['role']}' is no role",
            f"write one of {', '.join(role.value for role in Role)}",
        ) from error
    return RosterEntry(cells["document"], cells["label"], cells["pseudonym"], role)


def roster_text(roster: Roster) -> str:
    """The roster as the CSV that `read_roster` reads."""
    out = io.StringIO()
    if roster.invented:
        out.write(f"{INVENTED}: nobody in it exists\n")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for entry in roster.entries:
        writer.writerow([entry.document, entry.label, entry.pseudonym, entry.role.value])
    return out.getvalue()


def roster_path(study: Path, study_id: str, named: str | None) -> Path:
    """Where this study's roster lives.

    `named` (study.yaml) serves only a roster headed as invented; else `QUALKIT_ROSTER`, else the
    platform's data folder, in a folder named after the study's id.
    """
    if named:
        return study / named
    if configured := os.environ.get("QUALKIT_ROSTER"):
        return Path(configured).expanduser()
    from platformdirs import user_data_path

    return user_data_path("qualkit", appauthor=False) / "studies" / study_id / "roster.csv"


def guard(path: Path, study: Path, roster: Roster) -> None:
    """Refuse a roster of real people inside the study folder or inside a git work tree.

    Raises RefusedError with where it should go.
    """
    if roster.invented or not path.exists():
        return
    hint = (
        "move it out of there (by default it lives in your data folder; QUALKIT_ROSTER names "
        f"another place), or, if nobody in it exists, head it with '{INVENTED}'"
    )
    if path.resolve().is_relative_to(study.resolve()):
        raise RefusedError(f"the roster {path} lies inside the study folder", hint)
    guard_place(path, study)


def guard_place(path: Path, study: Path) -> None:
    """Refuse to make a roster at `path` inside the study folder or a git work tree."""
    where = path.resolve()
    hint = "name another place in QUALKIT_ROSTER, or leave it unset for your own data folder"
    if where.is_relative_to(study.resolve()):
        raise RefusedError(f"the roster would lie inside the study folder: {path}", hint)
    for folder in where.parents:
        if (folder / ".git").exists():
            raise RefusedError(f"the roster {path} would lie in a git work tree ({folder})", hint)
