"""What was done in a study, taken back and brought back."""

from __future__ import annotations

from dataclasses import replace

from qualkit.core.records import Change
from qualkit.errors import QualkitError
from qualkit.storage import log
from qualkit.study import codebook as book
from qualkit.study.session import Session

_PHRASES = {
    "code": "coded {document} {start}-{end} as {code}",
    "uncode": "took {code} off {document} {start}-{end}",
    "memo": "wrote the memo on {code} at {document} {start}-{end}",
    "import transcripts": "imported {count} transcripts",
    "import codings": "imported {count} codings",
    "import codebook": "imported a codebook with {codes} codes",
    "import topic guide": "imported a topic guide of {count} questions",
    "add codes": "added {count} codes to the codebook",
    "codebook version": "codebook version {version}",
    "remember codebook": "kept codebook version {version}",
    "add coder": "added coder {coder} ({role})",
    "correct speaker": "{speaker} of {document} is {role} {now}",
    "remove document": "took {document} out of the study",
    "link question": "linked turn {turn} of {document} to question {question}",
}


def undo(session: Session) -> Change | None:
    """Take back the present coder's last action; None where there is none left.

    Raises RefusedError where somebody's later action touched the same thing.
    """
    target = log.to_undo(session.store.database, session.coder_or_refuse())
    return _take_back(session, "undo", target)


def redo(session: Session) -> Change | None:
    """Bring back what the present coder undid last, unless a new action has followed."""
    target = log.to_redo(session.store.database, session.coder_or_refuse())
    return _take_back(session, "redo", target)


def _take_back(session: Session, action: str, target: Change | None) -> Change | None:
    if target is None:
        return None
    with session.write(action, undoes=target.id) as entry:
        log.take_back(entry, target)
    return told(session, entry.change())


def history(session: Session, coder: str | None, limit: int | None) -> tuple[Change, ...]:
    """The log, newest first, each entry with its line for people."""
    return tuple(
        told(session, change) for change in log.entries(session.store.database, coder, limit)
    )


def told(session: Session, change: Change) -> Change:
    """The change with its summary: names of documents and codes as they are today."""
    facts = dict(change.facts)
    # An undo bears the facts of what it took back behind that action's name.
    action = facts.get("action", change.action)
    if "document" not in facts and len(change.touched) == 1:
        facts["document"] = change.touched[0]
    names = {document.id: document.name for document in session.documents()}
    facts["document"] = names.get(facts.get("document", ""), "a document")
    if "code" in facts:
        facts["code"] = _code_name(session, facts["code"])
    count = sum(1 for name, _ in change.facts if name == "code")
    if action == "uncode" and count > 1:
        phrase = f"took {count} codings off {facts['document']}"
    else:
        phrase = _PHRASES.get(action, action).format_map(_Known(facts))
    if change.action in ("undo", "redo"):
        phrase = f"{'undid' if change.action == 'undo' else 'redid'}: {phrase}"
    return replace(change, summary=phrase)


class _Known(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "?"


def _code_name(session: Session, code_id: str) -> str:
    try:
        return book.codebook(session).find(code_id).name
    except QualkitError:
        # The codebook may be broken, or the code gone from it, long after the action.
        return code_id
