"""New files before they are stored: who speaks in them, how much, and what was left out.

The only screen that shows labels, which are names: whoever imports must see whom a pseudonym
stands for.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from qualkit.core.records import DocumentKind, Role
from qualkit.core.wording import counted
from qualkit.study import Study
from qualkit.study.import_reports import Imported, Outcome, Unread, Voice
from qualkit.study.wishes import Wishes
from qualkit.tui import equal
from qualkit.tui.keymap import Action, Where
from qualkit.tui.screens.base import KeyScreen
from qualkit.tui.screens.reading import Reading
from qualkit.tui.widgets.found import items_of, place_of
from qualkit.tui.widgets.picker import Entry

_ON_A_VOICE = frozenset({"import_role", "import_person", "import_merge"})
_ROLES = (Role.INTERVIEWER, Role.PARTICIPANT, Role.OTHER)
_KINDS = tuple(DocumentKind)


class ImportScreen(Reading):
    """Shows what new files hold, takes corrections; Enter stores those that can be read."""

    WHERE = Where.IMPORTING
    TITLE = "New files"

    def __init__(self, study: Study, paths: Sequence[Path]) -> None:
        super().__init__(study, paths)
        self._storing = False

    def on_mount(self) -> None:
        """Begin to read."""
        super().on_mount()
        self.read()

    def on_resize(self) -> None:
        """Fold the rows to the new width."""
        self.fill()

    def fill(self) -> None:
        """The rows of all files, how far reading is, what can be done."""
        width = (self.listing.size.width or self.app.size.width) - 1
        items = [
            item
            for number, (path, found) in enumerate(zip(self.paths, self.found, strict=True))
            for item in items_of(
                number, path, found, self.palette, width,
                skipped=path in self.skipped, corrected=path.name in self.wishes.files,
            )
        ]  # fmt: skip
        self.listing.show(items)
        done = [found for found in self.found if found is not None]
        ready = self._ready()
        if self._reading:
            parts = [f"reading: {len(done)} of {counted(len(self.paths), 'file')}"]
        else:
            parts = [f"{len(ready)} of {counted(len(self.paths), 'file')} can be imported"]
        parts.append(counted(sum(found.words for found in ready), "word"))
        self.status.show_place(parts, "")

    def moved(self) -> None:
        """Another row is highlighted: other keys may work."""
        self.show_keys()

    def works(self, action: Action) -> bool:
        """Whether the footer offers an action."""
        if action.id == "import_now":
            return bool(self._ready()) and not self._reading
        if action.id in _ON_A_VOICE:
            return self._voice() is not None
        if action.id == "import_kind":
            return isinstance(self._file(), Imported)
        return True

    def _ready(self) -> list[Imported]:
        """The files that would be stored."""
        return [
            found
            for path, found in zip(self.paths, self.found, strict=True)
            if isinstance(found, Imported)
            and found.outcome is Outcome.NEW
            and path not in self.skipped
        ]

    def _path(self) -> Path:
        return self.paths[place_of(self.listing.current)[0]]

    def _file(self) -> Imported | Unread | None:
        """What was found in the file under the highlight."""
        number = place_of(self.listing.current)[0]
        return None if self.paths[number] in self.skipped else self.found[number]

    def _voice(self) -> Voice | None:
        """The speaker under the highlight, where the file is new."""
        found, voice = self._file(), place_of(self.listing.current)[1]
        if isinstance(found, Imported) and found.outcome is Outcome.NEW and voice is not None:
            return found.voices[voice]
        return None

    def _asked_voice(self) -> Voice | None:
        voice = self._voice()
        if voice is None:
            self.status.say("Put the highlight on a speaker first")
        return voice

    def _wish(self, wishes: Wishes) -> None:
        self.wishes = wishes
        self.read()

    def do_import_role(self) -> None:
        """The next role for a speaker."""
        if voice := self._asked_voice():
            role = _ROLES[(_ROLES.index(voice.role) + 1) % len(_ROLES)]
            self._wish(self.wishes.with_role(self._path().name, voice.label, role))
            self.status.say(f"{voice.label}: {role.value}")

    def do_import_kind(self) -> None:
        """The next kind for a document."""
        found = self._file()
        if isinstance(found, Imported):
            kind = _KINDS[(_KINDS.index(found.kind) + 1) % len(_KINDS)]
            self._wish(self.wishes.with_kind(found.name, kind))
            self.status.say(f"{found.name}: {kind.value}")

    def do_import_merge(self) -> None:
        """Say that a label is another spelling of a second one."""
        voice, found = self._asked_voice(), self._file()
        if voice is None or not isinstance(found, Imported):
            return
        near = {spelling.right for spelling in found.spellings if spelling.wrong == voice.label}
        others = [each for each in found.voices if each.label != voice.label]
        if not others:
            self.status.say("Nobody else speaks in this file")
            return
        others.sort(key=lambda each: each.label not in near)
        entries = [
            Entry(each.label, each.label, f"{each.role.value}, {counted(each.turns, 'turn')}")
            for each in others
        ]

        def chosen(keys: tuple[str, ...]) -> None:
            self._wish(self.wishes.with_merge(found.name, voice.label, keys[0]))
            self.settle()

        self.picker.open(
            f"{voice.label} is the same person as", lambda _: entries, chosen, typed=False,
            verb="join",
        )  # fmt: skip

    def do_import_person(self) -> None:
        """Say which participant a speaker is."""
        voice = self._asked_voice()
        if voice is None:
            return
        name = self._path().name
        known = {person.pseudonym: person for person in self.study.participants()}

        def source(query: str) -> list[Entry]:
            wanted = query.strip()
            entries = [
                Entry(each, each, ", ".join(v for v in person.attributes.values() if v))
                for each, person in known.items()
                if wanted.casefold() in " ".join((each, *person.attributes.values())).casefold()
            ]
            if wanted and wanted not in known:
                entries.append(Entry(wanted, f"“{wanted}” as a new pseudonym"))
            return entries

        def chosen(keys: tuple[str, ...]) -> None:
            with self.errors_shown():
                self._wish(self.wishes.with_pseudonym(name, voice.label, keys[0]))
            self.settle()

        self.picker.open(
            f"Who is {voice.label}?", source, chosen, verb="choose",
            empty="No participants yet: type a pseudonym, such as P07",
        )  # fmt: skip

    def do_import_skip(self) -> None:
        """Leave a file out of this import, or take it in again."""
        self.skipped ^= {self._path()}
        self.read()

    def do_import_reset(self) -> None:
        """Take the corrections of a file back."""
        self._wish(self.wishes.without(self._path().name))
        self.status.say("As it was detected")

    def do_import_now(self) -> None:
        """Import what can be read, when it has been said that it is being done."""
        ready = self._ready()
        if self._reading:
            self.status.say("Still reading: nothing is imported before all is seen")
        elif not ready:
            self.status.say("None of these files can be imported")
        elif not self._storing:
            self._storing = True
            self.status.say(f"Importing {counted(len(ready), 'file')} ...")
            self.call_after_refresh(self._store, [found.path for found in ready])

    def _store(self, paths: Sequence[Path]) -> None:
        with self.errors_shown():
            try:
                done = self.study.import_transcripts(paths, self.wishes)
            finally:
                self._storing = False
                self.status.say("")
            self.desk.equal = equal.imported(paths, self.wishes)
            self._leave(self._summary(done))

    def _summary(self, done: Sequence[Imported]) -> str:
        stored = {found.path for found in done if found.outcome is Outcome.NEW}
        said = f"Imported {counted(len(stored), 'file')}"
        left = [path.name for path in self.paths if path not in stored]
        return f"{said}; left as they were: {', '.join(left)}" if left else said

    def _leave(self, saying: str = "") -> None:
        self.desk.to_list()
        if isinstance(self.desk.screen, KeyScreen):
            self.desk.screen.status.say(saying)

    def do_list_back(self) -> None:
        """Back to the documents; nothing has been stored."""
        if not self._storing:
            self._leave()
