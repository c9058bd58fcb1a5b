"""The command that prints the keys, and checks or begins a person's own file of keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from qualkit.cli import output
from qualkit.cli.context import json_option, opened, study_options, study_path
from qualkit.core.wording import counted
from qualkit.errors import ExitCode

if TYPE_CHECKING:
    from qualkit.tui.keys.remapping import OwnKeys


@click.command("keys")
@click.option("--check", is_flag=True, help="Check your own file of keys; exit code 3 where a key "
              "hides the letter of a code.")  # fmt: skip
@click.option("--write", is_flag=True, help="Make a file of your own keys to begin with.")
@json_option
@study_options
def keys_command(check: bool, write: bool, as_json: bool) -> int | None:
    """Print the keys of all screens: those you have now, with the id by which to change them.

    Your own keys stand in a file that --write makes; QUALKIT_KEYS names another.
    """
    from qualkit.tui import keymap
    from qualkit.tui.keys import remapping

    if check and write:
        raise click.UsageError("--check and --write are asked for one at a time")
    if write:
        output.answer(f"wrote {remapping.write_template()}")
        return None
    own = remapping.own_keys()
    keymap.use_keys(own.keys)
    if check:
        return _checked(own, as_json)
    if own.keys:
        output.say(f"{counted(len(own.keys), 'action')} with keys of {own.path}")
    if as_json:
        output.answer_json({"keys": _records()})
    else:
        _print()
    return None


def _records() -> list[dict[str, object]]:
    from qualkit.tui.keymap import ACTIONS, action

    return [
        {
            "id": each.id,
            "keys": list(action(each.id).keys),
            "default_keys": list(each.keys),
            "section": each.section.value,
            "screen": each.where.value,
            "does": each.tooltip,
        }
        for each in ACTIONS
    ]


def _print() -> None:
    from qualkit.tui.guide.guidance import title_of
    from qualkit.tui.keymap import keys_of, table

    output.columns(
        ("Id", "Screen", "Keys", "Does"),
        [(a.id, title_of(a.where), keys_of(a), a.tooltip) for a in table()],
    )
    output.say(
        "each code's own key is its shortcut in the codebook; "
        "to change keys, begin with: qualkit keys --write"
    )


def _checked(own: OwnKeys, as_json: bool) -> int:
    from qualkit.tui.keys import remapping

    codes: tuple[remapping.Hidden, ...] = ()
    if own.keys and (study_path() / "study.yaml").exists():
        with opened() as study:
            codes = remapping.hidden(study.codebook)
    if as_json:
        found = [{"code": c.code, "shortcut": c.shortcut, "action": c.action.id} for c in codes]
        output.answer_json({"file": own.path, "changed": own.keys, "hidden_codes": found})
    elif not own.path.exists():
        output.answer(f"there is no {own.path}; make one: qualkit keys --write")
    else:
        output.answer(f"{own.path}: {counted(len(own.keys), 'action')} with other keys")
        output.answer(remapping.told(codes) or "nothing is wrong")
    return ExitCode.FINDINGS if codes else ExitCode.DONE
