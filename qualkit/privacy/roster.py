"""The roster: who is behind which pseudonym. It lives outside the study folder.

A row says whose pseudonym a speaker label of a document stands for; `name` and `aliases` (with
semicolons between) say how else the person is called. A row without document and label is
somebody who has not spoken under a label.
"""

from __future__ import annotations

import csv
import io
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from qualkit.core.records import Role
from qualkit.core.spreadsheet import guarded, unguarded
from qualkit.errors import InputError, RefusedError
from qualkit.privacy.locked import is_locked

COLUMNS = ("document", "label", "pseudonym", "role")
MORE = ("name", "aliases")
"""Columns that a roster may have besides; an older one has none of them."""
INVENTED = "# invented"

# Labels that stand for a part in the conversation and name nobody: I, P1, M2, Speaker 3, ES1.
_PART = re.compile(
    r"(?:[A-Z]{1,3}\d{0,6}|[a-z]\d{0,6}|\d+|(?i:interviewer|interviewee|participant|respondent|"
    r"facilitator|moderator|researcher|speaker|int|resp|part|fac|mod|res|"
    r"(?:fe)?male(?: voice)?|voice|man|woman|child|group|all|several|unknown(?: speaker)?|"
    r"note ?taker|transcriber|host|guest|narrator|question|answer|observer)[ _-]?\w{0,6})\.?\Z"
)
_BRACKETED = re.compile(r"\s*[(\[].*?[)\]]\s*")


@dataclass(frozen=True, slots=True)
class RosterEntry:
    """One speaker label of one document, who speaks under it and how that person is called.

    Document and label are empty where somebody is only named.
    """

    document: str
    label: str
    pseudonym: str
    role: Role
    name: str = ""
    aliases: tuple[str, ...] = ()

    def called(self) -> tuple[str, ...]:
        """Label, name and aliases: all that the row says the person is called."""
        return tuple(dict.fromkeys(each for each in (self.label, self.name, *self.aliases) if each))


@dataclass(frozen=True, slots=True)
class Form:
    """A way in which somebody on the roster may be named in a text.

    The pseudonym of a form that two people share names both: `P01 or P02`, never one of them.
    """

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
        same = self.people_called(label)
        return same[0] if len(same) == 1 else None

    def people_called(self, label: str) -> tuple[str, ...]:
        """The pseudonyms of all who are called exactly that; nobody is called `P1`."""
        if names_nobody(label):
            return ()
        return tuple(dict.fromkeys(e.pseudonym for e in self.entries if label in e.called()))

    def of(self, document: str) -> tuple[RosterEntry, ...]:
        """The entries of one document."""
        return tuple(entry for entry in self.entries if entry.document == document)

    def with_entries(self, more: Iterable[RosterEntry]) -> Roster:
        """The roster with more entries; one for a known label of a document replaces it.

        What the person is called besides stays where the new entry says nothing about it.
        """
        merged = {_place(entry): entry for entry in self.entries}
        for entry in more:
            old = merged.get(_place(entry))
            if old is not None and old.pseudonym == entry.pseudonym:
                name, aliases = entry.name or old.name, entry.aliases or old.aliases
                entry = replace(entry, name=name, aliases=aliases)
            merged[_place(entry)] = entry
        return Roster(tuple(merged.values()), self.invented)

    def forms(self) -> tuple[Form, ...]:
        """Every form that must not be printed, longest first: names, names turned round where
        they have a comma, and their single words unless these are everyday words."""
        whose: dict[str, dict[str, None]] = {}
        for entry in self.entries:
            for called in entry.called():
                for text in _forms_of(called):
                    whose.setdefault(text, {})[entry.pseudonym] = None
        ordered = sorted(whose.items(), key=lambda form: (-len(form[0]), form[0]))
        return tuple(Form(text, " or ".join(people)) for text, people in ordered)


def _place(entry: RosterEntry) -> tuple[str, ...]:
    """What an entry is known by; somebody who is only named, by pseudonym and name."""
    if entry.label:
        return entry.document, entry.label
    return entry.document, "", entry.pseudonym, entry.name


def names_nobody(label: str) -> bool:
    """Whether a label is a part in the conversation (`I`, `P1`, `Speaker 2`), not a name."""
    return _PART.match(label.strip()) is not None


