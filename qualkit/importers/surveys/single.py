"""Columns that stand alone: open questions, attributes, choices, several answers in a cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from qualkit.core.survey import QuestionKind
from qualkit.importers.surveys.drafts import Draft
from qualkit.importers.surveys.layouts import Column, key_of
from qualkit.importers.surveys.naming import (
    OTHER,
    attribute_word,
    in_order,
    short_id,
    unique_options,
    unlike,
)
from qualkit.importers.surveys.records import (
    MappedAttribute,
    MappedOption,
    MappedQuestion,
    Platform,
    Value,
)
from qualkit.importers.surveys.scales import number_of

_RESPONSE = ("response", "selected choice")
_OPEN = ("open-ended response", "open ended response")
_MOST_CHOICES = 12
_LONG = 40
_WORDS = 4


def comments(draft: Draft, columns: Sequence[Column], name: str = "", label: str = "") -> None:
    """Columns in one's own words beside another question: open questions of their own."""
    for column in columns:
        part = "Remarks" if OTHER.search(column.part) else column.part
        text = f"{label} (other)" if label else part or label_of(column.stem)
        own = unlike(f"{name}-other" if name else short_id(text), draft.ids())
        draft.questions.append(MappedQuestion(own, text, QuestionKind.OPEN, column.letters))


def single(draft: Draft, column: Column, others: Sequence[Column]) -> None:
    """One column: open, several answers in a cell, an attribute, a choice, or dropped."""
    values = draft.values(column)
    distinct = list(dict.fromkeys(values))
    part = key_of(column.part)
    chosen = part in _RESPONSE or column.index in draft.grid.labels
    label = label_of(column.stem if part in (*_RESPONSE, *_OPEN) else column.heading)
    if not values:
        draft.drop(column, "empty: nobody answered")
        comments(draft, others)
    elif part in _OPEN:
        _open(draft, column, label)
    elif sign := _joining_sign(draft, values):
        _several(draft, column, label, values, sign)
    elif not chosen and (is_wordy(values) or _are_own_words(values)):
        _open(draft, column, label)
    elif len(distinct) > _MOST_CHOICES or (
        not chosen and len(distinct) == len(values) and len(values) > 2
    ):
        numbers = all(number_of(value) is not None for value in values)
        what = "numbers" if numbers else "short texts"
        draft.drop(column, f"{what} that differ from person to person could tell who somebody is")
    else:
        _choice(draft, column, label, values, others)


def label_of(heading: str) -> str:
    """A question's label."""
    return heading or "Question"


def is_wordy(values: Sequence[str]) -> bool:
    """Whether people wrote in their own words: long texts, or different ones of many words."""
    if not values:
        return False
    distinct = len(set(values))
    mean = sum(map(len, values)) / len(values)
    words = sum(len(value.split()) for value in values) / len(values)
    different = distinct > 0.8 * len(values)
    return (mean > _LONG and distinct > 0.5 * len(values)) or (different and words >= _WORDS)


def _are_own_words(values: Sequence[str]) -> bool:
    """Whether half of the different answers are sentences that one person alone gave.

    So it is where few wrote anything, some of them only "no": an option is chosen by several.
    """
    counts = Counter(values)
    lone = [text for text, n in counts.items() if n == 1 and len(text.split()) >= _WORDS]
    return len(lone) > 1 and 2 * len(lone) >= len(counts)


def _open(draft: Draft, column: Column, label: str) -> None:
    name = short_id(label, draft.ids())
    draft.questions.append(MappedQuestion(name, label, QuestionKind.OPEN, column.letters))


def _joining_sign(draft: Draft, values: Sequence[str]) -> str:
    """The sign between several answers in one cell, "" where there is one answer in each."""
    if any(value.endswith(";") for value in values):
        return ";"
    signs = (";", ", ") if draft.layout.platform is not Platform.SURVEYMONKEY else (", ", ";")
    if draft.layout.platform is Platform.QUALTRICS:
        signs = (",", ";")
    for sign in signs:
        split = [_pieces(value, sign) for value in values]
        pieces = [piece for each in split for piece in each]
        several = sum(len(each) > 1 for each in split)
        short = sum(map(len, pieces)) / len(pieces) <= _LONG
        # Pieces come again in other cells, in other company: options do, sentences do not.
        again = len(set(pieces)) <= 0.6 * len(pieces) and len(set(pieces)) < 2 * _MOST_CHOICES
        if several and short and again:
            return sign
    return ""


def _pieces(value: str, sign: str) -> list[str]:
    return [piece.strip() for piece in value.split(sign) if piece.strip()]


def _several(draft: Draft, column: Column, label: str, values: Sequence[str], sign: str) -> None:
    """Several answers in a cell: pieces that come again are offered as options.

    What one person alone wrote is likelier to be text than an option, and is not put down here.
    """
    pieces = in_order([piece for value in values for piece in _pieces(value, sign)])
    counts = Counter(piece for value in values for piece in _pieces(value, sign))
    known = [piece for piece in pieces if counts[piece] > 1]
    lone = len(pieces) - len(known)
    options = [MappedOption(option, text) for option, text in unique_options(known)]
    name = short_id(label, draft.ids())
    asks = []
    if sign != ";":
        asks.append(
            f"answers are joined by '{sign.strip()}', which may also stand within an option. Are "
            f"these the options: {' | '.join(known)}? Mend the list if not"
        )
    if lone:
        other = unlike("other", [option.id for option in options])
        options.append(MappedOption(other, "Other", any=True))
        asks.append(
            f"{lone} answers were each given by one person and are taken as written under Other: "
            "add to the options what was offered, and delete Other where there was none"
        )
    draft.questions.append(
        MappedQuestion(
            name, label, QuestionKind.MULTIPLE, column.letters, sign,
            options=tuple(options), ask=". ".join(asks),
        )
    )  # fmt: skip
    if lone:
        own = unlike(f"{name}-other", draft.ids())
        text = f"{label} (other)"
        draft.questions.append(MappedQuestion(own, text, QuestionKind.OPEN, other_of=name))


def _choice(
    draft: Draft, column: Column, label: str, values: Sequence[str], others: Sequence[Column]
) -> None:
    """An attribute where the heading asks who somebody is, else a single-choice question."""
    coded = draft.grid.labels.get(column.index, ())
    texts = [code for code, _ in coded]
    texts += [text for text in in_order(values) if text not in texts]
    named = dict(coded)
    word = attribute_word(label)
    distinct = set(values)
    ask = ""
    if len(values) > 3 and len(distinct) > 0.6 * len(values):
        ask = (
            f"{len(distinct)} different answers from {len(values)} people: keep it, with values "
            "that put people together, or move its column to dropped?"
        )
    if word:
        own = unlike(short_id(label if len(label.split()) <= 3 else word), draft.ids())
        shown = label if len(label.split()) <= 4 else word.capitalize()
        pairs = tuple(Value(text, named.get(text, text)) for text in texts)
        draft.attributes.append(MappedAttribute(own, shown, column.letters, pairs, ask))
        comments(draft, others, own, shown)
        return
    name = short_id(label, draft.ids())
    options = [
        MappedOption(option, shown, "" if shown == text else text)
        for text, (option, shown) in zip(
            texts, unique_options([named.get(text, text) for text in texts]), strict=True
        )
    ]
    options += [
        MappedOption(unlike("other", [o.id for o in options]), "Other", "", c.letters, any=True)
        for c in others[:1]
    ]
    draft.questions.append(
        MappedQuestion(
            name, label, QuestionKind.SINGLE, column.letters, options=tuple(options), ask=ask
        )
    )
    comments(draft, others, name, label)
