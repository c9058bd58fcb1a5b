"""Reads survey/NAME.yaml into a mapping, or names the line that is wrong."""

from __future__ import annotations

import re
from pathlib import Path

from qualkit.config import SLUG
from qualkit.core.survey import QuestionKind
from qualkit.errors import InputError
from qualkit.importers.surveys.records import (
    Answers,
    Dropped,
    LabelValue,
    MappedAttribute,
    MappedInstrument,
    MappedOption,
    MappedQuestion,
    Platform,
    RowRule,
    SourceFile,
    SurveyMapping,
    Value,
)
from qualkit.strictfields import Fields
from qualkit.strictyaml import Document, Node, Scalar, parse, read_text

FORMAT = 1
TOP_FIELDS = (
    "qualkit_survey", "confirmed", "source", "ask", "respondent", "participant", "missing",
    "dropped", "leave_out", "attributes", "instruments", "questions",
)  # fmt: skip
SOURCE_FIELDS = (
    "file", "format", "encoding", "delimiter", "sheet", "sha256", "headings", "header_rows",
    "fetched",
)  # fmt: skip
ATTRIBUTE_FIELDS = ("id", "label", "column", "values", "ask")
INSTRUMENT_FIELDS = ("id", "columns", "items", "answers", "shift", "labels", "own", "ask")
QUESTION_FIELDS = ("id", "label", "kind", "column", "joined", "other_of", "options", "ask")
OPTION_FIELDS = ("id", "label", "text", "column", "any")

_RANGE = re.compile(r"(\d{1,4})-(\d{1,4})")
_NUMBER = re.compile(r"[-+]?\d{1,9}(?:\.\d{1,6})?")
_MISSING = "Make one with: qualkit import survey FILE"


def read_mapping(path: Path | str) -> SurveyMapping:
    """The mapping in a survey/NAME.yaml, or InputError with the line of what is wrong."""
    path = Path(path)
    return parse_mapping(read_text(path, InputError, _MISSING), path.name)


def parse_mapping(text: str, source: str = "survey.yaml") -> SurveyMapping:
    """The mapping in `text`; `source` names it in errors."""
    document = parse(text, source, InputError)
    top = Fields(document, document.root, "the mapping", TOP_FIELDS)
    top.format("qualkit_survey", FORMAT)
    mapping = SurveyMapping(
        source=_source(top),
        confirmed=top.boolean("confirmed", False),
        respondent=_column(top, "respondent"),
        participant=_column(top, "participant"),
        missing=_raw_texts(top, "missing"),
        dropped=tuple(_dropped(document, node) for node in top.items("dropped")),
        leave_out=tuple(_row_rule(document, node) for node in top.items("leave_out")),
        attributes=tuple(_attribute(document, node) for node in top.items("attributes")),
        instruments=tuple(_instrument(document, node) for node in top.items("instruments")),
        questions=tuple(_question(document, node) for node in top.items("questions")),
        asks=top.texts("ask"),
        lines=tuple(node.line for node in top.items("ask")),
        file=source,
    )
    _refuse_twice(document, mapping)
    return mapping


def _source(top: Fields) -> SourceFile:
    node = top.given("source")
    if node is None:
        hint = f"Add `source:` with {', '.join(SOURCE_FIELDS[:2])}. {_MISSING}."
        top.fail("source", "the mapping has no 'source'", hint)
    fields = Fields(top.document, node, "source", SOURCE_FIELDS)
    return SourceFile(
        file=fields.text("file", required=True),
        format=Platform(fields.choice("format", Platform) or Platform.PLAIN),
        encoding=fields.text("encoding"),
        delimiter=fields.text("delimiter"),
        sheet=_column(fields, "sheet"),
        sha256=_column(fields, "sha256"),
        headings=_column(fields, "headings"),
        header_rows=fields.integer("header_rows", 1),
        fetched=_column(fields, "fetched"),
    )


def _raw(fields: Fields, node: Node, key: str) -> str:
    """A scalar as it stands: a column N, a code 1 and a date need no quotation marks here."""
    if not isinstance(node, Scalar):
        fields.document.fail(node.line, f"{fields.name_of(key)} must be a text or a number")
    return node.value


def _column(fields: Fields, key: str, required: bool = False) -> str:
    node = fields.nodes.get(key)
    text = _raw(fields, node, key) if node is not None else ""
    if isinstance(node, Scalar) and not node.style and text in ("null", "~"):
        text = ""
    if required and not text:
        fields.fail(key, f"{fields.what} has no '{key}'", f"Add a line `{key}: F`.")
    return text


def _raw_texts(fields: Fields, key: str, required: bool = False) -> tuple[str, ...]:
    texts = tuple(_raw(fields, item, key) for item in fields.items(key))
    if required and not texts:
        fields.fail(key, f"{fields.what} has no '{key}'", f"Add a line `{key}: [F, G-K]`.")
    return texts


def _dropped(document: Document, node: Node) -> Dropped:
    fields = Fields(document, node, "an item of dropped", ("columns", "why"))
    return Dropped(_raw_texts(fields, "columns", True), fields.text("why"))


def _row_rule(document: Document, node: Node) -> RowRule:
    fields = Fields(document, node, "an item of leave_out", ("column", "values", "why"))
    column, values = _column(fields, "column", True), _raw_texts(fields, "values", True)
    return RowRule(column, values, fields.text("why"))


