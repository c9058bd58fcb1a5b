"""What matrices count: the references of a layer, whose words lie in them, what was coded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from qualkit.analysis.joint.material import KINDS, RESPONDENTS
from qualkit.analysis.matrices import Mention
from qualkit.analysis.quotes import Reader, Reference, references
from qualkit.core.codebook import Codebook
from qualkit.core.records import Document, DocumentKind, Role
from qualkit.storage import assignments
from qualkit.storage.codings import codings_in_order
from qualkit.study import codebook as book
from qualkit.study import final_layer
from qualkit.study.blindness import left_out, sight
from qualkit.study.carried import waiting_note
from qualkit.study.deidentify.rendered import team_masks
from qualkit.study.quotes import QuoteChoice, wanted_codes
from qualkit.study.session import Session
from qualkit.study.survey.linking import participant_of

_THEME = "theme:"
UNSORTED = f"{_THEME}?"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a matrix is asked for; an empty field does not limit.

    With `themes_only` codes are rolled up: overlapping codings of codes of one theme are one
    reference of the theme. `layer` as in QuoteChoice.
    """

    themes: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    themes_only: bool = False
    layer: str = ""
    round: str = ""
    internal: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """What a row or column is of: a code, or a theme that codes are rolled up to."""

    key: str
    theme: str
    name: str
    standing: bool = True
    """Whether it can be applied: a code that is out of use is shown where it was used alone."""

    @property
    def id(self) -> str:
        """The id of the code or theme."""
        return self.key.removeprefix(_THEME)


class Gathered:
    """The references of a layer by code or theme, ready to be counted; what is hidden is not in
    it. All codes are read, whichever are shown: who was coded at all is known by all together."""

    def __init__(self, session: Session, asked: Asked) -> None:
        self.session = session
        self.asked = asked
        self.codebook = book.codebook(session)
        self.layer = final_layer.choose(session, asked.layer, round_name=asked.round)
        self.documents = {document.id: document for document in session.documents()}
        self.kind_of = {document.id: document.kind for document in session.documents()}
        order, merged, items = _items(self.codebook, asked)
        self._readers: dict[str, Reader] = {}
        self._found: tuple[Reference, ...] = tuple(
            references(
                codings_in_order(
                    session.store.database,
                    order,
                    coder=self.layer.coder,
                    round=asked.round,
                    layer=self.layer.rows,
                    taken=self.layer.takes if self.layer.standing else None,
                    merged=merged,
                    sight=sight(session),
                )
            )
        )
        used = {each.code for each in self._found}
        # Who looks for a code that is out of use finds it where it was used.
        self.items = tuple(item for item in items if item.standing or item.key in used)
        self.coded = self._coded()
        self._person_of: Mapping[str, str] = participant_of(session)
        self.voices = self._voices()

    @property
    def references(self) -> Iterator[Reference]:
        """The references of what is shown."""
        wanted = {item.key for item in self.items}
        return (each for each in self._found if each.code in wanted)

    def reader(self, version_id: str) -> Reader:
        """The reader of a text version, as the team reads it, made once."""
        reader = self._readers.get(version_id)
        if reader is None:
            text = self.session.text(version_id)
            reader = self._readers[version_id] = Reader(text, team_masks(self.session, version_id))
        return reader

    def people(self, reference: Reference) -> tuple[str, ...]:
        """Whose words lie in a reference; the document itself where nobody is named."""
        voices = self.reader(reference.version_id).voices(reference.start, reference.end)
        found = dict.fromkeys(voice or reference.document_id for voice in voices)
        if self._person_of and self.kind_of[reference.document_id] in RESPONDENTS:
            return tuple(dict.fromkeys(self._person_of.get(each, each) for each in found))
        return tuple(found)

    def mentions(self) -> Iterator[Mention]:
        """The references of what is shown, as they are counted."""
        for each in self.references:
            yield Mention(each.code, each.document_id, self.people(each))

    def _coded(self) -> frozenset[str]:
        """The documents that were coded in the layer: with codings, or done without any.

        "Found nothing" is not "not looked at": what nobody has coded yet counts nowhere.
        """
        found = {each.document_id for each in self._found}
        closed = sight(self.session).closed
        for each in assignments.assignments(self.session.store.database, round=self.asked.round):
            standing = self.layer.standing.get(each.document_id)
            whose = standing.coder if standing else self.layer.coder
            here = standing is None or standing.round == each.round
            if each.finished and each.coder == whose and here and each.document_id not in closed:
                found.add(each.document_id)
        return frozenset(found & self.documents.keys())

    def _voices(self) -> dict[DocumentKind, frozenset[str]]:
        """The people of each kind of document that has been coded."""
        voices: dict[DocumentKind, set[str]] = {}
        for document in self.documents.values():
            if document.id in self.coded and document.kind in KINDS:
                voices.setdefault(document.kind, set()).update(self.speakers(document))
        return {kind: frozenset(people) for kind, people in voices.items()}

    def speakers(self, document: Document) -> frozenset[str]:
        """The participants who speak in it; the document itself where nobody is named."""
        named = {s.pseudonym for s in document.speakers if s.role is Role.PARTICIPANT} - {""}
        if document.kind in RESPONDENTS:
            named = {self._person_of.get(each, each) for each in named}
        return frozenset(named) or frozenset({document.id})

    def notes(self) -> tuple[str, ...]:
        """What every matrix says under it: how references are counted, what is not in it."""
        unit = "codes of one theme" if self.asked.themes_only else "one code"
        bare = sorted(d.name for d in self.documents.values() if d.id not in self.coded)
        missing = (
            (f"Not coded in this layer and counted nowhere: {', '.join(bare)}.",) if bare else ()
        )
        return (
            f"References: overlapping codings of {unit} count as one; layer: {self.layer.words}.",
            *missing,
            *waiting_note(self.session),
            *left_out(self.session),
        )


def _items(codebook: Codebook, asked: Asked) -> tuple[list[str], dict[str, str], tuple[Item, ...]]:
    """The keys that references are made of, which code counts for which, and what is shown."""
    choice = QuoteChoice(themes=asked.themes, codes=asked.codes)
    shown = [code for code in wanted_codes(codebook, choice) if code.codable]
    named = {code.id: codebook.theme_of(code) for code in codebook.codes}
    if not asked.themes_only:
        order = [placed.code.id for placed in codebook.walk() if not placed.code.merged_into]
        items = tuple(
            Item(c.id, t.name if (t := named[c.id]) else "Unsorted", c.name, c.in_use)
            for c in shown
        )
        return order, codebook.merged(), items
    # A theme and a code may have the same id: a theme's key begins with a sign that no id has.
    keys = {code: f"{_THEME}{theme.id}" if theme else UNSORTED for code, theme in named.items()}
    keys |= {old: keys[new] for old, new in codebook.merged().items()}
    order = [*(f"{_THEME}{theme.id}" for theme in codebook.themes), UNSORTED]
    wanted = {keys[code.id] for code in shown}
    names = {f"{_THEME}{theme.id}": theme.name for theme in codebook.themes}
    names[UNSORTED] = "Unsorted"
    live = {keys[code.id] for code in shown if code.in_use}
    rolled = tuple(Item(k, names[k], names[k], k in live) for k in order if k in wanted)
    return order, keys, rolled
