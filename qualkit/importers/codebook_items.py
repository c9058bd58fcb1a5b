"""Items of the lists in codebook.yaml: a code or theme laid out, added, put elsewhere."""

from __future__ import annotations

from qualkit.core.codebook import Code, Theme
from qualkit.importers.codebook import TOP_FIELDS, id_of
from qualkit.importers.codebook_fields import Place, set_field
from qualkit.importers.codebook_writer import inline, record_lines
from qualkit.importers.splicing import (
    Splice,
    as_lines,
    column_of,
    content_end,
    dashes,
    line_end,
    line_start,
    spliced,
)
from qualkit.strictyaml import Document, Mapping, Node, Sequence


def add_item(document: Document, key: str, record: Code | Theme, plain: bool) -> str:
    """The text with a code or theme at the end of the list `key`."""
    pair = document.root.pair(key)
    place = Place(document, document.root, TOP_FIELDS, plain)
    if document.root.flow and not (pair and isinstance(pair.value, Sequence) and pair.value.items):
        return set_field(place, key, (), (record,))
    if pair is None:
        return _add_list(document, key, record, plain)
    node = pair.value
    if not isinstance(node, Sequence) or not node.items:
        return _fill_list(document, key, node, record, plain)
    if node.flow:
        end = content_end(document.text, node.items[-1])
        return spliced(document.text, [Splice(end, end, f", {inline(record)}")])
    return _append(document, node, record, plain)


def _add_list(document: Document, key: str, record: Code | Theme, plain: bool) -> str:
    """The text with a new list at the top level, behind those fields that come before it."""
    text = document.text
    before = TOP_FIELDS[: TOP_FIELDS.index(key)]
    after = [pair for pair in document.root.pairs if pair.key.value in before][-1]
    column = column_of(text, document.root.pairs[0].key.start)
    at = line_end(text, max(after.key.end, content_end(text, after.value)))
    lines = [f"{' ' * column}{key}:", *_item_lines(record, column + 2, 2, plain)]
    return spliced(text, [Splice(at, at, as_lines(text, lines, 0))])


def _fill_list(document: Document, key: str, node: Node, record: Code | Theme, plain: bool) -> str:
    """The text with a first item in an empty list; a comment behind the key stays there."""
    text = document.text
    pair = document.root.pair(key)
    column = column_of(text, pair.key.start) if pair else 0
    at = line_end(text, node.end)
    lines = as_lines(text, _item_lines(record, column + 2, 2, plain), 0)
    # `codes: []` becomes `codes:`; a space before the brackets goes with them.
    start = len(text[: node.start].rstrip(" "))
    rest = text[node.end : at]
    return text[:start] + rest + lines + text[at:]


def _append(document: Document, node: Sequence, record: Code | Theme, plain: bool) -> str:
    """The text with an item at the end of a block list, laid out like the one before it."""
    text = document.text
    marks, last = dashes(text, node), node.items[-1]
    column = column_of(text, marks[-1])
    at = _end_of_item(text, content_end(text, last), column)
    single = line_start(text, marks[-1]) == line_start(text, content_end(text, last))
    if isinstance(last, Mapping) and last.flow and single:
        lines = [f"{' ' * column}- {inline(record)}"]
    else:
        same_line = isinstance(last, Mapping) and line_start(text, last.start) == line_start(
            text, marks[-1]
        )
        gap = last.start - marks[-1] if same_line else 2
        lines = _item_lines(record, column, gap, plain)
    apart = len(marks) > 1 and not text[: line_start(text, marks[-1])].splitlines()[-1].strip()
    return spliced(text, [Splice(at, at, as_lines(text, [""] * apart + lines, 0))])


def _end_of_item(text: str, end: int, column: int) -> int:
    """Behind the comments that belong to an item: right below it and indented as deep."""
    at = line_end(text, end)
    while at < len(text):
        line = text[at : line_end(text, at)]
        indent = len(line) - len(line.lstrip(" "))
        if not line.lstrip().startswith("#") or indent < max(column, 1):
            break
        at = line_end(text, at)
    return at


def _item_lines(record: Code | Theme, column: int, gap: int, plain: bool) -> list[str]:
    pad = " " * column
    first, *rest = record_lines(record, column + gap, plain)
    return [f"{pad}-{' ' * (gap - 1)}{first}", *rest]


def move_item(document: Document, key: str, item_id: str, before: str) -> str:
    """The text with an item's lines before those of another item ("": behind the last).

    The comments right above an item, and those inside and below it that are indented as deep,
    go with it; a heading comment with an empty line below it stays.
    """
    text = document.text
    pair = document.root.pair(key)
    node = pair.value if pair else None
    if not isinstance(node, Sequence) or node.flow:
        hint = "Write each code on lines of its own after `- `."
        document.fail(pair.key.line if pair else 1, f"`{key}` in brackets has no lines", hint)
    ids = [id_of(item) for item in node.items]
    blocks = _blocks(text, node)
    place, target = ids.index(item_id), ids.index(before) if before else len(ids)
    if place <= target <= place + 1:
        return text
    start, end, gap = blocks[place]
    own, apart = text[start:end], text[end:gap] or text[blocks[place - 1][1] : blocks[place - 1][2]]
    # The last item has no gap of its own: the one above it goes with it.
    cut = (blocks[place - 1][1], end) if place == len(ids) - 1 else (start, gap)
    at = blocks[target][0] if before else blocks[-1][1]
    moved = own + apart if before else apart + own
    return spliced(text, [Splice(*cut, ""), Splice(at, at, moved)])


def _blocks(text: str, node: Sequence) -> list[tuple[int, int, int]]:
    """Where each item's own lines begin and end, and where the empty lines below them end."""
    marks = dashes(text, node)
    column = column_of(text, marks[0])
    blocks: list[tuple[int, int, int]] = []
    for number, (mark, item) in enumerate(zip(marks, node.items, strict=True)):
        start = line_start(text, mark)
        floor = blocks[-1][2] if blocks else start
        while start > floor and text[line_start(text, start - 1) : start].strip().startswith("#"):
            start = line_start(text, start - 1)
        end = gap = _end_of_item(text, max(mark + 1, content_end(text, item)), column)
        while number + 1 < len(marks) and not text[gap : line_end(text, gap)].strip():
            gap = line_end(text, gap)
        blocks.append((start, end, gap))
    return blocks


def drop_item(document: Document, key: str, item_id: str) -> str:
    """The text without an item's lines and the comments that go with it."""
    text = document.text
    pair = document.root.pair(key)
    node = pair.value if pair else None
    if not isinstance(node, Sequence) or node.flow or len(node.items) < 2:
        hint = "Write each code on lines of its own after `- `."
        document.fail(pair.key.line if pair else 1, f"`{key}` has no lines to leave out", hint)
    place = [id_of(item) for item in node.items].index(item_id)
    blocks = _blocks(text, node)
    start, end, gap = blocks[place]
    cut = (blocks[place - 1][1], end) if place == len(blocks) - 1 else (start, gap)
    return spliced(text, [Splice(*cut, "")])
