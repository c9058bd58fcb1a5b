"""The command line and the Python call equal to what was looked at or done about participants."""

from __future__ import annotations

import shlex

from qualkit.tui.equal import Equal


def listed(readers: str) -> Equal:
    """Who may be quoted, for some readers."""
    return Equal(f"qualkit consent --profile {readers}", f"study.consents({readers!r})")


def left() -> Equal:
    """What has left."""
    return Equal("qualkit export list", "study.exports()")


def asked(readers: str) -> Equal:
    """The gate asked of the whole table of quotations."""
    return Equal(
        f"qualkit export check --profile {readers}", f"study.clearance(profile={readers!r})"
    )


def written(readers: str, target: str) -> Equal:
    """What the gate says, written for an ethics board."""
    return Equal(
        f"qualkit export check --profile {readers} -o {shlex.quote(target)}",
        f"study.export_clearance({target!r}, profile={readers!r})",
    )


def withdrawn(pseudonym: str, *, dry_run: bool, forget_name: bool) -> Equal:
    """Somebody removed, or what would go of theirs."""
    options = [("--dry-run", "dry_run", dry_run), ("--forget-name", "forget_name", forget_name)]
    words = [option for option, _, given in options if given]
    given = "".join(f", {keyword}=True" for _, keyword, is_given in options if is_given)
    return Equal(
        shlex.join(["qualkit", "withdraw", pseudonym, *words]),
        f"study.withdraw({pseudonym!r}{given})",
    )
