"""The Word document that content goes into: our own, or a person's template emptied of its text.

A template keeps its styles, page setup, headers, footers and theme. Its body, comments, notes,
properties and links to other files go: they are not content of this study and may hold names.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from qualkit.core.limits import bomb
from qualkit.errors import InputError
from qualkit.exporters.word_text import word
from qualkit.exporters.word_widths import wider_than_calibri

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.opc.part import Part
    from docx.section import Section
    from lxml.etree import _Element

_NOTES = ("footnotes", "endnotes")
_KEPT_PARTS = frozenset(
    ["styles", "settings", "theme", "fontTable", "webSettings", "numbering", *_NOTES]
)
_KEPT_PACKAGE_PARTS = frozenset(["officeDocument", "core-properties"])
_DROPPED_SETTINGS = ("rsids", "attachedTemplate", "docVars", "mailMerge", "documentProtection")
_SETTINGS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/settings"
# Attributes that name a part: id, embed, link.
_RELATIONS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"

_A4 = (11906, 16838)
_MARGIN = 1134
_FONT_OF_THEME = 1.08


def own_base() -> WordDocument:
    """An empty A4 document with our styles."""
    import docx
    from docx.shared import Twips

    document = docx.Document()
    empty(document)
    styles = document.styles.element
    styles[:] = list(_our_styles())
    section = document.sections[-1]
    section.page_width, section.page_height = Twips(_A4[0]), Twips(_A4[1])
    for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(section, side, Twips(_MARGIN))
    section.header_distance = section.footer_distance = Twips(567)
    return document


def template_base(template: Path) -> WordDocument:
    """The template without its text; styles that it lacks are added, those it has stay."""
    document = opened(template)
    empty(document)
    add_missing_styles(document)
    return document


def opened(template: Path) -> WordDocument:
    """The template as it is; InputError where it is no Word file."""
    import docx
    from docx.opc.exceptions import PackageNotFoundError
    from lxml.etree import XMLSyntaxError

    hint = "Save the template in Word as a .docx file and name it with --template."
    if not template.is_file():
        raise InputError(f"There is no template {template}.", hint)
    try:
        with zipfile.ZipFile(template) as package:
            why = bomb(package.infolist())
        if why:
            raise InputError(f"{template} is refused, because {why}.", hint)
        return docx.Document(str(template))
    except (zipfile.BadZipFile, PackageNotFoundError, XMLSyntaxError, KeyError) as error:
        raise InputError(f"{template} is not a Word file, or it is damaged.", hint) from error
    except ValueError as error:
        # What python-docx says of a .dotx, a .docm or a workbook.
        raise InputError(f"{template} is not a .docx file.", hint) from error
    except OSError as error:
        raise InputError(f"Cannot read the template {template}: {error.strerror}.", hint) from error


def empty(document: WordDocument) -> None:
    """Take out of the document everything but its looks."""
    body = document.element.body
    sections = [s for s in body.iter(word("sectPr")) if s.getparent().tag != word("sectPrChange")]
    last = sections[-1] if sections else body.add_section_break()
    for earlier in reversed(sections[:-1]):
        _inherit(earlier, last)
    body[:] = [last]
    strip(document)


def strip(document: WordDocument) -> None:
    """Take out comments, notes, links to other files and whatever else the body does not use."""
    body = document.element.body
    for section in body.iter(word("sectPr")):
        for name in [name for name in section.attrib if "rsid" in name]:
            del section.attrib[name]
    settings = document.settings.element
    for name in _DROPPED_SETTINGS:
        for element in settings.findall(word(name)):
            settings.remove(element)
    _keep(document.part, _KEPT_PARTS, body)
    _keep(document.part.part_related_by(_SETTINGS), frozenset(), settings)
    package = document.part.package
    for key, relation in list(package.rels.items()):
        if relation.reltype.rpartition("/")[2] not in _KEPT_PACKAGE_PARTS:
            del package.rels[key]
    for relation in document.part.rels.values():
        if relation.reltype.rpartition("/")[2] in _NOTES:
            _empty_notes(relation.target_part)


def _inherit(earlier: _Element, last: _Element) -> None:
    """Give `last` the headers and footers that it took over from the section `earlier`."""
    for kind in ("headerReference", "footerReference"):
        has = {reference.get(word("type")) for reference in last.findall(word(kind))}
        for reference in earlier.findall(word(kind)):
            if reference.get(word("type")) not in has:
                last.insert(0, reference)


def _keep(part: Part, kinds: frozenset[str], content: _Element) -> None:
    """Drop what the part refers to, but for these kinds and what `content` uses."""
    used = {
        value
        for element in content.iter()
        for name, value in element.attrib.items()
        if str(name).startswith(_RELATIONS)
    }
    for key, relation in list(part.rels.items()):
        if relation.reltype.rpartition("/")[2] not in kinds and key not in used:
            del part.rels[key]


def _empty_notes(part: Part) -> None:
    """Leave only the separators in a part of footnotes or endnotes, and no links."""
    from lxml import etree

    root = etree.fromstring(part.blob, etree.XMLParser(resolve_entities=False, huge_tree=True))
    for note in list(root):
        if note.get(word("type")) is None:
            root.remove(note)
    part._blob = etree.tostring(root, encoding="UTF-8", standalone=True, xml_declaration=True)
    part.rels.clear()


@cache
def _style_source() -> bytes:
    return resources.files("qualkit.exporters").joinpath("word_styles.xml").read_bytes()


def _our_styles() -> Iterator[_Element]:
    """Our styles and defaults, fresh each time, in the order of the file."""
    from docx.oxml.parser import parse_xml

    yield from list(parse_xml(_style_source()))


def style_ids(document: WordDocument) -> dict[str, str]:
    """The id of each style by its name; Word keeps English names for the styles it brings."""
    found: dict[str, str] = {}
    for style in document.styles.element.findall(word("style")):
        found.setdefault(_name(style).casefold(), style.get(word("styleId")))
    ours = (_name(style) for style in _our_styles())
    return {name: found[name.casefold()] for name in ours if name.casefold() in found}


def _name(style: _Element) -> str:
    name = style.find(word("name"))
    return "" if name is None else name.get(word("val")) or ""


def add_missing_styles(document: WordDocument) -> tuple[str, ...]:
    """Add those of our styles whose names the document lacks, under ids that it has not used.

    Returns their names.
    """
    element = document.styles.element
    known = style_ids(document)
    used = {style.get(word("styleId")) for style in element.findall(word("style"))}
    # By our own id, the id in the document: what a style is based on may have another one there.
    ids: dict[str, str] = {}
    added: list[_Element] = []
    for style in _our_styles():
        ours = style.get(word("styleId"))
        if ours is None:
            # The defaults for all styles: the template has its own.
            continue
        if theirs := known.get(_name(style)):
            ids[ours] = theirs
            continue
        ids[ours] = ours if ours not in used else f"Qualkit{ours}"
        style.set(word("styleId"), ids[ours])
        added.append(style)
    for style in added:
        for link in (*style.findall(word("basedOn")), *style.findall(word("next"))):
            link.set(word("val"), ids[link.get(word("val")) or ""])
        element.append(style)
    return tuple(_name(style) for style in added)


def turn_to_landscape(section: Section) -> None:
    """Lay the section's page on its side; its margins stay, so that headers keep their place."""
    from docx.enum.section import WD_ORIENT

    width, height = section.page_width, section.page_height
    if width is not None and height is not None and width < height:
        section.page_width, section.page_height = height, width
        section.orientation = WD_ORIENT.LANDSCAPE


def text_width(section: Section) -> int:
    """The width between the margins in twips."""
    width = section.page_width.twips if section.page_width is not None else _A4[0]
    margins = (section.left_margin, section.right_margin, section.gutter)
    return max(2000, int(width - sum(m.twips for m in margins if m is not None)))


def letter_width(document: WordDocument) -> float:
    """About how much wider than Calibri the letters of the document's text are."""
    names = []
    styles = document.styles.element
    normal = (s for s in styles.findall(word("style")) if _name(s).casefold() == "normal")
    for place in (*normal, styles.find(word("docDefaults"))):
        if place is not None:
            names += [fonts.get(word("ascii")) for fonts in place.iter(word("rFonts"))]
    # Fonts of the theme are not looked up: Word's own themes have Calibri, Cambria or Aptos.
    return next((wider_than_calibri(name) for name in names if name), _FONT_OF_THEME)
