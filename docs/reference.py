"""The reference pages: commands from `--help`, keys from the keymap."""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from qualkit.cli.main import COMMANDS, cli

if TYPE_CHECKING:
    from qualkit.tui.keys.action import Action

# Every command takes these; the page explains them once.
_COMMON = frozenset({"--study", "--coder", "--debug", "--help"})


def walk() -> Iterator[tuple[str, click.Command, click.Context]]:
    """Every command with its whole name, groups before what is in them."""
    top = click.Context(cli, info_name="qualkit")
    for name in COMMANDS:
        command = cli.get_command(top, name)
        assert command is not None
        yield from _walked(command, click.Context(command, info_name=name, parent=top))


def _walked(
    command: click.Command, context: click.Context
) -> Iterator[tuple[str, click.Command, click.Context]]:
    yield context.command_path, command, context
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            assert inner is not None
            yield from _walked(inner, click.Context(inner, info_name=name, parent=context))


def commands_page() -> str:
    """The commands, in the order in which a study needs them."""
    common = [each for each in _params("status") if set(each.opts) & _COMMON]
    parts = ["## Options that every command takes", _options(common, frozenset({"--help"}))]
    for name, command, context in walk():
        depth = "##" if name.count(" ") == 1 else "###"
        parts.append(f"{depth} {name}")
        bare = isinstance(command, click.Group) and not command.invoke_without_command
        if not bare:
            parts.append(f"```sh\n{_usage(context, command)}\n```")
        parts.append(inspect.cleandoc(command.help or ""))
        if isinstance(command, click.Group):
            inside = [f"`{name} {each}`" for each in command.list_commands(context)]
            parts.append(f"In it: {', '.join(inside)}.")
        parts.append(_options(command.params, _COMMON))
    return "\n\n".join(part for part in parts if part)


def _params(name: str) -> list[click.Parameter]:
    command = cli.get_command(click.Context(cli, info_name="qualkit"), name)
    assert command is not None
    return command.params


def _usage(context: click.Context, command: click.Command) -> str:
    words = [context.command_path]
    if any(isinstance(each, click.Option) for each in command.params):
        words.append("[OPTIONS]")
    for each in command.params:
        if isinstance(each, click.Argument):
            name = each.human_readable_name.upper()
            many = "..." if each.nargs == -1 else ""
            words.append(f"{name}{many}" if each.required else f"[{name}]{many}")
    return " ".join(words)


def _options(params: list[click.Parameter], without: frozenset[str]) -> str:
    rows = [
        f"| {_names(each)} | {_help(each)} |"
        for each in params
        if isinstance(each, click.Option) and not without & set(each.opts)
    ]
    return "\n".join(["| option | what it does |", "|---|---|", *rows]) if rows else ""


def _names(option: click.Option) -> str:
    names = ", ".join(f"`{name}`" for name in (*option.opts, *option.secondary_opts))
    if option.is_flag or option.count:
        return names
    if isinstance(option.type, click.Choice):
        return f"{names} one of {', '.join(str(choice) for choice in option.type.choices)}"
    return f"{names} {option.metavar or _kind(option)}"


def _kind(option: click.Option) -> str:
    if isinstance(option.type, click.Path):
        return "PATH"
    return "NUMBER" if isinstance(option.type, click.types.IntParamType) else "TEXT"


def _help(option: click.Option) -> str:
    text = (option.help or "").replace("|", "\\|")
    return f"{text} Default: {option.default}." if option.show_default else text


def keys_page() -> str:
    """Every key: of all screens, then screen by screen, and the letters that codes may have."""
    from qualkit.tui.guide.guidance import GUIDES, title_of
    from qualkit.tui.keymap import ACTIONS, RESERVED_SHORTCUTS, SCREENS, Where
    from qualkit.tui.rooms import ROOMS

    order = (Where.EVERYWHERE, Where.LISTS, Where.BOTH, Where.CODING, Where.HOME)
    parts = []
    for where in (*order, *(each for each in SCREENS if each not in order)):
        here = [action for action in ACTIONS if action.where is where]
        if not here:
            continue
        title = title_of(where)
        parts.append(f"## {title[:1].upper()}{title[1:]}")
        if says := GUIDES[where].says:
            parts.append(says)
        parts.append(_key_table(here))
        if where is Where.EVERYWHERE:
            menu = ", ".join(f"{_key(room.letter)} {room.title.lower()}" for room in ROOMS)
            parts.append(f"In the menu that `Space` opens: {menu}.")
    letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
    free = " ".join(letter for letter in letters if letter not in RESERVED_SHORTCUTS)
    parts += ["## Letters for codes", f"Free for `shortcut:` in the codebook: `{free}`"]
    return "\n\n".join(parts)


def coding_keys() -> str:
    """The keys of the coding screen, by what they are for."""
    from qualkit.tui.keymap import Where, actions

    found: dict[str, list[str]] = {}
    for action in actions(Where.CODING):
        found.setdefault(action.section.value, []).append(f"| {_cells(action)} |")
    return "\n\n".join(
        "\n".join([f"| {section} | |", "|---|---|", *rows]) for section, rows in found.items()
    )


def _key_table(actions: Sequence[Action]) -> str:
    rows = [f"| {_cells(action)} | `{action.id}` |" for action in actions]
    return "\n".join(["| key | what it does | id |", "|---|---|---|", *rows])


def _cells(action: Action) -> str:
    """The keys of an action and what it does, as two cells of a row."""
    from qualkit.tui.keymap import keys_of

    keys = " ".join(_key(key) for key in keys_of(action).split(" ")) if action.keys else "–"
    return f"{keys} | {action.tooltip.replace('|', chr(92) + '|')}"


def _key(key: str) -> str:
    # A stroke would end the cell of the table.
    key = key.replace("|", "\\|")
    return f"`` {key} ``" if "`" in key else f"`{key}`"
