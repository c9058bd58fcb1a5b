"""A person removed from the database, inside a transaction that is open."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from qualkit.core.anchoring import Anchoring
from qualkit.core.records import Document, Span, TextVersion
from qualkit.core.withdrawing import Redacted, Words, of_others, redacted
from qualkit.storage import documents as rows
from qualkit.storage import team
from qualkit.storage.carried import CARRIERS, Hanging
from qualkit.storage.erasing import Gone, hanging_on, place
from qualkit.storage.scrubbing import Scrub, scrub
from qualkit.storage.withdrawals import fixed_id
from qualkit.study.carrying import alike
from qualkit.study.session import Session
from qualkit.study.withdrawal.person import Concerned, concerned, words_of
from qualkit.study.withdrawal.quoting import redact_written

_UNIQUE = {carrier.table for carrier in CARRIERS if carrier.unique}


@dataclass(slots=True)
class Erased:
    """What was removed; `codings` counts those that nobody had taken out before, `cut` those that
    lost the part which was the person's."""

    concerned: Concerned
    words: Words
    turns: int = 0
    codings: int = 0
    cut: int = 0
    quoting: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Stamp:
    """The change that a removal belongs to, and when it is made."""

    change_id: str
    at: str


def erase(session: Session, people: Collection[str], stamp: Stamp) -> Erased:
    """Remove these people from every table; the same in each copy that holds the same."""
    database = session.store.database
    found = concerned(session, people)
    done = Erased(found, words_of(session, people))
    gone = Gone(database)
    gone.add("document", found.whole)
    placed, versions = set[str](), dict[str, str]()
    for document in found.shared:
        _Sharing(session, document, people, stamp, gone, done, placed, versions).redact()
    for each in people:
        gone.where("memo", "target_kind = 'participant' AND target_id = :key", {"key": each})
        # What researchers summed up of the person alone, in their own words or the person's.
        gone.where(
            "report_text",
            "section = 'framework' AND substr(target, 1, :length) = :whose",
            {"length": len(each) + 1, "whose": f"{each}|"},
        )
    _forget_ids(session, gone)
    done.codings = gone.live("coding")
    gone.delete()
    done.quoting = redact_written(database, done.words)
    shared = frozenset(document.id for document in found.shared)
    plan = Scrub(gone.every(), frozenset(placed), versions, shared, done.words.without)
    with database.log_open():
        scrub(database, plan)
    session.forget()
    return done


