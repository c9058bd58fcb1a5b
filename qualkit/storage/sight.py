"""Which documents are closed to a coder: where the codings of the others must not be seen yet.

The rule is one SQL query, so that a database that enforces it by itself takes it from here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from qualkit.storage.database import Database

# Closed to everybody: documents that two or more code in one round, one of whom has never said
# done; unless the viewer has unblinded it. Closed to one: what they have still to code themselves.
# Grouped, not joined: with 2,000 assignments 1 ms against 6 ms.
CLOSED = """
SELECT document_id FROM assignment
WHERE removed_by IS NULL AND first_done_at IS NULL AND purpose <> 'check' AND coder = :viewer
UNION
SELECT undone.document_id FROM (
  SELECT document_id, round FROM assignment
  WHERE removed_by IS NULL AND purpose NOT IN ('check', 'training')
  GROUP BY document_id, round
  HAVING count(*) > 1 AND sum(CASE WHEN first_done_at IS NULL THEN 1 ELSE 0 END) > 0
) undone WHERE undone.document_id NOT IN (
  SELECT document_id FROM unblinding WHERE coder = :viewer AND removed_by IS NULL
)
"""

# What the viewer coded in an earlier round is hidden while they code the document again; and what
# they wrote there until they were done with it, or were to code it again.
EARLIER = """
SELECT a.document_id, e.round, a.created_at, e.first_done_at, e.done_at FROM assignment a
JOIN assignment e ON e.document_id = a.document_id AND e.coder = a.coder AND e.round <> a.round
WHERE a.removed_by IS NULL AND e.removed_by IS NULL AND a.coder = :viewer
  AND a.first_done_at IS NULL AND a.purpose <> 'check' AND e.first_done_at IS NOT NULL
"""

# Where somebody is to code, and who has never said done there.
ASSIGNED = """
SELECT document_id, '' FROM assignment
WHERE removed_by IS NULL AND purpose <> 'check'
UNION
SELECT '', coder FROM assignment
WHERE removed_by IS NULL AND purpose <> 'check' AND first_done_at IS NULL
"""


@dataclass(frozen=True, slots=True)
class Sight:
    """What a coder may see: everything but the others' codings in the closed documents.

    `earlier` are (document id, round) of the viewer's own that they do not see while they code
    the document again, `until` says up to when what they wrote in it is hidden with them.
    `EVERYTHING` is for what is computed and never shown to a coder as it is.
    """

    viewer: str = ""
    closed: frozenset[str] = frozenset()
    earlier: frozenset[tuple[str, str]] = field(default=frozenset())
    until: Mapping[str, str] = field(default_factory=dict, hash=False)

    @property
    def whole(self) -> bool:
        """Whether nothing is hidden at all."""
        return not self.closed and not self.earlier

    def sees(self, coder: str, document_id: str, round_name: str = "") -> bool:
        """Whether something of that coder's in a document may be seen."""
        if coder == self.viewer:
            return (document_id, round_name) not in self.earlier
        return document_id not in self.closed

    def reads(self, coder: str, document_id: str, at: str) -> bool:
        """Whether what a coder wrote in or did to a document at a time may be read.

        For what belongs to no round: notes, memos on documents, entries of the log.
        """
        if coder == self.viewer:
            return at > self.until.get(document_id, "")
        return document_id not in self.closed

    def where(
        self, alias: str = "", *, coder: str = "coder", rounds: bool = True
    ) -> tuple[str, dict[str, Any]]:
        """The same as an SQL condition on coder, document_id (and round), and its parameters."""
        at = f"{alias}." if alias else ""
        who = coder if "." in coder else f"{at}{coder}"
        conditions, values = list[str](), dict[str, Any]()
        if self.closed:
            names = _given("closed", sorted(self.closed), values)
            values["viewer"] = self.viewer
            conditions.append(f"({who} = :viewer OR {at}document_id NOT IN ({names}))")
        if rounds:
            again: dict[str, list[str]] = {}
            for document_id, round_name in sorted(self.earlier):
                again.setdefault(round_name, []).append(document_id)
            for number, (round_name, documents) in enumerate(again.items()):
                names = _given(f"early_{number}", documents, values)
                values |= {"viewer": self.viewer, f"early_round_{number}": round_name}
                conditions.append(
                    f"NOT ({who} = :viewer AND {at}round = :early_round_{number} "
                    f"AND {at}document_id IN ({names}))"
                )
        return " AND ".join(conditions) or "1 = 1", values


EVERYTHING = Sight()


def _given(name: str, ids: Sequence[str], values: dict[str, Any]) -> str:
    """The list of ids in an SQL condition; they are put among its `values`."""
    names = [f"{name}_{number}" for number in range(len(ids))]
    values |= dict(zip(names, ids, strict=True))
    return ", ".join(f":{each}" for each in names)


def sight(database: Database, viewer: str) -> Sight:
    """What `viewer` (initials, or "" for nobody) may see just now."""
    closed = database.fetch(CLOSED, {"viewer": viewer})
    earlier = set[tuple[str, str]]()
    until = dict[str, str]()
    for document_id, round_name, *times in database.fetch(EARLIER, {"viewer": viewer}):
        earlier.add((document_id, round_name))
        until[document_id] = max(until.get(document_id, ""), *filter(None, times))
    return Sight(viewer, frozenset(str(row[0]) for row in closed), frozenset(earlier), until)


def at_work(database: Database) -> tuple[frozenset[str], frozenset[str]]:
    """The documents that somebody is to code or has coded; the coders who have some to do."""
    rows = database.fetch(ASSIGNED)
    return (
        frozenset(document_id for document_id, _ in rows if document_id),
        frozenset(coder for _, coder in rows if coder),
    )