def is_everyday(word: str) -> bool:
    """Whether a name or an alias is an everyday word too, capital or not: it masks nothing by
    itself, and is left to a person's decision."""
    from qualkit.privacy.scan.lexicon import lexicon

    return word.casefold() in lexicon().everyday


def _forms_of(label: str) -> Iterator[str]:
    if names_nobody(label):
        return
    name = _BRACKETED.sub(" ", label).strip()
    if not name:
        return
    if not is_everyday(name):
        yield name
    if "," in name:
        last, first = (part.strip() for part in name.split(",", 1))
        yield f"{first} {last}"
    words = [word for word in re.split(r"[\s,]+", name) if len(word) > 2]
    for word in words:
        if not is_everyday(word) and word[0].isupper():
            yield word


def read_roster(path: Path) -> Roster:
    """The roster in a CSV file; an empty one where there is none.

    Raises InputError with the row for missing columns, unknown roles, an empty pseudonym, or one
    label of a document given twice.
    """
    if not path.exists():
        return Roster()
    return parse_roster(path.read_bytes(), path)


def parse_roster(data: bytes, path: Path) -> Roster:
    """The roster in the bytes of a CSV file; see `read_roster`."""
    if is_locked(data):
        raise RefusedError(f"the roster {path} is under a passphrase", "qualkit roster show")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{path} is not UTF-8 text", "save it as 'CSV UTF-8'") from error
    invented = text.lower().startswith(INVENTED)
    # By line feeds alone: a file's name may hold other signs at which `splitlines` breaks.
    body = text.partition("\n")[2] if invented else text
    try:
        reader = csv.DictReader(io.StringIO(body, newline=""), strict=True)
        missing = [c for c in COLUMNS if c not in (reader.fieldnames or [])]
        rows = list(enumerate(reader, start=3 if invented else 2))
    except csv.Error as error:
        raise InputError(
            f"{path}, line {reader.reader.line_num + invented}: not CSV ({error})",
            "look for a quotation mark that is not closed",
        ) from error
    if missing:
        raise InputError(
            f"{path}: no column {', '.join(missing)}",
            f"its columns are {', '.join(COLUMNS)}, and may be {' and '.join(MORE)}",
        )
    entries: dict[tuple[str, ...], RosterEntry] = {}
    for row, values in rows:
        entry = _entry(path, row, values)
        if _place(entry) in entries:
            what = f"'{entry.label or entry.name}' of {entry.document or entry.pseudonym}"
            raise InputError(
                f"{path}, row {row}: {what} stands there twice", "keep the row that is right"
            )
        entries[_place(entry)] = entry
    return Roster(tuple(entries.values()), invented)


def _entry(path: Path, row: int, values: dict[str, str]) -> RosterEntry:
    cells = {name: unguarded((values.get(name) or "").strip()) for name in (*COLUMNS, *MORE)}
    if not cells["pseudonym"] or not (cells["label"] or cells["name"]):
        raise InputError(
            f"{path}, row {row}: label or pseudonym is empty",
            "fill in both, or a name in place of the label",
        )
    try:
        role = Role(cells["role"] or "participant")
    except ValueError as error:
        raise InputError(
            f"{path}, row {row}: '{cells['role']}' is no role",
            f"write one of {', '.join(role.value for role in Role)}",
        ) from error
    aliases = tuple(each.strip() for each in cells["aliases"].split(";") if each.strip())
    return RosterEntry(
        cells["document"], cells["label"], cells["pseudonym"], role, cells["name"], aliases
    )


def roster_text(roster: Roster) -> str:
    """The roster as the CSV that `read_roster` reads."""
    out = io.StringIO()
    if roster.invented:
        out.write(f"{INVENTED}: nobody in it exists\n")
    # A lone carriage return in a file's name would not be quoted by itself.
    odd = any("\r" in entry.document for entry in roster.entries)
    writer = csv.writer(out, lineterminator="\n", quoting=1 if odd else 0)
    more = any(entry.name or entry.aliases for entry in roster.entries)
    writer.writerow((*COLUMNS, *(MORE if more else ())))
    for entry in roster.entries:
        row = [entry.document, entry.label, entry.pseudonym, entry.role.value]
        row += [entry.name, "; ".join(entry.aliases)] if more else []
        writer.writerow([guarded(cell) for cell in row])
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
