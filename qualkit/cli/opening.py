"""Commands on a study as a whole: open, demo, init, status, check."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qualkit.cli import output
from qualkit.cli.context import asked_passphrase, json_option, opened, study_options
from qualkit.cli.telling import tell_findings
from qualkit.core.wording import counted
from qualkit.errors import RefusedError

if TYPE_CHECKING:
    from qualkit.study import Study


@click.command("open")
@click.argument("folder", type=click.Path(path_type=Path), required=False)
@study_options
def open_command(folder: Path | None) -> None:
    """Open the screens of the study in FOLDER (default: the one you stand in)."""
    if folder is not None:
        click.get_current_context().find_root().meta["qualkit.study"] = folder
    _need_terminal()
    with opened() as found:
        if found.coder is None:
            found.use_coder(_asked_coder([c.initials for c in found.coders()]))
        else:
            found.use_coder(found.coder)
        _open_roster(found)
        from qualkit.tui.app import show

        show(found)


def _open_roster(study: Study) -> None:
    """Ask for the roster's passphrase before the screens take the terminal; Enter: without it."""
    given: list[str] = []

    def ask(why: str) -> str:
        given.append(asked_passphrase(f"{why}; Enter opens the study without it"))
        return given[-1]

    study.ask_passphrase_with(ask)
    try:
        if study.roster_file().encrypted:
            study.roster()
    except RefusedError:
        if not given or given[-1]:
            raise
    finally:
        study.ask_passphrase_with(None)


def _need_terminal() -> None:
    if not all(stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr)):
        raise RefusedError(
            "the screens need a terminal, and this is none",
            "see what else there is: qualkit --help",
        )


def _asked_coder(known: list[str]) -> str:
    if known:
        output.say(f"Coders of this study: {', '.join(known)}")
    return str(click.prompt("Your initials", err=True)).strip()


@click.command("demo")
@click.argument("folder", type=click.Path(path_type=Path), default="qualkit-demo")
@click.option("--open/--no-open", "opens", default=None, help="Open the screens afterwards.")
@study_options
def demo_command(folder: Path, opens: bool | None) -> None:
    """Build the demonstration study in FOLDER (default: qualkit-demo) and open it.

    Everything and everybody in it is invented. Running it again keeps what you did in it.
    """
    from qualkit.study import demo

    made = demo.build(folder, output.say)
    output.answer(f"The demonstration study is in {made.path.resolve()}")
    for path in made.exports:
        output.answer(f"  {path}")
    on_terminal = sys.stdin.isatty() and sys.stdout.isatty()
    if opens if opens is not None else on_terminal:
        click.get_current_context().invoke(open_command, folder=made.path)
    else:
        output.answer(f'Open it: qualkit "{made.path}"')


@click.command("init")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--title", default="", help="The study's title; default: the folder's name.")
@click.option("--database", metavar="URL", default="", help="A server: postgresql://host/name.")
@click.option("--coders", default="", help="Initials of the coders, such as AB,CD.")
@click.option("--leads", default="", help="Initials of the leads, such as AB.")
@click.option("--roles-sql", is_flag=True, help="Print what an administrator of URL runs first.")
@study_options
def init_command(
    folder: Path, title: str, database: str, coders: str, leads: str, roles_sql: bool
) -> None:
    """Make a new, empty study in FOLDER.

    With --database it is kept on a PostgreSQL server; where there is one already, FOLDER becomes
    another way in to it.
    """
    from qualkit.study import init_study
    from qualkit.study.served import named_coders, roles_sql_for

    people = named_coders(coders, leads)
    if roles_sql:
        output.answer(roles_sql_for(folder, database, people))
        return
    with init_study(folder, title, database=database, coders=people) as study:
        output.answer(f"made the study '{study.title}' in {study.path.resolve()}")
        for notice in study.notices:
            output.say(notice)
    output.say(
        f"next: put transcripts into {folder / 'transcripts'} and run "
        f'qualkit import transcripts --study "{folder}" --coder AB'
    )


@click.command("status")
@json_option
@study_options
def status_command(as_json: bool) -> None:
    """Show the study in figures."""
    with opened() as study:
        status = study.status()
    if as_json:
        output.answer_json(output.plain(status))
        return
    output.answer(status.title)
    kinds = [
        f"{count} of literature" if kind == "literature" else counted(count, kind)
        for kind, count in sorted(status.documents.items())
    ]
    output.answer(f"documents     {', '.join(kinds) or 'none yet: qualkit import transcripts'}")
    voices = counted(status.participants, "participant")
    output.answer(f"words         {status.words:,} said by {voices}")
    if status.respondents:
        answered = counted(status.respondents, "respondent")
        output.answer(f"comments      {status.comment_words:,} words written by {answered}")
    if status.literature_words:
        papers = counted(status.documents.get("literature", 0), "document")
        output.answer(f"literature    {status.literature_words:,} words in {papers}")
    output.answer(f"codebook      {status.codes} codes, version {status.codebook_version}")
    codings = [f"{coder} {count:,}" for coder, count in sorted(status.codings.items())]
    output.answer(f"codings       {', '.join(codings) or 'none yet'}")
    output.answer(f"roster        {status.roster or 'none on this machine'}")
    if status.unscanned:
        texts = sum(n for kind, n in status.documents.items() if kind != "literature")
        done = texts - status.unscanned
        which = f"{done} of {counted(texts, 'text')}" if done else "no text yet"
        output.answer(f"scanned       {which}: names show as they were said until deidentify scan")
    output.answer(f"coder at work {status.coder or 'nobody yet: --coder AB'}")


@click.command("check")
@json_option
@study_options
def check_command(as_json: bool) -> int:
    """Find everything wrong with the study; exit code 3 where there is something."""
    with opened() as study:
        findings = study.check()
    return tell_findings(findings, as_json=as_json)
