"""Bullets and numbers of lists in Word: definitions that paragraphs refer to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qualkit.exporters.word_text import NAMESPACE, element, word

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from lxml.etree import _Element

_PART = "/word/numbering.xml"
_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering"
_BULLET = ("bullet", "•", 454, 284)
_NUMBER = ("decimal", "%1.", 510, 340)


class Lists:
    """The lists of one document; definitions are made when the first list wants one."""

    def __init__(self, document: WordDocument) -> None:
        self._document = document
        self._root: _Element | None = None
        self._abstract: dict[bool, int] = {}
        self._bullets = 0

    def number_of(self, style: str, *, numbered: bool) -> int:
        """The number of a new list for paragraphs of a style; 0 where the style's own will do."""
        own = self._own_list(style)
        if not numbered:
            if own is None and not self._bullets:
                self._bullets = self._new(self._definition(numbered=False), again=False)
            return 0 if own is not None else self._bullets
        # A list with numbers begins at 1 again, in the style's own way where it has one.
        return self._new(self._definition(numbered=True) if own is None else own, again=True)

    def _own_list(self, style: str) -> int | None:
        """The definition that a style brings; None where it has none."""
        for each in self._document.styles.element.findall(word("style")):
            if each.get(word("styleId")) == style:
                own = each.find(f"{word('pPr')}/{word('numPr')}/{word('numId')}")
                return None if own is None else self._defined_by(own.get(word("val"), ""))
        return None

    def _defined_by(self, number: str) -> int | None:
        for each in self._definitions().findall(word("num")):
            if each.get(word("numId")) == number:
                definition = each.find(word("abstractNumId"))
                return None if definition is None else int(definition.get(word("val"), "0"))
        return None

    def _new(self, definition: int, *, again: bool) -> int:
        """A new list by a definition; returns its number."""
        root = self._definitions()
        known = (int(each.get(word("numId"), "0")) for each in root.findall(word("num")))
        number = 1 + max(known, default=0)
        start = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
        root.append(
            element(
                f'<w:num {NAMESPACE} w:numId="{number}"><w:abstractNumId w:val="{definition}"/>'
                f"{start if again else ''}</w:num>"
            )
        )
        return number

    def _definition(self, *, numbered: bool) -> int:
        if numbered not in self._abstract:
            self._abstract[numbered] = self._define(self._definitions(), numbered=numbered)
        return self._abstract[numbered]

    def _definitions(self) -> _Element:
        if self._root is None:
            self._root = self._part_root()
        return self._root

    def _part_root(self) -> _Element:
        from docx.opc.packuri import PackURI
        from docx.opc.part import XmlPart

        part = self._document.part
        root: Any
        for relation in part.rels.values():
            if relation.reltype == _RELATION:
                root = relation.target_part.element
                return root  # type: ignore[no-any-return]
        root = element(f"<w:numbering {NAMESPACE}/>")
        part.relate_to(XmlPart(PackURI(_PART), _CONTENT_TYPE, root, part.package), _RELATION)
        return root  # type: ignore[no-any-return]

    @staticmethod
    def _define(root: _Element, *, numbered: bool) -> int:
        form, text, left, hanging = _NUMBER if numbered else _BULLET
        known = root.findall(word("abstractNum"))
        number = 1 + max((int(e.get(word("abstractNumId"), "0")) for e in known), default=0)
        # Definitions come before the lists that use them.
        root.insert(
            root.index(known[-1]) + 1 if known else 0,
            element(
                f'<w:abstractNum {NAMESPACE} w:abstractNumId="{number}">'
                '<w:multiLevelType w:val="hybridMultilevel"/><w:lvl w:ilvl="0">'
                f'<w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>'
                f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{left}" w:hanging="{hanging}"/>'
                "</w:pPr></w:lvl></w:abstractNum>"
            ),
        )
        return number
