"""Commands that edit the codebook: codes added, changed, moved, merged, split, retired."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from qualkit.cli import output
from qualkit.cli.context import json_option, opened, study_options
from qualkit.cli.telling import tell
from qualkit.core.wording import counted
from qualkit.errors import InputError

if TYPE_CHECKING:
    from qualkit.core.codebook import Codebook

Command = TypeVar("Command", bound=Callable[..., Any])

_TEXTS = {
    "name": "What it is called.",
    "brief": "One line, shown while coding.",
    "definition": "The full definition.",
    "origin": "deductive, inductive or in-vivo.",
    "direction": "strain, protective or mixed.",
    "colour": 'Six hexadecimal digits: "#E69F00".',
    "shortcut": "The letter that applies it.",
    "status": "draft or active; to take it out of use: retire.",
}
_LISTS = {
    "use_when": "A rule of use; once for each.",
    "not_when": "When it does not apply; once for each.",
    "example": "An invented example; once for each.",
    "link": "Survey scales, such as aws:workload,control; once for each instrument.",
}
_FIND = {
    "words": "A word or phrase that proposes passages; once for each.",
    "lemmas": "A basic form that proposes passages; once for each.",
    "patterns": "A regular expression that proposes passages; once for each.",
    "spacy": "A spaCy token pattern as JSON; once for each.",
}


def field_options(texts: dict[str, str], *lists: dict[str, str]) -> Callable[[Command], Command]:
    """Add an option for each field: one text, or a list by giving it once for each."""

    def add(command: Command) -> Command:
        for several in reversed(lists):
            for name, what in reversed(several.items()):
                option = f"--find-{name}" if several is _FIND else f"--{name.replace('_', '-')}"
                command = click.option(option, multiple=True, help=what)(command)
        for name, what in reversed(texts.items()):
            command = click.option(f"--{name}", help=what)(command)
        return command

    return add


def given_fields(options: dict[str, Any]) -> dict[str, Any]:
    """The options that were given, as fields of a code or theme; "" empties a field."""
    from qualkit.core.codebook import Example, Find
    from qualkit.core.links import link_from
    from qualkit.core.token_patterns import canonical_pattern, pattern_of

    found = {name: value for name, value in options.items() if value not in (None, ())}
    for name in [name for name, value in found.items() if isinstance(value, tuple)]:
        found[name] = tuple(text for text in found[name] if text)
    if "example" in found:
        found["examples"] = tuple(Example(text) for text in found.pop("example"))
    if "link" in found:
        found["links"] = tuple(link_from(text) for text in found.pop("link"))
    find = {name: found.pop(f"find_{name}") for name in _FIND if f"find_{name}" in found}
    if "spacy" in find:
        try:
            find["spacy"] = tuple(canonical_pattern(pattern_of(text)) for text in find["spacy"])
        except ValueError as error:
            raise InputError(
                f"--find-spacy is no JSON: {error}", """such as: '[{"LEMMA": "count"}]'"""
            ) from error
    if find:
        found["find"] = Find(**find)
    return found


@click.command("add")
@click.argument("name")
@click.option("--id", "identity", default="", help="Its id; default: made from the name.")
@click.option("--theme", default="", help="The theme it belongs to.")
@click.option("--parent", default="", help="The code above it.")
@click.option("--definition", default="", help="The full definition.")
@click.option("--origin", default="", help="deductive, inductive or in-vivo.")
@click.option("--draft", is_flag=True, help="As a draft; nobody else sees it while you work blind.")
@json_option
@study_options
def add_command(
    name: str, identity: str, theme: str, parent: str, definition: str, origin: str, draft: bool,
    as_json: bool,
) -> None:  # fmt: skip
    """Add a code called NAME to the codebook."""
    with opened() as study:
        if draft:
            code = study.draft_code(
                name, origin=origin or "inductive", theme=theme, parent=parent,
                definition=definition,
            )  # fmt: skip
            if as_json:
                output.answer_json({"code": output.plain(code)})
            else:
                output.answer(f"draft {code.name} [{code.id}]")
            return
        from qualkit.core.codebook import Code, Origin

        book = study.codebook
        code = Code(
            id=identity or free_id(name, {each.id for each in book.codes}, "code"),
            name=name,
            theme=_theme(book, theme),
            parent=book.find(parent).id if parent else "",
            definition=definition,
            origin=_choice(Origin, origin),
        )
        tell(study, study.add_code(code), as_json=as_json)


def _choice(kind: Any, text: str) -> Any:
    try:
        return kind(text) if text else None
    except ValueError:
        raise InputError(f"'{text}' is not known", f"choose from: {', '.join(kind)}") from None


def free_id(name: str, taken: set[str], noun: str) -> str:
    """An id made from the name that is not `taken`."""
    from qualkit.core.codebook import slug

    wanted = slug(name) or noun
    number, found = 1, wanted
    while found in taken:
        number += 1
        found = f"{wanted}-{number}"
    return found


def _theme(book: Codebook, name: str) -> str:
    found = book.theme(name) or book.theme_named(name)
    if name and found is None:
        raise InputError(
            f"the codebook has no theme '{name}'", f'make it: qualkit codebook theme add "{name}"'
        )
    return found.id if found else ""


@click.command("set")
@click.argument("code")
@field_options(_TEXTS, _LISTS, _FIND)
@click.option("--editorial", is_flag=True, help="A better wording of the same rule.")
@click.option("--why", default="", help="What the code's history says about it.")
@json_option
@study_options
def set_command(code: str, editorial: bool, why: str, as_json: bool, **options: Any) -> None:
    """Set fields of CODE; "" empties one.

    Who changes a definition or a rule makes a new version of the codebook, and everybody is asked
    for a second look at what they coded by the older one, unless the change is --editorial.
    """
    from dataclasses import replace

    fields = given_fields(options)
    if not fields:
        raise InputError("nothing to set was named", "such as: --definition TEXT")
    with opened() as study:
        found = study.codebook.find(code)
        if "find" in fields:
            new = fields["find"]
            named = {name: getattr(new, name) for name in _FIND if options[f"find_{name}"]}
            fields["find"] = replace(found.find, **named)
        change = study.edit_code(found.id, editorial=editorial, why=why, **fields)
        tell(study, change, as_json=as_json)


@click.command("rename")
@click.argument("code")
@click.argument("name")
@json_option
@study_options
def rename_command(code: str, name: str, as_json: bool) -> None:
    """Call CODE by another NAME; its id stays."""
    with opened() as study:
        tell(study, study.rename_code(code, name), as_json=as_json)


@click.command("move")
@click.argument("code")
@click.option("--theme", help='The theme to put it into; "" for none: unsorted.')
@click.option("--parent", help='The code to put it under; "" for none.')
@click.option("--before", help='The code before which it stands in the file; "" for last.')
@json_option
@study_options
def move_command(
    code: str, theme: str | None, parent: str | None, before: str | None, as_json: bool
) -> None:
    """Put CODE, with all under it, elsewhere in the codebook."""
    if theme is None and parent is None and before is None:
        raise InputError("where to?", "say --theme THEME, --parent CODE or --before CODE")
    with opened() as study:
        change = study.move_code(code, theme=theme, parent=parent, before=before)
        tell(study, change, as_json=as_json)


@click.command("merge")
@click.argument("code")
@click.argument("into")
@json_option
@study_options
def merge_command(code: str, into: str, as_json: bool) -> None:
    """Merge CODE INTO another: what is coded with it counts for that one from now on."""
    with opened() as study:
        tell(study, study.merge_codes(code, into), as_json=as_json)


@click.command("split")
@click.argument("code")
@click.argument("parts", metavar="PART...", nargs=-1, required=True)
@json_option
@study_options
def split_command(code: str, parts: tuple[str, ...], as_json: bool) -> None:
    """Split CODE into PARTs, which are made as drafts beside it.

    What is coded stays with CODE until you send each coding to a part with `qualkit codings
    recode`; when none is left: `qualkit codebook retire`.
    """
    with opened() as study:
        change = study.split_code(code, parts)
        tell(study, change, as_json=as_json)
        own = study.codings(coder=study.coder, code=code) if study.coder else ()
        if own:
            output.say(f"{counted(len(own), 'coding')} of yours to send to a part:")
            output.say(f"list them: qualkit codings --code {code}")


@click.command("retire")
@click.argument("code")
@json_option
@study_options
def retire_command(code: str, as_json: bool) -> None:
    """Take CODE out of use; what is coded with it stays."""
    with opened() as study:
        tell(study, study.retire_code(code), as_json=as_json)


@click.command("revive")
@click.argument("code")
@json_option
@study_options
def revive_command(code: str, as_json: bool) -> None:
    """Bring a retired or merged CODE back into use."""
    with opened() as study:
        tell(study, study.revive_code(code), as_json=as_json)


COMMANDS = (
    add_command, set_command, rename_command, move_command, merge_command, split_command,
    retire_command, revive_command,
)  # fmt: skip
