"""What the nouns of a study share while it is open: its folder, settings, store and caches."""

from __future__ import annotations

import difflib
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, cast

from qualkit.config import INITIALS, Settings
from qualkit.core.codebook import Codebook
from qualkit.core.records import Coder, Document, Participant, TextVersion
from qualkit.errors import InputError, NotFoundError, RefusedError
from qualkit.storage import Store, documents
from qualkit.storage.store import Entry

if TYPE_CHECKING:
    from qualkit.privacy.roster import Roster

Kept = TypeVar("Kept")

# Texts kept in memory: enough for one pass over a study of a thousand long interviews.
TEXTS_KEPT = 1200

# The tables whose rows a list of documents is made of.
_OF_DOCUMENTS = frozenset({"document", "text_version"})


class Session:
    """An open study, as its nouns see it. Faces use `Study`."""

    def __init__(self, path: Path, settings: Settings, store: Store, coder: str | None) -> None:
        self.path = path
        self.settings = settings
        self.store = store
        self.coder = coder
        self.closed = False
        self.notices: list[str] = []
        self._documents: tuple[Document, ...] | None = None
        self._texts: OrderedDict[str, TextVersion] = OrderedDict()
        # Both are good as long as the file's time and size stay as noted beside them.
        self.codebook_cache: tuple[tuple[int, int], Codebook] | None = None
        self.version_cache: tuple[tuple[int, int], str] | None = None
        self.codebook_held: tuple[int, int] | None = None
        """The file's time and size while it is broken and the codebook read last stays in use."""
        self._written: int = store.written_elsewhere()
        self.read_afresh = 0
        """How often everything had to be read afresh: what is kept beside the log goes by it."""
        self._kept: dict[type, object] = {}

    def keep(self, kind: type[Kept]) -> Kept:
        """The one thing of that kind that is kept while the study is open; made when first asked.

        For what a noun works out and wants to have again: never for what is only here.
        """
        if kind not in self._kept:
            self._kept[kind] = kind()
        return cast(Kept, self._kept[kind])

    @property
    def transcripts(self) -> Path:
        """The folder of original files."""
        return self.path / "transcripts"

    @property
    def codebook_path(self) -> Path:
        """The codebook, as people write it."""
        return self.path / "codebook" / "codebook.yaml"

    @property
    def participants_path(self) -> Path:
        """The participants' pseudonyms, attributes and consent."""
        return self.transcripts / "participants.csv"

    def notice(self, message: str) -> None:
        """Keep something to tell the person beside the answer."""
        if message not in self.notices:
            self.notices.append(message)

    @contextmanager
    def write(
        self, action: str, *, coder: str | None = None, undoable: bool = True, undoes: str = "",
        inside: bool = False,
    ) -> Iterator[Entry]:  # fmt: skip
        """One action of the present coder, logged; see `Store.write`.

        With `inside` a transaction is open already, which is to hold this action among others.
        """
        from qualkit.study.closing.state import refuse_if_closed

        refuse_if_closed(self, action)
        who = self.coder_or_refuse() if coder is None else coder
        writing = self.store.entry if inside else self.store.write
        with writing(who, action, undoable=undoable, undoes=undoes) as entry:
            yield entry
            if who == self.coder and entry.ops and not self.store.database.account:
                self.store.put_meta("last_coder", who)
        if any(op["table"] in _OF_DOCUMENTS for op in entry.ops):
            self._documents = None

    def somebody(self) -> str:
        """Who the log names for an action that is no coding: the coder, else the login name."""
        if self.coder is not None:
            return self.coder
        import getpass

        try:
            return getpass.getuser()
        except (OSError, KeyError):
            return "somebody"

    def coder_or_refuse(self) -> str:
        """The present coder's initials; nobody codes as nobody."""
        if self.coder is None:
            raise RefusedError(
                "who is working? No coder is named",
                "say it with --coder AB, or set QUALKIT_CODER=AB",
            )
        return self.coder

    def documents(self) -> tuple[Document, ...]:
        """All documents, by name."""
        if self._documents is None:
            self._documents = documents.documents(self.store.database)
        return self._documents

    def changed_elsewhere(self) -> bool:
        """Whether another process has written since this was asked last.

        Asked at every key: it costs 10 µs where nothing has changed.
        """
        written = self.store.written_elsewhere()
        if written == self._written:
            return False
        self._written = written
        self._documents = None
        return True

    def forget(self) -> None:
        """Read everything afresh: another process may have written."""
        self._documents = None
        self.read_afresh += 1
        self.codebook_cache = None
        self.version_cache = None

    def document(self, reference: str) -> Document:
        """The document with that id or name; the beginning of a name will do if it fits one."""
        found = self.documents()
        for test in (
            lambda d: reference in (d.id, d.name, d.source_name),
            lambda d: Path(d.name).stem == reference,
            lambda d: d.name.casefold() == reference.casefold(),
            lambda d: Path(d.name).stem.casefold() == reference.casefold(),
            lambda d: bool(reference) and d.name.casefold().startswith(reference.casefold()),
        ):
            matches = [document for document in found if test(document)]
            if len(matches) == 1:
                return matches[0]
            if matches:
                names = ", ".join(d.name for d in matches)
                raise NotFoundError(f"'{reference}' fits {names}", "give the whole name")
        raise NotFoundError(
            f"no document '{reference}'",
            did_you_mean(reference, [d.name for d in found])
            or "see which there are: qualkit documents list",
        )

    def text(self, version_id: str) -> TextVersion:
        """A text with its structure; its hash is checked when it is first read."""
        if version_id in self._texts:
            self._texts.move_to_end(version_id)
        else:
            self._texts[version_id] = documents.text_version(self.store.database, version_id)
            if len(self._texts) > TEXTS_KEPT:
                self._texts.popitem(last=False)
        return self._texts[version_id]

    def forget_text(self, version_id: str) -> None:
        """Read that text afresh next time: its speakers changed."""
        self._texts.pop(version_id, None)

    def participants(self) -> tuple[Participant, ...]:
        """The participants as their file gives them; nobody where there is no file."""
        from qualkit.importers.tables import read_participants

        if not self.participants_path.exists():
            return ()
        return read_participants(self.participants_path)

    def roster_path(self) -> Path:
        """Where this study's roster lives, whether it is there or not."""
        from qualkit.privacy.roster import roster_path

        study_id = self.store.meta("study_id") or self.settings.id
        return roster_path(self.path, f"{self.settings.id}-{study_id[:13]}", self.settings.roster)

    def roster(self) -> Roster:
        """The roster, if this machine has it; an empty one otherwise.

        Raises RefusedError where it is under a passphrase that nobody gives.
        """
        from qualkit.study.rosters import read

        return read(self)

    def missing_roster(self) -> str:
        """A warning where documents have speakers and this machine has no roster for them."""
        spoken = any(document.speakers for document in self.documents())
        if not spoken or self.roster().entries:
            return ""
        return (
            f"this machine has no roster for the study ({self.roster_path()}), so names that are "
            "spoken cannot be masked"
        )

    def known_coders(self) -> tuple[Coder, ...]:
        """The coders that study.yaml names and those who have worked in the study."""
        from qualkit.core.records import CoderRole
        from qualkit.storage import team

        named = {
            person.initials: Coder(person.initials, person.name, CoderRole(person.role))
            for person in self.settings.coders
        }
        stored = {coder.initials: coder for coder in team.coders(self.store.database)}
        # A server says itself who leads: its rules go by that.
        merged = {**named, **stored} if self.settings.on_server else {**stored, **named}
        return tuple(merged[initials] for initials in sorted(merged))


def checked_initials(initials: str) -> str:
    """The initials, if a coder can be known by them; InputError otherwise."""
    if not INITIALS.fullmatch(initials):
        raise InputError(
            f"'{initials}' cannot be a coder's initials", "use letters and digits, such as AB"
        )
    return initials


def did_you_mean(wrong: str, names: Sequence[str]) -> str | None:
    """A hint with the nearest of `names`, or the names themselves where they are few."""
    if close := difflib.get_close_matches(wrong, names, 1, 0.5):
        return f"did you mean '{close[0]}'?"
    if names and len(names) <= 12:
        return "there is: " + ", ".join(names)
    return None
