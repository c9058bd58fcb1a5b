"""Which quotations stand in a cell: starred ones first, then from as many people as can be."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from qualkit.analysis.joint.material import Grouping, Piece
from qualkit.core.joint import JointCell

# Words; shorter ones say little by themselves, longer ones are a page. Among those that fit the
# first in the order of the texts is taken, so that a display is the same every time.
_SHORT, _LONG = 8, 90


def chosen(
    pieces: Iterable[Piece], most: int, *, spread: Callable[[Piece], object] = lambda p: p.people,
    taken: Iterable[Piece] = (), counter: bool = False,
) -> tuple[Piece, ...]:  # fmt: skip
    """At most `most` pieces that may be quoted, spread over what `spread` says and over people.

    `taken` stand elsewhere in the display and come last; with `counter` those marked as speaking
    against their code come first.
    """
    elsewhere = {_place(piece) for piece in taken}
    ranked = sorted(
        enumerate({_place(piece): piece for piece in pieces if _usable(piece)}.values()),
        key=lambda pair: (
            _place(pair[1]) in elsewhere,
            not (counter and pair[1].counter),
            not pair[1].starred,
            not _SHORT <= sum(pair[1].words) <= _LONG,
            pair[0],
        ),
    )
    order = [piece for _, piece in ranked]
    found: list[Piece] = []
    for key in (spread, lambda p: p.people):
        seen = {key(piece) for piece in found}
        for piece in order:
            if len(found) < most and piece not in found and key(piece) not in seen:
                seen.add(key(piece))
                found.append(piece)
    found += [piece for piece in order if piece not in found][: max(0, most - len(found))]
    place = {id(piece): number for number, piece in enumerate(order)}
    return tuple(sorted(found, key=lambda piece: place[id(piece)]))


def _usable(piece: Piece) -> bool:
    return bool(piece.quotable and piece.quote.lines)


def _place(piece: Piece) -> tuple[str, int, int]:
    return (piece.quote.version_id, piece.quote.start, piece.quote.end)


def cell_of(
    text: str, pieces: Iterable[Piece], grouping: Grouping, names: Mapping[str, str]
) -> JointCell:
    """A cell with the quotations of these pieces; `names` are the words for codes."""
    kept = tuple(pieces)
    return JointCell(
        text,
        quotes=tuple(piece.quote for piece in kept),
        attributions=tuple(attribution(piece, grouping, names) for piece in kept),
    )


def attribution(piece: Piece, grouping: Grouping, names: Mapping[str, str]) -> str:
    """`P07, NHS; Caseload`: who, of which group where that may be said, under which code."""
    said = []
    for person in dict.fromkeys(piece.quote.speakers):
        group = grouping.of.get(person, "")
        shown = group and grouping.says(person, piece.kind)
        said.append(f"{person}, {group}" if shown else person)
    code = names.get(piece.code, "")
    return "; ".join(filter(None, [*said, code]))
