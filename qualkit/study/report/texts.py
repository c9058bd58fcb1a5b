"""What people write for the report: each place once, a new wording is a new row."""

from __future__ import annotations

from dataclasses import replace

from qualkit.core.codebook import tidy
from qualkit.core.marks import Memo
from qualkit.core.records import Change
from qualkit.core.report_plan import Asked
from qualkit.errors import InputError, NotFoundError
from qualkit.storage import report_memos
from qualkit.storage import report_texts as rows
from qualkit.storage.database import Database
from qualkit.storage.report_texts import ReportText
from qualkit.study import codebook as book
from qualkit.study.blindness import sight
from qualkit.study.codings import register
from qualkit.study.memos import Wanted, memos
from qualkit.study.report.asks import FINDINGS_OF, asks
from qualkit.study.session import Session, did_you_mean

KIND = "text"
_LONG = 200_000


def prompts(session: Session) -> tuple[Asked, ...]:
    """Everything that a person may write for the report, with what has been written."""
    found = []
    for each in asks(book.codebook(session)):
        written = _standing(session, each.place)
        if written:
            each = replace(each, text=written.body, coder=written.coder, at=written.at)
        found.append(each)
    return tuple(found)


def _standing(session: Session, place: str) -> ReportText | None:
    """What stands at a place: of several the one written last that may be seen."""
    return next(iter(_seen(session, session.store.database, place)), None)


def _seen(session: Session, database: Database, place: str) -> tuple[ReportText, ...]:
    """What was written at a place and may be seen.

    Findings tell of what was coded: whoever works blind reads their own words alone.
    """
    section, _, target = place.partition(".")
    found = rows.report_texts(database, section, kind=KIND, target=target)
    closed = bool(sight(session).closed)
    # "" asks for all of a section, and a place without a dot is the one that has no target.
    return tuple(
        each
        for each in found
        if each.target == target and (not closed or each.coder == session.coder)
    )


def place_of(session: Session, name: str) -> Asked:
    """The place of that name; a theme's is `findings.` and its id, or its name alone."""
    known = {each.place: each for each in prompts(session)}
    wanted = name.strip()
    for spelt in (wanted, wanted.casefold(), f"{FINDINGS_OF}{wanted.casefold()}"):
        if spelt in known:
            return known[spelt]
    codebook = book.codebook(session)
    named = wanted.removeprefix(FINDINGS_OF)
    if theme := codebook.theme(named) or codebook.theme_named(named):
        return known[f"{FINDINGS_OF}{theme.id}"]
    several = [place for place in known if place.startswith(f"{wanted.casefold()}.")]
    raise NotFoundError(
        f"nothing of the report is called '{name}'",
        f"it can be {', '.join(several)}" if several
        else did_you_mean(name, list(known)) or "see all: qualkit report prompts --all",
    )  # fmt: skip


def write(session: Session, name: str, text: str) -> Change:
    """Write what the report says at a place, or word it anew; without a text take it away.

    Nothing is done where it says so already. NotFoundError for a place that the report has not.
    """
    session.coder_or_refuse()
    place = place_of(session, name).place
    said = "\n\n".join(filter(None, map(tidy, text.replace("\r\n", "\n").split("\n\n"))))
    if len(said) > _LONG:
        raise InputError(
            f"a text of {len(said):,} characters is too long for one place of the report",
            f"keep it under {_LONG:,}",
        )
    section, _, target = place.partition(".")
    with session.write("write for report" if said else "unwrite for report") as entry:
        # Another's that may not be seen stays: which of the two stands is for later.
        old = _seen(session, entry.database, place)
        if not said and not old:
            raise NotFoundError(
                f"nothing has been written for {place}", "see what has: qualkit report prompts"
            )
        if not old or old[0].body != said:
            for each in old:
                rows.remove(entry, each)
            if said:
                rows.add(entry, ReportText("", section, KIND, target, said, entry.coder))
                register(session, entry.coder)
        entry.state(place=place)
    return entry.change()


def key_points(session: Session) -> tuple[Memo, ...]:
    """The memos that are marked for the report and may be seen, in the order of marking."""
    marked = report_memos.marked(session.store.database)
    if not marked:
        return ()
    seen = {memo.id: memo for memo in memos(session, Wanted(all_coders=True))}
    return tuple(seen[memo_id] for memo_id in marked if memo_id in seen)


def mark_memo(session: Session, memo_id: str, wanted: bool = True) -> Change:
    """Make a memo a key point of the report, or (not `wanted`) no more.

    NotFoundError where there is no such memo; nothing is done where it is so already.
    """
    session.coder_or_refuse()
    known = {memo.id: memo for memo in memos(session, Wanted(all_coders=True))}
    named = [memo for key, memo in known.items() if memo_id and key.endswith(memo_id)]
    memo = known.get(memo_id) or (named[0] if len(named) == 1 else None)
    if memo is None:
        raise NotFoundError(
            f"there is no memo '{memo_id}'", "see them with their ids: qualkit memos --ids"
        )
    with session.write("memo for report" if wanted else "memo not for report") as entry:
        row = report_memos.marked(entry.database).get(memo.id)
        if wanted and row is None:
            report_memos.add(entry, memo.id)
        elif not wanted and row is not None:
            report_memos.remove(entry, row)
        entry.state(kind=memo.kind.value, about=memo.id)
        if memo.document_id:
            entry.touch(memo.document_id)
    return entry.change()
