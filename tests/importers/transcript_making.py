"""Small files in every format, made on the spot."""

from __future__ import annotations

import io
import zipfile
from html import escape
from pathlib import Path

from qualkit.core.records import Transcript
from qualkit.importers import Corrections, read_transcript

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_ODF = "urn:oasis:names:tc:opendocument:xmlns"


def transcript_of(
    folder: Path, name: str, content: str | bytes, corrections: Corrections | None = None
) -> Transcript:
    """The transcript read from a file called `name` that holds `content`."""
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_transcript(path, corrections)


def said(transcript: Transcript) -> list[tuple[str, str]]:
    """Who says what, label and words, without what lies in the turn's holes."""
    from qualkit.core.text import spoken

    structure = transcript.structure
    turns: dict[int, list[str]] = {}
    for piece in spoken(transcript.text, structure):
        turns.setdefault(piece.turn, []).append(piece.span.of(transcript.text))
    return [
        (structure.speakers[structure.turns[number].speaker].label, " ".join(" ".join(p).split()))
        for number, p in turns.items()
    ]


def zipped(parts: dict[str, str | bytes]) -> bytes:
    """A zip package of `parts`."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def docx(body: str, **parts: str) -> bytes:
    """A Word file with `body` as its XML; other parts by name, `styles` for word/styles.xml."""
    package: dict[str, str | bytes] = {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": f'<w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>',
    }
    for name, content in parts.items():
        package[f"word/{name}.xml"] = (
            f'<w:{content} xmlns:w="{_W}"/>'
            if "<" not in content
            else (content.replace(">", f' xmlns:w="{_W}">', 1))
        )
    return zipped(package)


def p(*runs: str, style: str = "") -> str:
    """A Word paragraph; a run that begins with ** is bold, "\\n" is a line break."""
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}{''.join(map(r, runs))}</w:p>"


def r(text: str) -> str:
    """A Word run."""
    bold = "<w:rPr><w:b/></w:rPr>" if text.startswith("**") else ""
    lines = escape(text.removeprefix("**")).split("\n")
    inner = "<w:br/>".join(f'<w:t xml:space="preserve">{line}</w:t>' for line in lines)
    return f"<w:r>{bold}{inner}</w:r>"


def table(*rows: tuple[str | list[str], ...]) -> str:
    """A Word table; a cell is a text or a list of paragraphs."""
    cells = (
        "".join(
            f"<w:tc>{''.join(p(x) for x in ([cell] if isinstance(cell, str) else cell))}</w:tc>"
            for cell in row
        )
        for row in rows
    )
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def odt(body: str, styles: str = "") -> bytes:
    """An OpenDocument text with `body` as its XML."""
    spaces = " ".join(
        f'xmlns:{name}="{_ODF}:{name}:1.0"' for name in ("office", "text", "table", "style")
    )
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"<office:document-content {spaces}><office:body><office:text>{body}"
            "</office:text></office:body></office:document-content>",
            "styles.xml": f"<office:document-styles {spaces}>{styles}</office:document-styles>",
        }
    )


def pdf(*pages: list[str]) -> bytes:
    """A PDF whose pages hold the given lines."""
    objects: list[bytes] = [b"", b"", b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"]
    kids = []
    for lines in pages:
        shown = b"".join(
            b"1 0 0 1 50 %d Tm (%s) Tj " % (780 - 20 * n, _pdf_text(line))
            for n, line in enumerate(lines)
        )
        stream = b"BT /F1 11 Tf " + shown + b"ET"
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream))
        kids.append(len(objects) + 1)
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R"
            b"/Resources<</Font<</F1 3 0 R>>>>>>" % len(objects)
        )
    objects[0] = b"<</Type/Catalog/Pages 2 0 R>>"
    objects[1] = b"<</Type/Pages/Kids[%s]/Count %d>>" % (
        b" ".join(b"%d 0 R" % kid for kid in kids),
        len(kids),
    )
    out = b"%PDF-1.4\n"
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start)
    return out


def _pdf_text(line: str) -> bytes:
    return line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)").encode("latin-1")
