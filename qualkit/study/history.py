"""What was done in a study, taken back and brought back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from qualkit.core.records import Change
from qualkit.errors import NotFoundError, RefusedError
from qualkit.storage import log
from qualkit.study import codebook_file as file
from qualkit.study import working
from qualkit.study.blindness import Sight, sight, undistracted, works_blind
from qualkit.study.drafts import hidden_codes
from qualkit.study.naming import Names
from qualkit.study.phrases import OPEN_TO_ALL, PHRASES
from qualkit.study.session import Session

_PAGE = 200

# Of these a coder who works blind is told as long as none of the documents is closed: how many
# codings there are in one is a secret.
_COUNTED = ("import codings",)


def undo(session: Session) -> Change | None:
    """Take back the present coder's last action; None where there is none left.

    Raises RefusedError where somebody's later action touched the same thing.
    """
    target = log.to_undo(session.store.database, session.coder_or_refuse())
    return _take_back(session, "undo", [target])[0] if target else None


def next_undo(session: Session) -> Change | None:
    """What an undo would take back, with its summary; None where there is nothing."""
    target = log.to_undo(session.store.database, session.coder_or_refuse())
    return all_told(session, [target])[0] if target else None


def redo(session: Session) -> Change | None:
    """Bring back what the present coder undid last, unless a new action has followed."""
    target = log.to_redo(session.store.database, session.coder_or_refuse())
    return _take_back(session, "redo", [target])[0] if target else None


def go_back(session: Session, change_id: str, *, dry_run: bool) -> tuple[Change, ...]:
    """Take back all that the present coder did after an entry of the log, newest first.

    All or nothing; `redo` brings it back one by one. With `dry_run` nothing is done, and what is
    answered are the actions that would be taken back. Raises RefusedError where none would be.
    """
    coder = session.coder_or_refuse()
    entry = log.entry_with(session.store.database, change_id)
    if entry is None or not _Told(session).may_be(entry):
        raise NotFoundError(
            f"the history has no entry {change_id}", "see the ids: qualkit history --ids"
        )
    targets = log.standing_after(session.store.database, coder, entry.clock)
    if not targets:
        raise RefusedError(
            f"{coder} has done nothing after that which could be taken back",
            "choose an earlier entry: qualkit history",
        )
    if dry_run:
        return all_told(session, targets)
    return tuple(_take_back(session, "undo", targets))


def _take_back(session: Session, action: str, targets: Sequence[Change]) -> list[Change]:
    """Take back these entries of the log in this order, in one transaction; the new entries."""
    done = []
    with session.store.database.transaction():
        for target in targets:
            with session.write(action, undoes=target.id, inside=True) as entry:
                log.take_back(entry, target)
                file.refuse_to_take_back(session, entry)
                working.touch_again(session, entry)
            done.append(entry.change())
    file.finish(session)
    return list(all_told(session, done))


def history(
    session: Session, coder: str | None, limit: int | None, before: str = ""
) -> tuple[Change, ...]:
    """The log, newest first, each entry with its line for people.

    In documents where one works blind one is told what others did to the codebook and which files
    they took in, and nothing else of them; and of what one did oneself in a round before, nothing
    while one codes the document again. `before` is the clock of an entry: only what is older.
    """
    database, telling = session.store.database, _Told(session)
    open_to = (session.coder or "") if telling.nothing_of_others else None
    found: list[Change] = []
    while limit is None or len(found) < limit:
        # What is kept back is known only when it has been read: a page is not too short.
        size = None if limit is None else max(limit - len(found), _PAGE)
        told_of = (*OPEN_TO_ALL, *_COUNTED, "undo", "redo")
        page = list(
            log.entries(database, coder, size, before=before, open_to=open_to, open_actions=told_of)
        )
        found += [each for each in page if telling.may_be(each)]
        if size is None or len(page) < size:
            break
        before = page[-1].clock
    return all_told(session, found[:limit])


class _Told:
    """Of which entries of the log the coder at work may be told."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._sight: Sight = sight(session)
        self._undistracted = undistracted(session)
        self._blind = works_blind(session)
        self._hidden = hidden_codes(session)

    @property
    def nothing_of_others(self) -> bool:
        """Whether nothing of others is told but what is open to all: every document is blind."""
        documents = {document.id for document in self._session.documents()}
        return self._blind and documents <= self._undistracted.closed

    def may_be(self, change: Change) -> bool:
        """Whether an entry may be told: of an undo, where what it undid may."""
        action = dict(change.facts).get("action", change.action)
        if action in OPEN_TO_ALL:
            return True
        if change.coder == self._session.coder:
            until = self._sight.until
            return not any(change.at <= until.get(each, "") for each in change.touched)
        if action in _COUNTED:
            return not self._sight.closed.intersection(change.touched)
        if self._blind and (
            not change.touched or self._undistracted.closed.intersection(change.touched)
        ):
            return False
        # A hidden draft's id is made of its name.
        said = (word for _, value in change.facts for word in value.split(", "))
        return not self._hidden.intersection(said)


def all_told(session: Session, changes: Iterable[Change]) -> tuple[Change, ...]:
    """The changes with their summaries."""
    names = Names(session)
    return tuple(told(names, change) for change in changes)


def told(names: Names, change: Change) -> Change:
    """The change with its summary: names of documents and codes as they are today."""
    facts = dict(change.facts)
    # An undo bears the facts of what it took back behind that action's name.
    action = facts.get("action", change.action)
    if "document" not in facts and len(change.touched) == 1:
        facts["document"] = change.touched[0]
    facts["document"] = names.document(facts.get("document", ""))
    codes = [names.code(value) for name, value in change.facts if name == "code"]
    if codes:
        facts["code"] = listed(codes)
    for key in ("was", "into"):
        if key in facts:
            facts[key] = names.code(facts[key])
    if "theme" in facts:
        facts["theme"] = names.theme(facts["theme"])
    facts["on"] = _what_memo_is_on(facts)
    if action == "uncode" and len(codes) > 1:
        phrase = f"took {len(codes)} codings off {facts['document']}"
    else:
        phrase = PHRASES.get(action, action)
        if "start" not in facts:  # It went with somebody who withdrew.
            phrase = phrase.replace(" {start}-{end}", "").replace(" to {to_start}-{to_end}", "")
        phrase = phrase.format_map(_Known(facts))
    if change.action in ("undo", "redo"):
        phrase = f"{'undid' if change.action == 'undo' else 'redid'}: {phrase}"
    return replace(change, summary=phrase)


def listed(names: Sequence[str]) -> str:
    """The names as a list in a sentence: `one, two and three`."""
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def _what_memo_is_on(facts: dict[str, str]) -> str:
    kind = facts.get("kind", "")
    return "the study" if kind == "study" else f"the {kind} {facts.get(kind, '?')}"


class _Known(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "?"
