"""A picture in a paragraph of Word, with the words that stand for it."""

from __future__ import annotations

from xml.sax.saxutils import quoteattr

_EMU_PER_TWIP = 635
_TWIPS_PER_CM = 567
# On A4 with our margins, less what a caption and two notes take.
_TALLEST = 19 * _TWIPS_PER_CM

_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def inline(
    relation: str, number: int, alt: str, pixels: tuple[int, int], text_width: int,
    centimetres: float | None,
) -> str:  # fmt: skip
    """A run that holds the picture: as wide as wished, at most as the text, whole on a page.

    `relation` is the id under which the document knows the picture, `text_width` is in twips.
    """
    wished = text_width if centimetres is None else int(centimetres * _TWIPS_PER_CM)
    width = min(wished, text_width)
    height = width * pixels[1] // max(1, pixels[0])
    if height > _TALLEST:
        width, height = width * _TALLEST // height, _TALLEST
    size = f'cx="{width * _EMU_PER_TWIP}" cy="{height * _EMU_PER_TWIP}"'
    name = f"Figure {number}"
    # Templates bring pictures of their own, with low numbers.
    about = f'id="{20_000 + number}" name="{name}" descr={quoteattr(alt)}'
    return (
        "<w:r><w:drawing>"
        f'<wp:inline xmlns:wp="{_DRAWING}/wordprocessingDrawing" distT="0" distB="0" distL="0"'
        f' distR="0"><wp:extent {size}/><wp:docPr {about}/><wp:cNvGraphicFramePr>'
        f'<a:graphicFrameLocks xmlns:a="{_DRAWING}/main" noChangeAspect="1"/>'
        f'</wp:cNvGraphicFramePr><a:graphic xmlns:a="{_DRAWING}/main">'
        f'<a:graphicData uri="{_DRAWING}/picture"><pic:pic xmlns:pic="{_DRAWING}/picture">'
        f"<pic:nvPicPr><pic:cNvPr {about}/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>"
        f'<a:blip xmlns:r="{_RELATIONS}" r:embed="{relation}"/><a:stretch><a:fillRect/>'
        "</a:stretch></pic:blipFill><pic:spPr><a:xfrm>"
        f'<a:off x="0" y="0"/><a:ext {size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
        "</a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
