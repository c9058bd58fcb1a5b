"""The command `qualkit`: finds its commands when they are called for, and words its errors."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path
from typing import Any

import click

from qualkit import __version__
from qualkit.cli.lazy import LazyGroup
from qualkit.errors import ExitCode, QualkitError

# Command to the module and the line of help that `qualkit --help` shows: no module is loaded for
# that (0.09 s against 0.25 s).
COMMANDS = {
    "open": ("opening", "Open the study's screens (as `qualkit STUDY` does)."),
    "demo": ("opening", "Build the demonstration study and open it."),
    "init": ("opening", "Make a new, empty study."),
    "status": ("opening", "Show the study in figures."),
    "check": ("opening", "Find everything wrong with the study, and how to mend it."),
    "import": ("imports", "Take in transcripts, a survey, a codebook, codings, a topic guide."),
    "documents": ("documents", "List and show documents; correct their texts and speakers."),
    "codebook": ("codebook", "Check, show and edit the codebook."),
    "code": ("coding", "Give a passage a code."),
    "uncode": ("coding", "Take a coding out."),
    "codings": ("codings", "List codings; recode, resize, split, merge, star them."),
    "memo": ("memos", "Write a memo on a coding, document, code, participant or the study."),
    "memos": ("memos", "List and search memos."),
    "notes": ("memos", "List, write and settle notes for the team."),
    "bookmarks": ("memos", "List, set and take away your bookmarks."),
    "undo": ("coding", "Take back your last action."),
    "redo": ("coding", "Bring back what you undid last."),
    "history": ("coding", "Show who did what; go back to a point of your work."),
    "coders": ("team", "List and add coders."),
    "rounds": ("rounds", "List, open and close rounds of coding."),
    "assign": ("assign", "Plan who codes what; show who is how far; say done."),
    "meeting": ("meeting", "Hold code meetings: agenda, decisions, minutes."),
    "agreement": ("agreement", "Say how far coders agree, in this study or on files alone."),
    "disagreements": ("disagreements", "List the passages on which coders differ."),
    "adjudicate": ("adjudicate", "Decide where coders differ: the consensus layer."),
    "merge": ("merge", "Bring another copy of this study in; settle what both changed."),
    "copy": ("copying", "Copy a study between a file and a PostgreSQL server."),
    "verify": ("verify", "Check every quotation of a finished report."),
    "check-tables": ("check_tables", "Find what is impossible in published tables."),
    "search": ("searching", "Find words in what was said."),
    "propose": ("assisted", "Have passages proposed for codes."),
    "proposals": ("assisted", "List, accept and refuse what is proposed."),
    "survey": ("survey", "Score a survey by its keys, describe it, compare groups."),
    "joint": ("joint", "Show survey and interviews in one display; judge how they fit."),
    "compare-sources": ("literature", "Show each code in interviews, groups, literature."),
    "matrix": ("matrices", "Set codes against groups, documents, participants, each other."),
    "concordance": ("words", "Show words in their context, sorted by either side."),
    "words": ("words", "Count words by group; show what is typical of each."),
    "deidentify": ("deidentify", "Find what says who somebody is; decide what stands there."),
    "quotes": ("quotes", "Find, choose, order and trim quotations for the report."),
    "report": ("report", "Write the report; write what only people can say in it."),
    "export": ("exports", "Write quotes, codings, memos, agreement or the codebook to a file."),
    "attributions": ("attributions", "Show what prints beside quotations, and why not more."),
    "consent": ("consent", "Show what each participant agreed to; find what is missing."),
    "paraphrase": ("paraphrases", "Say in your own words what must not be quoted."),
    "withdraw": ("withdraw", "Remove somebody who withdraws, everywhere and for good."),
    "roster": ("roster", "Show and check the roster of names; put it under a passphrase."),
    "close": ("closing", "End the study: say what is archived, destroy the roster."),
    "keys": ("keys", "Print the keys of all screens; check your own."),
}


class Commands(LazyGroup):
    """All commands; a folder in place of one opens the study in it."""

    named = COMMANDS

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """`qualkit my-study` opens that study."""
        first = args[0] if args else ""
        if first not in COMMANDS and (os.sep in first or Path(first).is_dir() or first == "."):
            return "open", self.get_command(ctx, "open"), args
        if first not in COMMANDS and not first.startswith("-"):
            raise click.UsageError(f"there is no command '{first}'{_near(first)}", ctx)
        return super().resolve_command(ctx, args)


def _near(wrong: str) -> str:
    import difflib

    close = difflib.get_close_matches(wrong, COMMANDS, 1)
    return f"; did you mean '{close[0]}'?" if close else ""


@click.command(
    cls=Commands,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Every command has its own --help. Start with: qualkit demo",
)
@click.version_option(__version__, prog_name="qualkit")
@click.option(
    "--study", type=click.Path(path_type=Path), metavar="PATH", help="The study's folder."
)
@click.option("--coder", metavar="INITIALS", help="Who is at work.")
@click.option("--debug", is_flag=True, help="Show the program's own trace where something fails.")
@click.pass_context
def cli(ctx: click.Context, study: Path | None, coder: str | None, debug: bool) -> None:
    """Code interviews, measure agreement, pull anonymised quotes: one study, one folder.

    `qualkit` in a study's folder, or `qualkit STUDY`, opens its screens.
    """
    if study is not None:
        ctx.meta["qualkit.study"] = study
    if coder is not None:
        ctx.meta["qualkit.coder"] = coder
    if ctx.invoked_subcommand is None:
        command = ctx.command.get_command(ctx, "open")  # type: ignore[attr-defined]
        ctx.invoke(command)


def main(arguments: list[str] | None = None) -> None:
    """Run a command line and leave with its exit code."""
    sys.excepthook = _show_trace
    given = sys.argv[1:] if arguments is None else arguments
    sys.exit(run(given))


def _show_trace(kind: type[BaseException], error: BaseException, trace: Any) -> None:
    """Print what --debug lets through; a message in it may quote a file."""
    import traceback

    from qualkit.cli.output import say

    say("".join(traceback.format_exception(kind, error, trace)).rstrip())


def run(given: list[str]) -> int:
    """Run a command line; its exit code. No trace reaches a person without --debug."""
    # A million small records that all stay are walked again and again at the usual threshold of
    # 700: exporting half a million quotations takes 10 s instead of 7.
    gc.set_threshold(100_000, 50, 100)
    debug = "--debug" in given
    try:
        result: Any = cli.main(given, prog_name="qualkit", standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.Exit as left:
        return left.exit_code
    except click.ClickException as error:
        _complain_of_usage(error)
        return ExitCode.USERS_FAULT
    except click.Abort:
        click.echo("stopped", err=True)
        return 130
    except QualkitError as error:
        if debug:
            raise
        from qualkit.cli.output import complain

        complain(error)
        return error.exit_code
    except SystemExit:
        # click leaves by itself in one case: the reader of our answer (`| head`) has seen enough.
        return ExitCode.DONE
    except BrokenPipeError:
        # The reader of our answer (`| head`) has seen enough.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ExitCode.DONE
    except OSError as error:
        if debug:
            raise
        return _complain_of_system(error)
    except Exception as error:
        if debug:
            raise
        from qualkit.cli.output import say

        say(
            f"Error: qualkit failed ({type(error).__name__}: {error}). This is our fault.\n"
            "Nothing you did before is lost. Run it again with --debug and send us what it prints."
        )
        return ExitCode.OUR_FAULT
    return result if isinstance(result, int) else ExitCode.DONE


def _complain_of_usage(error: click.ClickException) -> None:
    """Print what click says; it may name a file, and a file's name may hold anything."""
    from io import StringIO

    from qualkit.cli.output import say

    told = StringIO()
    error.show(told)
    say(told.getvalue().rstrip())


def _complain_of_system(error: OSError) -> int:
    from qualkit.cli.output import say

    where = f"{error.filename}: " if error.filename else ""
    say(f"Error: {where}{error.strerror or error}")
    say("look whether the path is right and whether you may read and write there")
    return ExitCode.USERS_FAULT
