"""Themed quotations on their way out: the gate is asked first, then the file is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import groupby
from operator import attrgetter
from pathlib import Path

from qualkit.core.clearing import KEPT, Against, Clearance, Objection
from qualkit.core.deidentifying import Profile
from qualkit.core.quotes import Quote
from qualkit.core.report import NOT_DEIDENTIFIED, Cleared, Provenance
from qualkit.core.wording import counted
from qualkit.errors import GateError, InputError
from qualkit.privacy import gate
from qualkit.study.blindness import left_out
from qualkit.study.carried import waiting_note
from qualkit.study.leaving.asking import Asking
from qualkit.study.leaving.clearing import Clearing, chosen_profile
from qualkit.study.leaving.export_records import keep
from qualkit.study.leaving.exporting import UNMASKED, Exported, provenance, rules, write
from qualkit.study.leaving.quote_table import (
    COUNTED,
    LITERATURE,
    PARTICIPANTS,
    for_print,
    tabulator,
)
from qualkit.study.quotes import QuoteChoice, QuoteSource, quote_source
from qualkit.study.selections.marking import EXPORTED
from qualkit.study.session import Session

Allows = Callable[[Quote], bool]

FOR_PEOPLE = ("docx", "html", "md")
"""Formats in which what prints beside a quotation stands in its cell."""
SHOWN = 5
"""Objections that an error tells; the list has all."""
FEWEST_WORDS = 3
"""Words of a reason for overruling the gate."""


@dataclass(frozen=True, slots=True)
class Terms:
    """On which terms something leaves: for whom, and what becomes of what the gate objects to.

    `profile` is team, commissioner or public ("" is what study.yaml says); `leave_out` lets leave
    what passes; `force` is the reason why the rest leaves too.
    """

    profile: str = ""
    leave_out: bool = False
    force: str = ""


def checked(session: Session, terms: Terms) -> Profile:
    """For whom something leaves; InputError where the reason for overruling is none."""
    if terms.force and len(terms.force.split()) < FEWEST_WORDS:
        raise InputError(
            "that is no reason which somebody could judge later",
            f"say in {FEWEST_WORDS} words or more why it may leave all the same",
        )
    return chosen_profile(session, terms.profile)


def clearance(
    session: Session, choice: QuoteChoice, profile_name: str = "", kept: int | None = KEPT
) -> Clearance:
    """What the gate says of a choice of quotations; nothing is written.

    Of each kind as many objections are `kept` one by one (None: all), the rest are counted.
    """
    clearing = _clearing(session, chosen_profile(session, profile_name), choice)
    source = quote_source(session, choice, clearing.masks)
    asking = Asking(clearing, source.theme_of, kept=kept)
    source.asked_of(asking)
    found = asking.clearance()
    return replace(found, objections=(*found.objections, *_leaks(session, clearing, source)))


def _clearing(session: Session, profile: Profile, choice: QuoteChoice) -> Clearing:
    from qualkit.study.selections.attributing import wishes

    clearing = Clearing(
        session, profile, beside=choice.scores_by, wishes=wishes(session, choice.selection)
    )
    if clearing.anonymous and choice.scores_by:
        raise InputError(
            "beside quotations without a pseudonym no scores of the speaker's group can stand",
            "leave --with-subscales out, or show both in a joint display: qualkit joint matrix",
        )
    return clearing


def _leaks(session: Session, clearing: Clearing, source: QuoteSource) -> Iterable[Objection]:
    """Who would be named in the table."""
    from qualkit.study.leaving.exporting import leak_objection

    going_by = rules(session, near=clearing.profile is not Profile.TEAM)
    if not going_by.forms:
        return ()
    table = tabulator(source, session.settings.title, anonymous=clearing.anonymous)(
        map(clearing.dressed, source.quotes(clearing.lets))
    )
    seeking = gate.Leaks(going_by.forms, going_by.known)
    seeking.read(session.settings.title)
    for row in table:
        seeking.read("\n".join(cell for cell in row if isinstance(cell, str)))
    return tuple(map(leak_objection, seeking.found()))


def export_quotes(
    session: Session, target: Path, format_name: str, choice: QuoteChoice,
    template: Path | None = None, terms: Terms | None = None,
) -> Exported:  # fmt: skip
    """Write the themed quote table for whom it is; GateError where the gate objects."""
    terms = terms or Terms()
    clearing = _clearing(session, checked(session, terms), choice)
    source = quote_source(session, choice, clearing.masks)
    asking = Asking(clearing, source.theme_of, leave_out=terms.leave_out)
    source.asked_of(asking)
    asked, people = asking.clearance(), asking.people
    # What it compared words by is 80 MB for half a million quotations.
    del asking
    refuse(asked, target, terms)
    lets: Allows | None = clearing.lets if asked.left_out else None
    if terms.leave_out:
        lets = Asking(clearing, source.theme_of, leave_out=True).allows
    to_read = (format_name or target.suffix.lstrip(".")).lower() in FOR_PEOPLE
    cleared = _cleared(session, clearing, source, asked, lets, to_read=to_read)
    going_by = rules(session, near=clearing.profile is not Profile.TEAM)
    exported = write(
        cleared, going_by, target, format_name, template, overruled=bool(terms.force)
    )  # fmt: skip
    found = with_leaks(asked, exported)
    what = f"{EXPORTED}{choice.selection}" if choice.selection else "quotes"
    return keep(session, what, exported, found, people, terms.force)


def with_leaks(asked: Clearance, exported: Exported) -> Clearance:
    """What the gate said with what was found in the file itself."""
    return replace(asked, objections=(*asked.objections, *exported.leaks))


def refuse(asked: Clearance, target: Path, terms: Terms) -> None:
    """GateError where something blocks that is neither left out nor overruled."""
    counts = asked.counts()
    kinds = {} if terms.leave_out else {kind: n for kind, n in counts.items() if kind.blocks}
    if asked.profile == Profile.TEAM.value or not kinds or terms.force:
        return
    told = ", ".join(f"{kind} ({number})" for kind, number in kinds.items())
    mend = "; ".join(_MENDING[kind] for kind in kinds if kind in _MENDING)
    raise GateError(
        f"{target.name} was not written for the profile {asked.profile}: {told}",
        tuple(_few(asked)),
        f"{mend}; see all: qualkit export check; write what passes: --leave-out; for the team's "
        'own eyes: --profile team; or say why it may leave all the same: --force "REASON"',
    )


_MENDING = {
    Against.UNSCANNED: "scan the texts: qualkit deidentify scan",
    Against.OPEN: "decide on what was found: qualkit deidentify list",
    Against.UNRECORDED: "fill in may_quote in participants.csv: qualkit check",
    Against.DISCLOSURE: "let less print: attribution in study.yaml",
    Against.LEAK: "look for the name in the study's title and the codebook",
}


def _few(asked: Clearance) -> Iterator[str]:
    """The first sorts of what blocks, each with its document and how many quotations it hits."""
    same = {sort: number for sort, number in asked.sorts().items() if sort.against.blocks}
    for (_, document, said), number in list(same.items())[:SHOWN]:
        where = f"{document} ({counted(number, 'quotation')}): " if document else ""
        yield f"{where}{said}"
    if len(same) > SHOWN:
        yield f"and {len(same) - SHOWN} more"


def worded(objection: Objection) -> str:
    """An objection with its place."""
    turn = f", turn {objection.turn}" if objection.turn else ""
    return f"{objection.document}{turn}: {objection.said}" if objection.document else objection.said


def _cleared(
    session: Session,
    clearing: Clearing,
    source: QuoteSource,
    asked: Clearance,
    lets: Allows | None,
    *,
    to_read: bool,
) -> Cleared:
    """The table of what may leave, with what a reader must know of it."""
    unmasked = session.missing_roster()
    waiting = (*waiting_note(session), *left_out(session))
    notes = (
        how_counted(source),
        *withheld(asked),
        *waiting,
        *([UNMASKED] if unmasked else []),
    )
    title = f"{session.settings.title}: themed quotations"
    quotes = source.quotes(lets or (lambda _: True))
    tabulate = tabulator(
        source, title, notes, anonymous=clearing.anonymous, told=clearing.tells_group
    )  # fmt: skip
    return gate.clear_quotes(
        _shuffled(quotes) if clearing.anonymous and not source.choice.selection else quotes,
        gate.Verbatim(source.source_text, clearing.masks),
        clearing.dressed,
        (lambda quotes: for_print(tabulate(quotes))) if to_read else tabulate,
        described(clearing.profile, provenance(session, source.choice, source.layer)),
        (*told(asked), *source.told(), *filter(None, [unmasked]), *waiting),
        stamp_of(asked),
    )


def described(profile: Profile, about: Provenance) -> Provenance:
    """Where a file comes from, with for whom it is."""
    return replace(about, settings=(*about.settings, ("for", profile.value)))


def stamp_of(asked: Clearance) -> str:
    """What is printed on every page: the team's file, and texts that nobody scanned, say so."""
    team = asked.profile == Profile.TEAM.value
    unscanned = any(each.against is Against.UNSCANNED for each in asked.blocking)
    return NOT_DEIDENTIFIED if team or unscanned else ""