@dataclass(slots=True)
class _Sharing:
    """One document in which others speak too, on its way to a text without the person's words."""

    session: Session
    document: Document
    people: Collection[str]
    stamp: Stamp
    gone: Gone
    done: Erased
    placed: set[str]
    versions: dict[str, str]

    def redact(self) -> None:
        """Store the new text, place what others did on it, and let the old ones go."""
        database = self.session.store.database
        version = self.session.text(self.document.version_id)
        made = redacted(version, self.people)
        self.done.turns += len(made.theirs)
        old = [
            row[0]
            for row in database.fetch(
                "SELECT id FROM text_version WHERE document_id = :id", {"id": self.document.id}
            )
        ]
        new = self._store(made)
        self.versions |= dict.fromkeys(old, new)
        self._carry(version, made, new)
        self._links(version, made, new)
        self._places(made)
        for each in old:
            database.execute(
                "UPDATE assignment SET version_id = :new WHERE version_id = :old",
                {"new": new, "old": each},
            )
        database.execute(
            "UPDATE text_scan SET version_id = :new WHERE version_id = :old",
            {"new": new, "old": version.id},
        )
        self.gone.where("conflict", "document_id = :id", {"id": self.document.id})
        self.gone.add("text_version", old)

    def _store(self, made: Redacted) -> str:
        database, document = self.session.store.database, self.document
        last = database.fetch(
            "SELECT max(number) FROM text_version WHERE document_id = :id", {"id": document.id}
        )[0][0]
        packed = rows.pack_version(document.id, last + 1, made, ("", ""))
        # Copies in which the same people withdraw, in any order, have one text and not two.
        new = fixed_id(document.id, packed.version["sha256"], packed.version["speakers"])
        stamp = {"created_at": self.stamp.at, "change_id": self.stamp.change_id}
        for table, row in (
            ("text_version", {**packed.version, "id": new, **stamp}),
            ("text_body", {**packed.body, "version_id": new}),
        ):
            names = ", ".join(row)
            values = ", ".join(f":{name}" for name in row)
            database.execute(f"INSERT INTO {table} ({names}) VALUES ({values})", row)
        database.execute(
            "UPDATE document SET current_version = :new, source_name = '', "
            "source_sha256 = :sha256 WHERE id = :id",
            {"new": new, "sha256": packed.version["sha256"], "id": document.id},
        )
        return new

    def _carry(self, version: TextVersion, made: Redacted, new: str) -> None:
        """Place what lies on others' words; what stays on an old text goes with it."""
        others = of_others(version, self.people)
        older: dict[str, Anchoring] = {}
        found: list[tuple[bool, Hanging, Span]] = []
        for hanging in hanging_on(self.session.store.database, self.document.id):
            if hanging.table == "paraphrase" and self._speaks_in(hanging):
                # In other words it is what the person said still, whoever else is in it too.
                continue
            if hanging.version_id == version.id:
                span = made.carried(version.text, hanging.span, others)
                cut = any(hanging.span.overlaps(turn) for turn in made.theirs)
            else:
                span, cut = self._anchored(older, hanging, made), False
            if span is not None:
                found.append((cut, hanging, span))
        taken: set[tuple[object, ...]] = set()
        # Whole ones first: one that was cut to the very same words says nothing more.
        for cut, hanging, span in sorted(found, key=lambda each: (each[0], each[1].id)):
            key = (hanging.table, hanging.key, span)
            if hanging.live and hanging.table in _UNIQUE:
                if key in taken:
                    continue
                taken.add(key)
            place(self.session.store.database, hanging, new, span.start, span.end)
            self.placed.add(hanging.id)
            self.done.cut += cut and hanging.live and hanging.table == "coding"

    def _speaks_in(self, hanging: Hanging) -> bool:
        """Whether one of those who go speaks in the passage, on the text that it lies on."""
        structure = self.session.text(hanging.version_id).structure
        return any(
            structure.speakers[turn.speaker].pseudonym in self.people
            for turn in structure.turns
            if turn.span.overlaps(hanging.span)
        )

    def _anchored(
        self, older: dict[str, Anchoring], hanging: Hanging, made: Redacted
    ) -> Span | None:
        if hanging.version_id not in older:
            text = self.session.text(hanging.version_id)
            older[hanging.version_id] = Anchoring(text, made, alike())
        where = older[hanging.version_id].anchor(hanging.span)
        return where.span if where.certain else None

    def _links(self, version: TextVersion, made: Redacted, new: str) -> None:
        database = self.session.store.database
        for turn, question in team.question_links(database, version.id).items():
            if version.structure.turns[turn].span in made.theirs:
                continue
            database.execute(
                "INSERT INTO question_link (id, version_id, turn, question_id, score, change_id) "
                "VALUES (:id, :version, :turn, :question, 100, :change)",
                {
                    "id": fixed_id(new, str(turn), question),
                    "version": new,
                    "turn": turn,
                    "question": question,
                    "change": self.stamp.change_id,
                },
            )

    def _places(self, made: Redacted) -> None:
        from qualkit.storage import carried

        database = self.session.store.database
        now = {
            coder: made.offset(at) for coder, at in carried.places(database, self.document).items()
        }
        carried.carry_places(database, self.document, now)


def _forget_ids(session: Session, gone: Gone) -> None:
    """Take the ids of what goes out of the lists that name them."""
    database, every = session.store.database, gone.every()
    for row_id, *lists in database.fetch("SELECT id, codings, about FROM adjudication"):
        now = [_less(each, every) for each in lists]
        if now != lists:
            database.execute(
                "UPDATE adjudication SET codings = :codings, about = :about WHERE id = :id",
                {"codings": now[0], "about": now[1], "id": row_id},
            )
    for row_id, target in database.fetch("SELECT id, target_id FROM meeting_item"):
        if target in every:
            database.execute(
                "UPDATE meeting_item SET target_id = '' WHERE id = :id", {"id": row_id}
            )


def _less(listed: str, ids: Iterable[str]) -> str:
    return " ".join(each for each in listed.split() if each not in ids)
