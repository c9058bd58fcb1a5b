"""The command line and the Python call equal to what is done with quotations."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence
from dataclasses import fields

from qualkit.core.choosing import ChosenQuote, FoundQuote, QuoteChoice
from qualkit.core.records import Span
from qualkit.tui.equal import Equal

_ASKED = {
    "starred": ("--starred", "--not-starred"),
    "counter_examples": ("--counter-examples", "--no-counter-examples"),
    "used": ("--used", "--unused"),
    "exported": ("--exported", "--not-exported"),
    "may_leave": ("--may-leave", "--may-not-leave"),
}


def listed(choice: QuoteChoice) -> Equal:
    """Quotations looked for."""
    return Equal(shlex.join(["qualkit", "quotes", "list", *_options(choice)]),
                 f"study.found_quotes({_choice(choice)})")  # fmt: skip


def written(choice: QuoteChoice, target: str) -> Equal:
    """The table of quotations, written."""
    words = ["qualkit", "export", "quotes", *_options(choice), "-o", target]
    profile = f", profile={choice.profile!r}" if choice.profile else ""
    return Equal(shlex.join(words),
                 f"study.export_quotes({target!r}, choice={_choice(choice)}{profile})")  # fmt: skip


def shown(name: str) -> Equal:
    """A selection looked at."""
    return Equal(shlex.join(["qualkit", "quotes", "selection", name]), f"study.selection({name!r})")


def selected(name: str, quote: FoundQuote) -> Equal:
    """A quotation put into a selection."""
    span = quote.span
    words = [
        "qualkit", "quotes", "select", name, quote.document, "--code", quote.code,
        "--start", str(span.start), "--end", str(span.end),
    ]  # fmt: skip
    given = f"document={quote.document!r}, span=Span({span.start}, {span.end}), code={quote.code!r}"
    return Equal(shlex.join(words), f"study.select_quote({name!r}, {given})")


def unselected(name: str, chosen: ChosenQuote) -> Equal:
    """A quotation taken out of its selection."""
    return _on("unselect", name, chosen, [], f"study.unselect_quote({chosen.id!r})")


def moved(name: str, chosen: ChosenQuote, place: int) -> Equal:
    """A quotation put in another place."""
    return _on("move", name, chosen, [str(place)], f"study.move_quote({chosen.id!r}, {place})")


def qualified(name: str, chosen: ChosenQuote, other: ChosenQuote | None) -> Equal:
    """A quotation that prints behind another, or by itself."""
    words = [str(other.place)] if other else ["--alone"]
    given = other.id if other else ""
    return _on("qualify", name, chosen, words, f"study.qualify_quote({chosen.id!r}, {given!r})")


def noted(name: str, chosen: ChosenQuote) -> Equal:
    """A note; its words are not repeated here."""
    return _on("note", name, chosen, ["TEXT"], f"study.note_on_quote({chosen.id!r}, text)")


def led_into(name: str, chosen: ChosenQuote) -> Equal:
    """A lead-in; its words are not repeated here."""
    return _on("lead-in", name, chosen, ["TEXT"], f"study.lead_in({chosen.id!r}, text)")


def attributed(name: str, chosen: ChosenQuote, attributes: Sequence[str] | None) -> Equal:
    """The attributes of one quotation."""
    words = ["--usual"] if attributes is None else list(attributes) or ["--none"]
    given = None if attributes is None else list(attributes)
    call = f"study.attribute_quote({chosen.id!r}, {given!r})"
    return _on("attribute", name, chosen, words, call)


def trimmed(name: str, chosen: ChosenQuote, cuts: Sequence[Span]) -> Equal:
    """Words left out, or all put back."""
    words = [part for cut in cuts for part in ("--cut-at", str(cut.start), str(cut.end))]
    spans = ", ".join(f"Span({cut.start}, {cut.end})" for cut in cuts)
    given = f", cut=[{spans}]" if cuts else ""
    call = f"study.trim_quote({chosen.id!r}{given})"
    return _on("trim", name, chosen, words or ["--whole"], call)


def _on(
    verb: str, name: str, chosen: ChosenQuote, words: Sequence[str], call: str
) -> Equal:  # fmt: skip
    command = ["qualkit", "quotes", verb, name, str(chosen.place), *words]
    return Equal(shlex.join(command), call)


def renamed(name: str, new: str) -> Equal:
    """A selection with another name."""
    return Equal(
        shlex.join(["qualkit", "quotes", "rename", name, new]),
        f"study.rename_selection({name!r}, {new!r})",
    )


def removed(name: str) -> Equal:
    """A selection taken away."""
    return Equal(
        shlex.join(["qualkit", "quotes", "remove", name]), f"study.remove_selection({name!r})"
    )


def balanced(selection: str, choice: QuoteChoice) -> Equal:
    """How evenly one quotes."""
    if selection:
        return Equal(
            shlex.join(["qualkit", "quotes", "balance", "--selection", selection]),
            f"study.quote_balance({selection!r})",
        )
    return Equal(
        shlex.join(["qualkit", "quotes", "balance", *_options(choice)]),
        f"study.quote_balance(choice={_choice(choice)})",
    )


def _options(choice: QuoteChoice) -> Iterator[str]:
    several = (
        ("--theme", choice.themes), ("--code", choice.codes), ("--kind", map(str, choice.kinds)),
        ("--attribute", (f"{name}={value}" for name, value in choice.attributes)),
        ("--band", choice.bands),
    )  # fmt: skip
    for option, values in several:
        for value in values:
            yield from (option, value)
    for option, value in (
        ("--by", choice.coder), ("--round", choice.round), ("--document", choice.document),
        ("--layer", choice.layer), ("--words", choice.words), ("--selection", choice.selection),
        ("--profile", choice.profile),
    ):  # fmt: skip
        if value:
            yield from (option, value)
    for name, (yes, no) in _ASKED.items():
        wanted = getattr(choice, name)
        if wanted is not None:
            yield yes if wanted else no


def _choice(choice: QuoteChoice) -> str:
    usual = QuoteChoice()
    given = [
        f"{each.name}={getattr(choice, each.name)!r}"
        for each in fields(choice)
        if getattr(choice, each.name) != getattr(usual, each.name)
    ]
    return f"QuoteChoice({', '.join(given)})" if given else ""
