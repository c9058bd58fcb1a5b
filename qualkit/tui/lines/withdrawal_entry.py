"""What goes when somebody withdraws, or went, as paragraphs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from qualkit.core.wording import counted
from qualkit.tui.lines.bookentry import BLANK, said
from qualkit.tui.palette import Palette
from qualkit.tui.widgets.entry import Paragraph

if TYPE_CHECKING:
    from qualkit.study.withdrawal.withdrawing import WithdrawalReport


_EXPORTS = "exports/"


def withdrawal_entry(
    report: WithdrawalReport, team: Sequence[str], forget: bool, look: Palette
) -> Iterator[Paragraph]:
    """What goes, which files, whom to warn, and what can be done about the roster.

    `team` are the initials of the coders; `forget` says that the rows of the roster go too.
    """
    yield from _head(report, look)
    yield from _words(report, look)
    would = "would be " if report.dry_run else ""
    yield from _listed(f"Files {would}deleted", report.deleted, look)
    yield from _listed(f"Files {would}rewritten without them", report.rewritten, look)
    yield from _roster(report, forget, look)
    yield BLANK
    yield said("Whom to warn", look.strong)
    if team:
        yield said(f"the team ({', '.join(team)}): their copies of the study hold the words still",
                   look.text, "· ", look.quiet)  # fmt: skip
    if quoting := [path for path in report.deleted if path.startswith(_EXPORTS)]:
        yield said("whoever was given one of these, which quote them: ask for it to be deleted",
                   look.text, "· ", look.quiet)  # fmt: skip
        for path in quoting:
            yield said(path, look.text, "    ")
    if report.exports:
        yield said("whoever has one of these, which are stale then: make them again",
                   look.text, "· ", look.quiet)  # fmt: skip
        for path in report.exports:
            yield said(path, look.text, "    ")
    yield from _listed(
        "To be looked at by you: they hold the words, or cannot be read", report.remaining, look
    )
    yield from _listed("Out of reach of any program", report.out_of_reach, look)


def _head(report: WithdrawalReport, look: Palette) -> Iterator[Paragraph]:
    who = report.pseudonym
    if report.dry_run:
        yield said(f"{who} withdraws. This would go for good, and nothing of it could be undone:",
                   look.strong)  # fmt: skip
    else:
        made = report.receipt
        yield said(f"{who} is removed. The receipt, without personal data, stays in the study:",
                   look.strong)  # fmt: skip
        yield said(f"{made.pseudonym} withdrew on {made.withdrawn_on}, removed by {made.coder}",
                   look.text, "· ", look.quiet)  # fmt: skip
    if report.respondents:
        same = ", ".join(report.respondents)
        yield said(f"the same person in surveys: {same}", look.text, "· ", look.quiet)


def _words(report: WithdrawalReport, look: Palette) -> Iterator[Paragraph]:
    lines = []
    if report.documents:
        named = ", ".join(report.documents)
        lines.append(f"{counted(len(report.documents), 'document')} as a whole: {named}")
    if turns := report.receipt.counts["turns"]:
        where = ", ".join(report.shared)
        lines.append(f"{counted(turns, 'turn')} of {where}: a mark [withdrawn] in place of each")
    if rows := report.receipt.counts["survey answers"]:
        lines.append(f"{counted(rows, 'row')} of surveys")
    if report.codings is None:
        lines.append("codings and memos on their words (how many is not told to who codes blind)")
    else:
        cut = f"; {counted(report.cut, 'coding')} cut to what others said" if report.cut else ""
        lines.append(f"{counted(report.codings, 'coding')} of their words{cut}")
    quoting = ", ".join(f"{number} {kind}" for kind, number in (report.redacted or {}).items())
    if quoting:
        lines.append(f"their words where they are quoted: {quoting}; read these again afterwards")
    for each in lines:
        yield said(each, look.text, "· ", look.quiet)


def _roster(report: WithdrawalReport, forget: bool, look: Palette) -> Iterator[Paragraph]:
    if not report.roster_rows:
        return
    rows = counted(report.roster_rows, "row")
    stays = f"The roster keeps {rows} of theirs: so their name is masked where others say it"
    goes = f"The roster loses {rows} of theirs: so their name is masked nowhere any more"
    yield BLANK
    if not report.dry_run:
        said_of = goes if report.roster_forgotten else stays
        yield said(said_of, look.text)
    else:
        key = "n keeps them in it" if forget else "n takes them out too"
        yield said(f"{goes if forget else stays} ({key})", look.text)


def _listed(heading: str, lines: Sequence[str], look: Palette) -> Iterator[Paragraph]:
    if lines:
        yield BLANK
        yield said(heading, look.strong)
    for each in lines:
        yield said(each, look.text, "· ", look.quiet)
