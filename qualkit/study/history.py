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
from qualkit.study.session import Session

_PHRASES = {
    "code": "coded {document} {start}-{end} as {code}",
    "uncode": "took {code} off {document} {start}-{end}",
    "memo": "wrote the memo on {code} at {document} {start}-{end}",
    "memo on": "wrote a memo on {on}",
    "recode": "recoded {document} {start}-{end} from {was} to {code}",
    "resize": "moved the ends of {code} at {document} {start}-{end} to {to_start}-{to_end}",
    "split coding": "split {code} at {document} {start}-{end} in two at {at}",
    "merge codings": "made one of {count} codings of {code}: {document} {start}-{end}",
    "star": "starred {code} at {document} {start}-{end}",
    "unstar": "took the star off {code} at {document} {start}-{end}",
    "counter-example": "marked {code} at {document} {start}-{end} as a counter-example",
    "no counter-example": "took the counter-example off {code} at {document} {start}-{end}",
    "team note": "wrote a note for the team at {document} {start}-{end}",
    "edit team note": "changed the note for the team at {document} {start}-{end}",
    "remove team note": "took away the note for the team at {document} {start}-{end}",
    "settle team note": "settled the note for the team at {document} {start}-{end}",
    "reopen team note": "opened the note for the team at {document} {start}-{end} again",
    "propose": "had passages proposed as {code}: {count}",
    "propose for codes": "had passages proposed for {codes} codes: {count}",
    "accept proposal": "accepted a proposal: {document} {start}-{end} as {code}",
    "refuse proposals": "refused what was proposed as {code}: {count}",
    "withdraw proposals": "took proposals out of the queue: {count}",
    "bookmark": "set a bookmark at {document} {start}-{end}",
    "take bookmark away": "took the bookmark at {document} {start}-{end} away",
    "joint note": "wrote the {note}{scale} for joint displays of {theme}",
    "edit joint note": "changed the {note}{scale} of joint displays of {theme}",
    "remove joint note": "took away the {note}{scale} of joint displays of {theme}",
    "import joint notes": "imported notes on joint displays: {count}",
    "import marks": "imported stars and counter-examples: {count}",
    "import transcripts": "imported {count} transcripts",
    "import survey": "took in the survey {survey}: {new} of its {count} respondents are new",
    "import codings": "imported {count} codings",
    "import codebook": "imported a codebook with {codes} codes",
    "import topic guide": "imported a topic guide of {count} questions",
    "add codes": "added {count} codes to the codebook",
    "codebook version": "codebook version {version}",
    "draft code": "made the draft {code}",
    "draft code privately": "made the draft {code}, which nobody else sees",
    "share draft": "shared the draft {code}",
    "add code": "added {code} to the codebook",
    "edit code": "changed {code}: {fields}",
    "edit draft": "changed the draft {code}, which nobody else sees",
    "rename code": "renamed {code}",
    "move code": "moved {code} in the codebook",
    "merge codes": "merged {code} into {into}",
    "merge draft": "merged the draft {code} into {into}",
    "split code": "split {code}: made {parts}",
    "split code privately": "split {code}: made {parts}, which nobody else sees",
    "retire code": "retired {code}",
    "revive code": "brought {code} back into use",
    "add theme": "added the theme {theme}",
    "edit theme": "changed the theme {theme}: {fields}",
    "edit codebook": "edited the codebook as a text",
    "mend codebook": "mended the codebook's file",
    "confirm coding": "confirmed {codings} under the rule as it is now",
    "remember codebook": "kept codebook version {version}",
    "add coder": "added coder {coder} ({role})",
    "correct speaker": "{speaker} of {document} is {role} {now}",
    "remove document": "took {document} out of the study",
    "link question": "linked turn {turn} of {document} to question {question}",
    "open round": "opened the round {round} ({kind})",
    "close round": "closed the round {round}",
    "assign": "assigned {what} to {coder} in the round {round}",
    "unassign": "took {what} off {coder} in the round {round}",
    "designate": "let {coder}'s codings stand in {what} of the round {round}",
    "adopt plan": "shared {what} out in the round {round}",
    "mark done": "was done with {document} in the round {round}",
    "reopen": "opened {document} again in the round {round}",
    "unblind": "looked into {document} before all of its coders were done",
    "infer assignments": "took codings as work that is done, in {what}",
    "import assignments": "imported who codes what in {what}",
    "open meeting": "put the code meeting of {held_on} on record, with {count} points",
    "add waiting points": "put what was waiting on the agenda of the meeting of {held_on}: {count}",
    "add meeting point": "put point {number} on the agenda of the meeting of {held_on}",
    "decide meeting point": "recorded a decision on point {number} of the meeting of {held_on}: "
    "{decision}",
    "close meeting": "closed the meeting of {held_on}",
    "import minutes": "took in the minutes of {meetings} meetings with {count} points",
    "remove meeting": "took the meeting of {held_on} off the record",
    "adjudicate": "decided on {code} at {document} {start}-{end}: {outcome}",
    "adjudicate edges": "decided on {count} edges: {choice}",
    "import adjudications": "imported {count} decisions on where coders differ",
    "follow up": "noted that codebook version {version} answers {document} {start}-{end}",
    "settle conflict": "settled what two copies differ in ({what}): {choice}",
    "withdraw": "removed {person}, who withdrew, for good",
    "correct document": "corrected the text of {document}: version {version}",
    "settle carried": "placed a {what} anew in the corrected {document}: {start}-{end}",
    "scan": "scanned {documents} documents for what says who somebody is: {count} findings are new",
    "decide findings": "decided what becomes of findings: {count} {decision}",
    "mark finding": "marked what says who somebody is at {document} {start}-{end}{elsewhere}",
    "import decisions": "imported decisions on findings: {count}",
    "drop carried": "gave up a {what} whose words are gone from {document}",
}

_PAGE = 200

# Of these a coder who works blind is told as long as none of the documents is closed: how many
# codings there are in one is a secret.
_COUNTED = ("import codings",)

# What a coder who works blind is told of others: nothing in it speaks of a passage. Whatever is
# not listed is kept from them.
_OPEN = (
    "import transcripts", "import survey", "import codebook", "import topic guide", "add codes",
    "codebook version", "draft code", "share draft", "add code", "edit code", "rename code",
    "move code", "merge codes", "split code", "retire code", "revive code", "add theme",
    "edit theme", "edit codebook", "mend codebook", "remember codebook", "add coder",
    "correct speaker", "remove document", "link question", "correct document", "open meeting",
    "open round", "close round", "assign", "unassign", "designate", "adopt plan", "mark done",
    "reopen", "unblind", "infer assignments", "import assignments",
    "add meeting point", "add waiting points", "decide meeting point", "close meeting",
    "remove meeting", "joint note", "edit joint note", "remove joint note", "import joint notes",
    "scan", "decide findings", "mark finding", "import decisions", "withdraw",
)  # fmt: skip


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
        page = list(log.entries(database, coder, size, before=before, open_to=open_to,
                                open_actions=(*_OPEN, *_COUNTED, "undo", "redo")))  # fmt: skip
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
        if action in _OPEN:
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
        phrase = _PHRASES.get(action, action)
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
