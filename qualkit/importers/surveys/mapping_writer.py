"""Writes a mapping as survey/NAME.yaml, laid out and explained for the person who confirms it."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from itertools import groupby

from qualkit.errors import InputError
from qualkit.importers.surveys.mapping import FORMAT
from qualkit.importers.surveys.records import (
    Answers,
    MappedAttribute,
    MappedInstrument,
    MappedOption,
    MappedQuestion,
    SurveyMapping,
)
from qualkit.strictfields import quoted
from qualkit.strictyaml import Scalar, parse

_HEAD = f"""\
# What each column of the survey's file is: a guess, until somebody has looked at it.
# Change whatever is wrong. Answer each line that begins with `ask:` by filling in what it asks
# for, then delete that line. When all is right, import with:
#     qualkit import survey FILE --confirm
# Columns are called by their letter, as in a spreadsheet: F, or G-K for several. A heading or a
# number does too. Write no wording of a licensed questionnaire and nobody's name in this file.
qualkit_survey: {FORMAT}
"""
_ATTRIBUTES = """\
# What groups are made by. A column that only asks an opinion belongs under questions instead,
# as `kind: single`. `values` stand in the order of printing; {text: ..., value: ...} renames one.
"""
_INSTRUMENTS = """\
# Columns that belong to a questionnaire with a key, in the order of its items.
# `answers` are numbers or labels (words); `shift` is added to each number: -1 where the file
# counts 1 to 7 and the key 0 to 6. `own: true` says that the statements are your own: each
# becomes a question, with its wording as the label.
"""
_QUESTIONS = """\
# Other questions: single (one answer), multiple (tick all that apply), open (in one's own words).
# Open answers become a document that is coded like a transcript. To leave a question out, move
# its columns to dropped.
"""
_DROPPED = """\
# Columns that are not imported, and why. To keep one, take it out here and name it below.
"""


def mapping_text(mapping: SurveyMapping) -> str:
    """The survey/NAME.yaml of a mapping, with comments; reading it gives the mapping back."""
    lines = [*_HEAD.splitlines(), f"confirmed: {_flag(mapping.confirmed)}", ""]
    for seen in mapping.seen:
        lines += _comment(seen)
    lines += [*_source(mapping), ""]
    if mapping.asks:
        lines += ["ask:", *(f"  - {quoted(text)}" for text in mapping.asks), ""]
    lines += ["# The platform's own id of a response: kept as a hash only."]
    lines += [f"respondent: {_text(mapping.respondent)}"]
    lines += ["# The pseudonym of those who were interviewed too, where the file has it."]
    lines += [f"participant: {_text(mapping.participant)}"]
    lines += ["# What is written where nothing was answered, such as -99."]
    lines += [f"missing: {_list(mapping.missing)}", ""]
    lines += _part("dropped", _DROPPED, (_dropped(d.columns, d.why) for d in mapping.dropped))
    rules = (
        [f"column: {_text(r.column)}", f"values: {_list(r.values)}", *_given("why", r.why)]
        for r in mapping.leave_out
    )
    lines += _part("leave_out", "# Rows that are no responses.\n", rules)
    lines += _part("attributes", _ATTRIBUTES, map(_attribute, mapping.attributes))
    lines += _part("instruments", _INSTRUMENTS, map(_instrument, mapping.instruments))
    lines += _part("questions", _QUESTIONS, map(_question, mapping.questions))
    return "\n".join(lines).rstrip("\n") + "\n"


def confirmed_text(text: str, source: str = "survey.yaml") -> str:
    """The text of a mapping with `confirmed: true`, comments and layout as they were."""
    document = parse(text, source, InputError)
    text = document.text
    pair = document.root.pair("confirmed")
    if pair is None:
        # Behind the whole first line, `qualkit_survey: 1`, wherever the comments above it end.
        first = document.root.pairs[0].value
        place = text.find("\n", first.end)
        place = len(text) if place < 0 else place
        return f"{text[:place]}\nconfirmed: true{text[place:]}"
    if not isinstance(pair.value, Scalar):
        document.fail(pair.key.line, "'confirmed' must be true or false", "Write confirmed: false")
    space = "" if pair.value.value or text[pair.value.start - 1] == " " else " "
    return f"{text[: pair.value.start]}{space}true{text[pair.value.end :]}"


def _flag(value: bool) -> str:
    return "true" if value else "false"


def _comment(text: str) -> list[str]:
    return [f"# {line}" for line in textwrap.wrap(text, 96, break_on_hyphens=False)]


def _text(text: str) -> str:
    return quoted(text, flow=True) if text else "null"


def _list(texts: Iterable[str]) -> str:
    return f"[{', '.join(quoted(text, flow=True) for text in texts)}]"


def _given(key: str, text: str) -> list[str]:
    return [f"{key}: {quoted(text)}"] if text else []


def _source(mapping: SurveyMapping) -> list[str]:
    source = mapping.source
    fetched = [f"fetched: {source.fetched}"] if source.fetched else []
    fields = [
        f"file: {quoted(source.file)}",
        f"format: {source.format}",
        *_given("encoding", source.encoding),
        *([f"delimiter: {quoted(source.delimiter, always=True)}"] if source.delimiter else []),
        *_given("sheet", source.sheet),
        f"header_rows: {source.header_rows}",
        *_given("sha256", source.sha256),
        *_given("headings", source.headings),
        *fetched,
    ]
    return ["source:", *(f"  {field}" for field in fields)]


def _part(key: str, comment: str, records: Iterable[list[str]]) -> list[str]:
    records = list(records)
    lines = comment.splitlines()
    if not records:
        return [*lines, f"{key}: []", ""]
    lines.append(f"{key}:")
    for first, *rest in records:
        lines += [f"  - {first}", *(f"    {line}" for line in rest)]
    return [*lines, ""]


def _dropped(columns: tuple[str, ...], why: str) -> list[str]:
    reason = f", why: {quoted(why, flow=True)}" if why else ""
    return [f"{{columns: {_list(columns)}{reason}}}"]


def _attribute(attribute: MappedAttribute) -> list[str]:
    values = [
        f"  - {quoted(v.text, flow=True)}"
        if v.text == v.value
        else f"  - {{text: {_text(v.text)}, value: {_text(v.value)}}}"
        for v in attribute.values
    ]
    return [
        f"id: {quoted(attribute.id)}",
        f"label: {quoted(attribute.label)}",
        f"column: {_text(attribute.column)}",
        *_given("ask", attribute.ask),
        *(["values:", *values] if values else []),
    ]


def _instrument(instrument: MappedInstrument) -> list[str]:
    named = f"id: {quoted(instrument.id)}" if instrument.id else "id: null"
    numbers = instrument.answers is Answers.NUMBERS and not (instrument.own or instrument.ask)
    labels = [
        f"  - {{text: {_text(label.text)}, value: {label.value:.10g}}}"
        for label in instrument.labels
    ]
    return [
        named,
        *_given("ask", instrument.ask),
        *(["own: true"] if instrument.own else []),
        f"columns: {_list(instrument.columns)}",
        *([f"items: {_list(_runs(instrument.items))}"] if instrument.items else []),
        f"answers: {instrument.answers}",
        *([f"shift: {instrument.shift}"] if numbers or instrument.shift else []),
        *(["labels:", *labels] if labels else []),
    ]


def _runs(items: tuple[str, ...]) -> list[str]:
    """Items with runs of numbers as 1-22."""
    found = []
    numbered = [(int(i) if i.isdecimal() and str(int(i)) == i else None, i) for i in items]
    keyed = enumerate(numbered)
    for key, run in groupby(keyed, lambda e: e[1][0] - e[0] if e[1][0] is not None else None):
        texts = [text for _, (_, text) in run]
        whole = key is not None and len(texts) > 2 and len(texts[-1]) <= 4
        found += [f"{texts[0]}-{texts[-1]}"] if whole else texts
    return found


def _question(question: MappedQuestion) -> list[str]:
    return [
        f"id: {quoted(question.id)}",
        f"label: {quoted(question.label)}",
        f"kind: {question.kind}",
        *_given("ask", question.ask),
        *([f"column: {_text(question.column)}"] if question.column else []),
        *([f"joined: {quoted(question.joined, always=True)}"] if question.joined else []),
        *_given("other_of", question.other_of),
        *(["options:", *map(_option, question.options)] if question.options else []),
    ]


def _option(option: MappedOption) -> str:
    given = [
        f"id: {_text(option.id)}",
        f"label: {_text(option.label)}",
        *([f"text: {_text(option.text)}"] if option.text else []),
        *([f"column: {_text(option.column)}"] if option.column else []),
        *(["any: true"] if option.any else []),
    ]
    return f"  - {{{', '.join(given)}}}"
