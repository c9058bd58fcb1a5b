"""How a person wants files to be read, against what was detected in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from qualkit.core.records import DocumentKind, Role


@dataclass(frozen=True, slots=True)
class Wishes:
    """How the person wants files to be read, against what was detected.

    `interviewers`, `participants` and `others` are labels; `merges` maps a misspelt label to the
    right one; `pseudonyms` maps `label` or `document:label` to a pseudonym. `files` holds, by the
    name of a file, what is wished for it alone. `citations` says, by the name of a file, under
    what it is cited where it is literature.
    """

    interviewers: tuple[str, ...] = ()
    participants: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    merges: Mapping[str, str] = field(default_factory=dict)
    pseudonyms: Mapping[str, str] = field(default_factory=dict)
    kind: DocumentKind | None = None
    files: Mapping[str, Wishes] = field(default_factory=dict)
    citations: Mapping[str, str] = field(default_factory=dict)

    def roles(self) -> dict[str, Role]:
        """Label to role."""
        return (
            dict.fromkeys(self.interviewers, Role.INTERVIEWER)
            | dict.fromkeys(self.participants, Role.PARTICIPANT)
            | dict.fromkeys(self.others, Role.OTHER)
        )

    def of(self, name: str) -> Wishes:
        """What holds for one file: what is wished for it alone goes before what is for all."""
        own = self.files.get(name)
        if own is None:
            return self
        roles = self.roles() | own.roles()
        return replace(
            _with_roles(self, roles),
            merges={**self.merges, **own.merges},
            pseudonyms={**self.pseudonyms, **own.pseudonyms},
            kind=own.kind or self.kind,
        )

    def all_pseudonyms(self) -> dict[str, str]:
        """`label` or `document:label` to pseudonym, those for single files among them."""
        found = dict(self.pseudonyms)
        for name, own in self.files.items():
            found |= {
                label if ":" in label else f"{name}:{label}": pseudonym
                for label, pseudonym in own.pseudonyms.items()
            }
        return found

    def with_role(self, name: str, label: str, role: Role) -> Wishes:
        """The wishes, and that `label` has this role in that file."""
        own = self.files.get(name, Wishes())
        return self._with(name, _with_roles(own, {**own.roles(), label: role}))

    def with_kind(self, name: str, kind: DocumentKind) -> Wishes:
        """The wishes, and that the file is of this kind."""
        return self._with(name, replace(self.files.get(name, Wishes()), kind=kind))

    def as_literature(self, names: Iterable[str]) -> Wishes:
        """The wishes, and that these files are literature, where nothing else is wished."""
        found = self
        for name in names:
            if self.of(name).kind is None:
                found = found.with_kind(name, DocumentKind.LITERATURE)
        return found

    def with_merge(self, name: str, wrong: str, right: str) -> Wishes:
        """The wishes, and that `wrong` is the same person as `right` in that file."""
        own = self.files.get(name, Wishes())
        return self._with(name, replace(own, merges={**own.merges, wrong: right}))

    def with_pseudonym(self, name: str, label: str, pseudonym: str) -> Wishes:
        """The wishes, and who `label` is in that file."""
        own = self.files.get(name, Wishes())
        return self._with(name, replace(own, pseudonyms={**own.pseudonyms, label: pseudonym}))

    def without(self, name: str) -> Wishes:
        """The wishes, with nothing for that file alone."""
        kept = {other: own for other, own in self.files.items() if other != name}
        return replace(self, files=kept)

    def _with(self, name: str, own: Wishes) -> Wishes:
        return replace(self, files={**self.files, name: own})


def _with_roles(wishes: Wishes, roles: Mapping[str, Role]) -> Wishes:
    def of(role: Role) -> tuple[str, ...]:
        return tuple(label for label, found in roles.items() if found is role)

    return replace(
        wishes,
        interviewers=of(Role.INTERVIEWER),
        participants=of(Role.PARTICIPANT),
        others=of(Role.OTHER),
    )
