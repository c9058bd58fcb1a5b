"""The fields of a strict YAML tree: texts, numbers, choices, lists; and a text written as one."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import NoReturn

from qualkit.strictyaml import UNUSABLE, Document, Mapping, Node, Scalar, Sequence

_MISREAD = (
    (re.compile(r"~|null|Null|NULL|"), "nothing"),
    (
        re.compile(r"(?:y|n|yes|no|on|off|true|false)", re.IGNORECASE),
        "true or false",
    ),
    (re.compile(r"\d{4}-\d\d?-\d\d?(?:[Tt\s].*)?"), "a date"),
    (
        re.compile(
            r"[-+]?(?:0b[01_]+|0o?[0-7_]+|0x[\da-fA-F_]+|\d[\d_]*(?::[0-5]?\d)+(?:\.\d*)?"
            r"|(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][-+]?\d+)?|\.(?:inf|Inf|INF))|\.(?:nan|NaN|NAN)"
        ),
        "a number",
    ),
    (re.compile(r"=|<<"), "a sign of YAML's own"),
)
_SUSPECT = re.compile(r"[-+.\d~=<]|(?:y|n|yes|no|on|off|true|false|null)\Z", re.IGNORECASE)
_LOST_COMMENT = re.compile(r"[ \t]+(#\w[^\r\n]*)")
_PLAIN = re.compile(r"[^\W_](?:.*\S)?")


def misread_as(text: str) -> str | None:
    """What programs take this unquoted text for, or None where all of them read text."""
    # Nearly every text is cleared by this one look; the five below would be a third of a load.
    if text and not _SUSPECT.match(text):
        return None
    return next((what for pattern, what in _MISREAD if pattern.fullmatch(text)), None)


def as_text(document: Document, node: Node, what: str) -> str:
    """The text of a node in which a text is expected; "" where nothing is given."""
    if not isinstance(node, Scalar):
        document.fail(node.line, f"{what} must be a text, not a list or a group of fields")
    if node.style:
        if found := UNUSABLE.search(node.value):
            message = f"{what} holds U+{ord(found[0]):04X}, which cannot be seen"
            document.fail(node.line, message, "Delete it")
        return node.value
    if lost := _LOST_COMMENT.match(document.text, node.end):
        message = f"{what} stops before '{lost[1]}', because YAML takes # for a comment"
        whole = quoted(f"{node.value} {lost[1]}".strip(), always=True)
        hint = f"Put it in quotation marks: {whole}; a comment needs a space behind its #."
        document.fail(node.line, message, hint)
    misread = misread_as(node.value)
    if misread == "nothing":
        return ""
    if misread:
        message = f"{what} is {node.value}, which YAML takes for {misread}"
        document.fail(node.line, message, f'Put it in quotation marks: "{node.value}"')
    return node.value


class Fields:
    """The fields of one mapping; refuses unknown ones and names each place that is wrong."""

    def __init__(self, document: Document, node: Node, what: str, known: Iterable[str]) -> None:
        if not isinstance(node, Mapping):
            document.fail(node.line, f"{what} must be fields like `id: ...`")
        self.document = document
        self.what = what
        self.line = node.line
        self.nodes: dict[str, Node] = {pair.key.value: pair.value for pair in node.pairs}
        self.lines = {pair.key.value: pair.key.line for pair in node.pairs}
        known = tuple(known)
        for key in self.nodes:
            if key not in known:
                meant = did_you_mean(key, known)
                hint = f"The fields of {what} are: {', '.join(known)}."
                self.fail(key, f"unknown key '{key}'{meant}", hint)

    def fail(self, key: str, message: str, hint: str | None = None) -> NoReturn:
        """Raise the document's error at the line of that field."""
        self.document.fail(self.lines.get(key, self.line), message, hint)

    def name_of(self, key: str) -> str:
        """How messages call the field."""
        return f"'{key}' of {self.what}"

    def given(self, key: str) -> Node | None:
        """The field's node; None where it is missing or says nothing (empty, null)."""
        node = self.nodes.get(key)
        if isinstance(node, Scalar) and not node.style and misread_as(node.value) == "nothing":
            as_text(self.document, node, self.name_of(key))
            return None
        return node

    def text(self, key: str, required: bool = False) -> str:
        """The field's text, "" where it is missing."""
        node = self.given(key)
        text = as_text(self.document, node, self.name_of(key)) if node else ""
        if required and not text.strip():
            self.fail(key, f"{self.what} has no '{key}'", f"Add a line `{key}: ...`.")
        return text

    def items(self, key: str) -> tuple[Node, ...]:
        """The items of a list field, none where it is missing."""
        node = self.given(key)
        if node is None:
            return ()
        if not isinstance(node, Sequence):
            hint = f"Write `{key}: [...]`, or each item on a line of its own after `- `."
            self.fail(key, f"{self.name_of(key)} must be a list", hint)
        return node.items

    def texts(self, key: str) -> tuple[str, ...]:
        """The texts of a list field."""
        found = []
        for item in self.items(key):
            text = as_text(self.document, item, f"an item in {self.name_of(key)}")
            if not text.strip():
                self.document.fail(item.line, f"an item in {self.name_of(key)} is empty")
            found.append(text)
        return tuple(found)

    def integer(self, key: str, default: int | None = None) -> int:
        """The whole number of a field."""
        node = self.given(key)
        if node is None and default is not None:
            return default
        if (
            isinstance(node, Scalar)
            and not node.style
            and re.fullmatch(r"[1-9]\d{0,8}|0", node.value)
        ):
            return int(node.value)
        self.fail(key, f"{self.name_of(key)} must be a whole number", f"Write `{key}: 1`.")

    def boolean(self, key: str, default: bool) -> bool:
        """Whether a field says true."""
        node = self.given(key)
        if node is None:
            return default
        if isinstance(node, Scalar) and not node.style and node.value.lower() in ("true", "false"):
            return node.value.lower() == "true"
        self.fail(
            key, f"{self.name_of(key)} must be true or false", f"Write `{key}: {default}`".lower()
        )

    def choice(self, key: str, options: Iterable[str]) -> str:
        """The field's value, one of `options`, or "" where it is missing."""
        text, options = self.text(key), tuple(options)
        if text and text not in options:
            meant = did_you_mean(text, options)
            hint = f"It can be {', '.join(options)}."
            self.fail(key, f"{self.name_of(key)} is '{text}', which is not known{meant}", hint)
        return text

    def format(self, key: str, newest: int) -> None:
        """Refuse a file whose format number is missing or newer than this qualkit knows."""
        if key not in self.nodes:
            message = f"the line `{key}: {newest}` is missing"
            self.document.fail(1, message, f"Add `{key}: {newest}` as the first line")
        if (number := self.integer(key)) > newest:
            message = f"the file has format {number}; this qualkit knows up to {newest}"
            self.fail(key, message, "Update qualkit: pip install --upgrade qualkit-coding")
        if number < 1:
            self.fail(key, f"{self.name_of(key)} must be {newest}", f"Write `{key}: {newest}`.")


def did_you_mean(word: str, options: Iterable[str]) -> str:
    """A question for the likeliest of `options`, to be put behind a message, or nothing."""
    import difflib

    near = difflib.get_close_matches(word.lower(), tuple(options), n=1, cutoff=0.6)
    return f" (did you mean '{near[0]}'?)" if near else ""


def quoted(text: str, flow: bool = False, always: bool = False) -> str:
    """A text as it can stand on one line of YAML: plain where nothing can misread it."""
    special = set(text) & set(",[]{}:?") if flow else ": " in text or text.endswith(":")
    plain = _PLAIN.fullmatch(text) and not special and not UNUSABLE.search(text)
    if plain and not always and not re.search(r"\t| #", text) and not misread_as(text):
        return text
    dumped = json.dumps(text, ensure_ascii=False)
    return UNUSABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", dumped)
