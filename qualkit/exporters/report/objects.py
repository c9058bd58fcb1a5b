"""A report as JSON: every block, each quotation with its locator, pictures in base 64."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path

from qualkit.core.blocks import (
    Block,
    BulletList,
    Contents,
    Emphasis,
    Figure,
    Heading,
    PageBreak,
    Paragraph,
    Prompt,
    Quotation,
    Reference,
    TableBlock,
    Text,
)
from qualkit.core.report import ClearedReport
from qualkit.exporters.objects import columns_of, provenance_of, records_of
from qualkit.exporters.report.numbering import Numbering

SCHEMA_VERSION = 1


def write_json(cleared: ClearedReport, path: Path) -> None:
    """Write the report as one JSON object to `path`, a block a line."""
    encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode
    front = cleared.report.front
    head: dict[str, object] = {
        "schema_version": SCHEMA_VERSION,
        "title": front.title,
        "subtitle": front.subtitle,
        "by": list(front.by),
        "date": front.date,
        "facts": dict(front.facts),
        "notice": front.notice,
        "stamp": cleared.stamp,
        "provenance": provenance_of(cleared.provenance),
        "to_be_written": list(cleared.report.prompts()),
    }
    with open(path, "w", encoding="utf-8", errors="ignore", newline="\n") as file:
        file.write("{\n")
        file.writelines(f"  {encode(name)}: {encode(value)},\n" for name, value in head.items())
        blocks = (f"    {encode(record)}" for record in _records(cleared))
        file.write('  "blocks": [')
        separator = "\n"
        for block in blocks:
            file.write(separator + block)
            separator = ",\n"
        file.write("]\n}\n" if separator == "\n" else "\n  ]\n}\n")


def _records(cleared: ClearedReport) -> Iterator[dict[str, object]]:
    numbering = Numbering(cleared.report)
    for at, block in enumerate(cleared.report.blocks):
        yield _record(at, block, numbering)


def _record(at: int, block: Block, numbering: Numbering) -> dict[str, object]:
    match block:
        case Heading():
            return {
                "type": "heading", "level": numbering.place(at).level, "text": block.text,
                "key": block.key,
            }  # fmt: skip
        case Paragraph():
            return {"type": "paragraph", "style": block.style.value, **_text(block.text, numbering)}
        case Quotation():
            return _quotation(block)
        case BulletList():
            items = [_text(item, numbering) for item in block.items]
            return {"type": "list", "numbered": block.numbered, "items": items}
        case TableBlock():
            place = numbering.place(at)
            return {
                "type": "table", "label": place.label, "key": block.key, "caption": place.text,
                "title": block.table.title, "notes": list(block.table.notes),
                "columns": columns_of(block.table), "rows": list(records_of(block.table)),
            }  # fmt: skip
        case Figure():
            place = numbering.place(at)
            return {
                "type": "figure", "label": place.label, "key": block.key, "caption": place.text,
                "alt": block.alt, "notes": list(block.notes),
                "png": b64encode(block.png).decode("ascii"), "svg": block.svg.decode("utf-8"),
            }  # fmt: skip
        case Prompt():
            return {"type": "prompt", "text": block.text, "mend": block.mend}
        case PageBreak():
            return {"type": "page_break"}
        case Contents():
            return {"type": "contents", "title": block.title, "levels": block.levels}


def _text(text: Text, numbering: Numbering) -> dict[str, object]:
    """The words as they print, and the pieces where they are more than words."""
    said: dict[str, object] = {"text": numbering.plain(text)}
    if not isinstance(text, str):
        said["pieces"] = [_piece(piece, numbering) for piece in text]
    return said


def _piece(piece: str | Reference | Emphasis, numbering: Numbering) -> dict[str, str]:
    match piece:
        case Reference():
            return {"reference": piece.key, "text": numbering.of(piece).label}
        case Emphasis():
            return {"emphasis": piece.text}
        case _:
            return {"text": piece}


def _quotation(block: Quotation) -> dict[str, object]:
    quote = block.quote
    lines = [
        {"speaker": line.pseudonym, "participant": line.participant, "words": line.words}
        for line in quote.lines
    ]
    locator = {
        "speakers": list(quote.speakers), "document": quote.document, "turn": quote.turn,
        "start": quote.start, "end": quote.end, "text_sha256": quote.sha256,
        "coders": list(quote.coders), "layer": quote.layer, "round": quote.round,
        "codebook_version": quote.codebook_version,
    }  # fmt: skip
    return {
        "type": "quotation", "text": quote.text(), "attribution": quote.attribution,
        "paraphrased": quote.paraphrased, "counter_example": block.counter, "theme": block.theme,
        "subtheme": block.subtheme, "code": quote.code, "lines": lines, "locator": locator,
    }  # fmt: skip
