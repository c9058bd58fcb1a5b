"""What a participant has agreed to: their row and the form that they signed, the narrower of both.

A row of participants.csv may say less than its form, never more. What cannot be read forbids.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from qualkit.core.clearing import Against
from qualkit.core.records import Participant
from qualkit.errors import InputError

VERBATIM, PARAPHRASE, NONE = "verbatim", "paraphrase", "none"
SCOPES = {
    "": "", "verbatim": VERBATIM, "yes": VERBATIM, "paraphrase": PARAPHRASE,
    "none": NONE, "no": NONE,
}  # fmt: skip
NARROWING = (VERBATIM, PARAPHRASE, NONE)
AUDIENCES = ("team", "commissioner", "public")
"""Circles of readers, each wider than the one before."""
YES = frozenset({"yes", "y", "true", "1"})
NO = frozenset({"", "no", "n", "false", "0"})
FILE = "participants.csv"


class Form(Protocol):
    """A version of the consent form, as study.yaml describes it."""

    @property
    def may_quote(self) -> str:
        """The scope that whoever signs it agrees to; "" where it says nothing."""

    @property
    def may_link(self) -> bool:
        """Whether survey and interview may be linked."""

    @property
    def audience(self) -> str:
        """The widest circle of readers."""

    @property
    def since(self) -> date | None:
        """The day from which it was used, where anybody has said."""


class Forms(Protocol):
    """The forms that were used, by version."""

    @property
    def forms(self) -> Mapping[str, Form]:
        """Version to form."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """What holds for one person today.

    `may_quote` is verbatim, paraphrase, none, or "" where nothing is on record; `embargo` the day
    from which they may be quoted; `form_known` is False where the row names a form that
    study.yaml, which describes others, does not.
    """

    may_quote: str
    may_link: bool
    audience: str
    embargo: date | None
    withdrawn: bool
    form: str
    form_known: bool


def agreement(participant: Participant, forms: Forms) -> Agreement:
    """What the row and the form say together; InputError where the row cannot be read.

    A scope or audience is the narrower of the two, linking needs both where there are both.
    """
    said = participant.consent
    version = said.get("consent_form", "").strip()
    form = form_of(participant, forms)
    known = form is not None or not version or not forms.forms
    if said.get("withdrawn_on", "").strip():
        # Whatever else the row says, readable or not.
        return Agreement(NONE, False, AUDIENCES[0], None, True, version, known)
    return Agreement(
        narrower(NARROWING, scope(participant), form.may_quote if form else ""),
        may_link(participant, forms),
        narrower(
            tuple(reversed(AUDIENCES)), audience_of(participant), form.audience if form else ""
        ) or AUDIENCES[-1],
        _embargo(participant),
        False,
        version,
        known,
    )  # fmt: skip


def form_of(participant: Participant, forms: Forms) -> Form | None:
    """The form that the row names, as study.yaml describes it; None where it does not."""
    return forms.forms.get(participant.consent.get("consent_form", "").strip())


def narrower(order: Sequence[str], *said: str) -> str:
    """Of what is said (not ""), that which stands last in `order`; "" where nothing is."""
    return max(filter(None, said), key=order.index, default="")


def standing(
    participant: Participant, forms: Forms, today: date, profile: str
) -> tuple[Against, str] | None:
    """Why the person may not be quoted word for word to these readers today; None where they may.

    What forbids a paraphrase too comes first, so that whoever gets None or PARAPHRASE here may be
    paraphrased. `profile` is team, commissioner or public. InputError where the row cannot be
    read; withdrawn is withdrawn, whatever else it says.
    """
    agreed = agreement(participant, forms)
    if agreed.withdrawn:
        return Against.WITHDRAWN, "consent withdrawn"
    if agreed.may_quote == NONE:
        return Against.REFUSED, "no quotation"
    if agreed.embargo and agreed.embargo > today:
        return Against.EMBARGO, f"embargo until {agreed.embargo.isoformat()}"
    if AUDIENCES.index(profile) > AUDIENCES.index(agreed.audience):
        return Against.AUDIENCE, f"agreed to readers as far as: {agreed.audience}"
    if not agreed.may_quote:
        return Against.UNRECORDED, "no consent on record"
    if agreed.may_quote == PARAPHRASE:
        return Against.PARAPHRASE, "paraphrase only"
    if not agreed.form_known:
        # What it narrows cannot be known: a slip of the pen must not widen what was agreed to.
        return Against.UNRECORDED, f"study.yaml does not describe the consent form '{agreed.form}'"
    return None


def may_be_paraphrased(
    participant: Participant, forms: Forms, today: date, profile: str
) -> bool:  # fmt: skip
    """Whether what the person said may leave in a researcher's words."""
    found = standing(participant, forms, today, profile)
    return found is None or found[0] is Against.PARAPHRASE


def may_link(participant: Participant, forms: Forms) -> bool:
    """Whether survey and interview may be linked: no, unless form or row says so and neither not.

    The row may say no where the form says yes, never yes where the form says no.
    """
    said = participant.consent.get("may_link", "").strip().casefold()
    form = form_of(participant, forms)
    if form is None:
        return said in YES
    return form.may_link and (not said or said in YES)


def place(participant: Participant) -> str:
    """`participants.csv, line 7 (P06)`, for messages."""
    line = f", line {participant.row}" if participant.row else ""
    return f"{FILE}{line} ({participant.pseudonym})"


def scope(participant: Participant) -> str:
    """The scope in the row, one of NARROWING or ""; InputError where it is none."""
    said = participant.consent.get("may_quote", "").strip().casefold()
    if said not in SCOPES:
        raise InputError(
            f"{place(participant)}: '{said}' under may_quote is unknown",
            "write verbatim, paraphrase or none",
        )
    return SCOPES[said]


def audience_of(participant: Participant) -> str:
    """The audience in the row, one of AUDIENCES or ""; InputError where it is none."""
    said = participant.consent.get("audience", "").strip().casefold()
    if said and said not in AUDIENCES:
        raise InputError(
            f"{place(participant)}: '{said}' under audience is unknown",
            f"write {', '.join(AUDIENCES[:-1])} or {AUDIENCES[-1]}, or nothing",
        )
    return said


def _embargo(participant: Participant) -> date | None:
    said = participant.consent.get("embargo_until", "").strip()
    return day(participant, "embargo_until") if said else None


def day(participant: Participant, column: str) -> date:
    """The day in a column; InputError where it is none."""
    said = participant.consent.get(column, "").strip()
    try:
        return date.fromisoformat(said)
    except ValueError as error:
        raise InputError(
            f"{place(participant)}: '{said}' under {column} is no date",
            "write it as year, month, day: 2027-06-30",
        ) from error
