"""Commands about the roster: who is behind which pseudonym."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from qualkit.cli import output
from qualkit.cli.context import asked_passphrase, json_option, opened, study_options
from qualkit.cli.telling import tell_findings
from qualkit.core.wording import counted
from qualkit.errors import RefusedError

if TYPE_CHECKING:
    from qualkit.study.rosters import RosterFile

_LOST = (
    "Keep the passphrase: without it nobody can read the roster again, we neither. Copies of the "
    "roster made before (backups, mails) are as readable as they were."
)


@click.group("roster")
def roster_command() -> None:
    """Show and check the roster of names; put it under a passphrase.

    It lives outside the study. A passphrase is asked for on the terminal, or read from the first
    line of the file that QUALKIT_PASSPHRASE_FILE names; no option takes it.
    """


@roster_command.command("path")
@json_option
@study_options
def path_command(as_json: bool) -> None:
    """Print where the roster of this study lives on this machine."""
    with opened() as study:
        found = study.roster_file()
    if as_json:
        output.answer_json(output.plain(found))
        return
    output.answer(str(found.path))
    if not found.exists:
        output.say("there is none yet; importing transcripts with names makes it")


@roster_command.command("show")
@click.option("--yes", is_flag=True, help="Do not ask whether names may stand on the screen.")
@json_option
@study_options
def show_command(yes: bool, as_json: bool) -> None:
    """Print the names behind the pseudonyms."""
    with opened() as study:
        question = "This prints the names of the participants. Go on?"
        if not (yes or study.roster_file().encrypted or click.confirm(question, err=True)):
            return
        entries = study.roster()
    if as_json:
        output.answer_json({"entries": output.plain(entries)})
        return
    output.columns(
        ("Pseudonym", "Role", "Document", "Label", "Name", "Aliases"),
        [
            (e.pseudonym, e.role.value, e.document, e.label, e.name, "; ".join(e.aliases))
            for e in entries
        ],
    )


@roster_command.command("check")
@json_option
@study_options
def check_command(as_json: bool) -> int:
    """Find what is wrong with the roster, and names that need a person; exit code 3 if any."""
    with opened() as study:
        findings = study.check_roster()
    return tell_findings(findings, as_json=as_json)


@roster_command.command("encrypt")
@json_option
@study_options
def encrypt_command(as_json: bool) -> None:
    """Put the roster under a passphrase; its file keeps its name and place."""
    with opened() as study:
        if not study.roster_file().encrypted:
            study.roster()
        done = study.encrypt_roster(_new_passphrase())
    _tell(done, "under a passphrase now", as_json=as_json)
    if not as_json:
        output.say(_LOST)


@roster_command.command("decrypt")
@json_option
@study_options
def decrypt_command(as_json: bool) -> None:
    """Take the roster from under its passphrase: a plain CSV again."""
    with opened() as study:
        done = study.decrypt_roster()
        people = len({entry.pseudonym for entry in study.roster()})
    _tell(done, f"a plain file again, with {counted(people, 'pseudonym')}", as_json=as_json)


def _tell(done: RosterFile, what: str, *, as_json: bool) -> None:
    if as_json:
        output.answer_json(output.plain(done))
    else:
        output.answer(f"the roster {done.path} is {what}")


def _new_passphrase() -> str:
    """A new passphrase from the file that the environment names, or typed twice."""
    from qualkit.study.rosters import PASSPHRASE_FILE, passphrase_from_file

    if (given := passphrase_from_file()) is not None:
        return given
    if not sys.stdin.isatty():
        raise RefusedError(
            "a passphrase is asked for on a terminal, and this is none",
            "write it into a file of your own (chmod 600) and name that: "
            f"{PASSPHRASE_FILE}=FILE qualkit roster encrypt",
        )
    first = asked_passphrase("")
    if first != asked_passphrase("once more"):
        raise RefusedError("the two passphrases differ; nothing was changed", "type it again")
    return first