def _shuffled(quotes: Iterable[Quote]) -> Iterable[Quote]:
    """The quotations of each code in an order that says nothing of who said what after what."""
    for _, group in groupby(quotes, key=attrgetter("code")):
        yield from sorted(group, key=lambda quote: sha256(quote.text().encode()).digest())


def withheld(asked: Clearance) -> tuple[str, ...]:
    """How many quotations stay behind, by reason: for the file, which names nobody."""
    return tuple(
        f"{counted(count, 'quotation')} left out ({kind})"
        for kind, count in sorted(asked.counts().items())
        if kind.left_out
    )


def told(asked: Clearance) -> tuple[str, ...]:
    """What the person at work is told: who is left out and why, what to look at."""
    gone: Counter[str] = Counter()
    look: Counter[Against] = Counter()
    for (against, _, said), number in asked.sorts().items():
        if against.left_out:
            gone[said] += number
        elif not against.blocks:
            look[against] += number
    return (
        *(f"{counted(n, 'quotation')} left out ({said})" for said, n in sorted(gone.items())),
        *(f"{kind}: {n} (qualkit export check)" for kind, n in sorted(look.items())),
        *asked.notes,
        *(["some attributions say less than is known: qualkit attributions"] if asked.widened
          else []),
    )  # fmt: skip


def how_counted(source: QuoteSource) -> str:
    """By what the figures beside the quotations were counted."""
    choice, layer = source.choice, source.layer
    people = COUNTED if source.comments else PARTICIPANTS
    if source.literature:
        people += f" {LITERATURE}"
    merged = (
        "overlapping codings of one code count as one reference"
        if choice.merge
        else "each coding counts as one reference"
    )
    of_one = f", of these coder {choice.coder}'s" if choice.coder not in ("", layer.name) else ""
    most = (
        f" Quotations shown: at most {choice.most} a code, from as many participants as can be."
        if choice.most
        else ""
    )
    return f"{people} References: {merged}; layer: {layer.words}{of_one}.{most}"
