"""Reads joint-display.yaml: researchers' lead-ins, remarks, judgements of fit, meta-inferences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from qualkit.core.joint import JointNote, Judgement, NoteKind
from qualkit.errors import InputError
from qualkit.strictfields import Fields
from qualkit.strictyaml import Document, parse, read_text

FORMAT = 1
TOP_FIELDS = ("joint_displays", "study", "provisional", "themes")
THEME_FIELDS = (
    "id", "lead_in", "lead_in_by", "remark", "fit", "meta_inference", "meta_inference_by", "more",
)  # fmt: skip
FIT_FIELDS = ("instrument", "subscale", "codes", "judgement", "reasoning", "by", "provisional")
MORE_FIELDS = ("kind", "by", "text", "provisional")
_SAID_BY = re.compile(r"([A-Z][A-Za-z0-9]{0,7}): (?=\S)")


@dataclass(frozen=True, slots=True)
class PlacedNote:
    """A note with the line where it stands; its coder is "" where the file does not say."""

    note: JointNote
    line: int


@dataclass(frozen=True, slots=True)
class JointFile:
    """What a file holds; `study` is the id of the study that it names, or ""."""

    study: str
    notes: tuple[PlacedNote, ...]


def read_joint(path: Path) -> JointFile:
    """The notes of a file; InputError with the line of what is wrong."""
    return parse_joint(read_text(path, InputError), path.name)


def parse_joint(text: str, source: str) -> JointFile:
    """The notes of a text; see `read_joint`."""
    document = parse(text, source, InputError)
    top = Fields(document, document.root, "the file", TOP_FIELDS)
    top.format("joint_displays", FORMAT)
    provisional = top.boolean("provisional", False)
    notes: list[PlacedNote] = []
    seen: dict[str, int] = {}
    for node in top.items("themes"):
        theme = Fields(document, node, "a theme", THEME_FIELDS)
        name = theme.text("id", required=True)
        if name in seen:
            theme.fail("id", f"the theme '{name}' stands in line {seen[name]} too", "keep one")
        seen[name] = theme.line
        notes += _of_theme(document, theme, name, provisional)
    return JointFile(top.text("study"), tuple(notes))


def _of_theme(
    document: Document, theme: Fields, name: str, provisional: bool
) -> Iterator[PlacedNote]:
    by = theme.text("lead_in_by")
    for kind, key in ((NoteKind.LEAD_IN, "lead_in"), (NoteKind.META_INFERENCE, "meta_inference")):
        if text := _squeezed(theme.text(key)):
            who = theme.text(f"{key}_by") or by
            note = JointNote("", name, kind, who, text, provisional=provisional)
            yield PlacedNote(note, theme.lines[key])
    if text := _squeezed(theme.text("remark")):
        said = _SAID_BY.match(text)
        note = JointNote("", name, NoteKind.REMARK, said[1] if said else by,
                         text[said.end() :] if said else text, provisional=provisional)  # fmt: skip
        yield PlacedNote(note, theme.lines["remark"])
    for node in theme.items("fit"):
        yield _fit(Fields(document, node, "a fit", FIT_FIELDS), name, by, provisional)
    for node in theme.items("more"):
        more = Fields(document, node, "a note", MORE_FIELDS)
        kinds = [kind.value for kind in NoteKind if kind is not NoteKind.FIT]
        wanted = more.choice("kind", kinds) or NoteKind.REMARK.value
        text = _squeezed(more.text("text", required=True))
        note = JointNote("", name, NoteKind(wanted), more.text("by") or by, text,
                         provisional=more.boolean("provisional", provisional))  # fmt: skip
        yield PlacedNote(note, more.line)


def _fit(fields: Fields, theme: str, by: str, provisional: bool) -> PlacedNote:
    judgement = fields.choice("judgement", [each.value for each in Judgement])
    if not judgement:
        fields.fail("judgement", "the fit is not said", f"It can be {', '.join(Judgement)}.")
    instrument, subscale = fields.text("instrument"), fields.text("subscale")
    if bool(instrument) != bool(subscale):
        fields.fail(
            "instrument" if instrument else "subscale",
            "instrument and subscale belong together",
            "Give both, or null for both where the survey has no scale for it.",
        )
    note = JointNote(
        "", theme, NoteKind.FIT, fields.text("by") or by,
        _squeezed(fields.text("reasoning", required=True)), Judgement(judgement), instrument,
        subscale, fields.texts("codes"), fields.boolean("provisional", provisional),
    )  # fmt: skip
    return PlacedNote(note, fields.line)


def _squeezed(text: str) -> str:
    """A folded text as one paragraph a line."""
    return "\n".join(" ".join(line.split()) for line in text.strip().split("\n"))