def _id(fields: Fields, required: bool = True) -> str:
    found = fields.text("id", required=required)
    if found and not SLUG.fullmatch(found):
        hint = "Use lower-case letters, digits and hyphens, such as: id: main-sector"
        fields.fail("id", f"the id '{found}' is not a plain word", hint)
    return found


def _asked(fields: Fields) -> tuple[str, int]:
    """What a part still asks, and the line to name."""
    return fields.text("ask"), fields.lines.get("ask", fields.line)


def _attribute(document: Document, node: Node) -> MappedAttribute:
    fields = Fields(document, node, "an attribute", ATTRIBUTE_FIELDS)
    ask, line = _asked(fields)
    found = _id(fields)
    values = tuple(_value(document, item) for item in fields.items("values"))
    column = _column(fields, "column", True)
    return MappedAttribute(found, fields.text("label") or found, column, values, ask, line)


def _value(document: Document, node: Node) -> Value:
    if isinstance(node, Scalar):
        return Value(node.value, node.value)
    fields = Fields(document, node, "a value", ("text", "value"))
    return Value(_column(fields, "text", True), _column(fields, "value"))


def _instrument(document: Document, node: Node) -> MappedInstrument:
    fields = Fields(document, node, "an instrument", INSTRUMENT_FIELDS)
    ask, line = _asked(fields)
    own = fields.boolean("own", False)
    return MappedInstrument(
        id=_id(fields, required=not (own or ask)),
        columns=_raw_texts(fields, "columns", True),
        items=tuple(item for text in _raw_texts(fields, "items") for item in _spread(text)),
        answers=Answers(fields.choice("answers", Answers) or Answers.NUMBERS),
        shift=_shift(fields),
        labels=tuple(_label(document, item) for item in fields.items("labels")),
        own=own,
        ask=ask,
        line=line,
    )


def _spread(text: str) -> tuple[str, ...]:
    """The items that 1-22 stands for; any other text is an item itself."""
    found = _RANGE.fullmatch(text)
    if not found or int(found[1]) > int(found[2]):
        return (text,)
    return tuple(str(n) for n in range(int(found[1]), int(found[2]) + 1))


def _shift(fields: Fields) -> int:
    text = _column(fields, "shift") or "0"
    if not re.fullmatch(r"[-+]?\d{1,3}", text):
        hint = "Write `shift: -1` where 1 to 7 stands for 0 to 6, `shift: 0` where nothing is moved"
        fields.fail("shift", f"{fields.name_of('shift')} must be a whole number", hint)
    return int(text)


def _label(document: Document, node: Node) -> LabelValue:
    fields = Fields(document, node, "a label", ("text", "value"))
    number = _column(fields, "value", True)
    if not _NUMBER.fullmatch(number):
        fields.fail("value", f"'{number}' is no number", "Write what the key counts, as value: 3")
    return LabelValue(_column(fields, "text", True), float(number))


def _question(document: Document, node: Node) -> MappedQuestion:
    fields = Fields(document, node, "a question", QUESTION_FIELDS)
    ask, line = _asked(fields)
    kind = fields.choice("kind", QuestionKind)
    if not kind:
        fields.fail("kind", "a question has no 'kind'", f"It can be {', '.join(QuestionKind)}.")
    found = _id(fields)
    question = MappedQuestion(
        id=found,
        label=fields.text("label") or found,
        kind=QuestionKind(kind),
        column=_column(fields, "column"),
        joined=fields.text("joined"),
        other_of=fields.text("other_of"),
        options=tuple(_option(document, item) for item in fields.items("options")),
        ask=ask,
        line=line,
    )
    _check_columns(fields, question)
    return question


def _check_columns(fields: Fields, question: MappedQuestion) -> None:
    """Refuse a question that does not say where its answers stand."""
    spread = question.kind is QuestionKind.MULTIPLE and not question.joined
    if spread and any(not option.column for option in question.options):
        hint = "Give each option its `column`, or say `column` and `joined` for the question."
        fields.fail("options", f"an option of the question {question.id} has no 'column'", hint)
    if spread and not question.options:
        fields.fail("options", f"the question {question.id} has no 'options'", "List them.")
    if not spread and not question.column and not question.other_of:
        fields.fail("column", f"the question {question.id} has no 'column'", "Add `column: F`.")


def _option(document: Document, node: Node) -> MappedOption:
    fields = Fields(document, node, "an option", OPTION_FIELDS)
    found = _id(fields)
    label = _column(fields, "label") or found
    return MappedOption(
        found, label, _column(fields, "text"), _column(fields, "column"),
        fields.boolean("any", False),
    )  # fmt: skip


def _refuse_twice(document: Document, mapping: SurveyMapping) -> None:
    """Refuse two parts with one id, and two options of a question."""
    seen: dict[str, int] = {}
    for part in mapping.parts:
        if part.id and part.id in seen:
            message = f"the id '{part.id}' is given twice (first near line {seen[part.id]})"
            document.fail(part.line, message, "Give each part an id of its own")
        seen[part.id] = part.line
    for question in mapping.questions:
        ids = [option.id for option in question.options]
        if twice := next((each for each in ids if ids.count(each) > 1), ""):
            message = f"the question {question.id} has two options '{twice}'"
            document.fail(question.line, message, "Give each option an id of its own")
