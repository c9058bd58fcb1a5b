"""A section for each theme: what it says, how far it reaches, key points, quotations."""

from __future__ import annotations

from collections.abc import Iterator

from qualkit.core.blocks import (
    Block,
    BulletList,
    Emphasis,
    Heading,
    Paragraph,
    Prompt,
    Style,
    TableBlock,
)
from qualkit.core.codebook import Code, Theme
from qualkit.core.marks import Memo, MemoKind
from qualkit.core.report_plan import PlannedSection, SectionKind
from qualkit.core.table import Cell, Column, Table
from qualkit.core.wording import counted
from qualkit.storage import codings as coding_rows
from qualkit.storage.codings import CodingFilter
from qualkit.study.blindness import sight
from qualkit.study.report import texts
from qualkit.study.report.asks import FINDINGS_OF
from qualkit.study.report.making import Making, capital, listed, paragraphs
from qualkit.study.report.quoting import BY_RULE, Picking, quoted

UNSORTED = "Codes under no theme"


def findings(making: Making, section: PlannedSection, picked: Picking) -> Iterator[Block]:
    """The themes in the order of the codebook; an honest line where there are none."""
    book = making.codebook
    codes = _codes(making)
    if not book.themes and not codes:
        yield Paragraph("The codebook has no themes yet.")
        yield Prompt("The themes: make a codebook first.", "qualkit import codebook FILE")
        return
    points = _points(making)
    for text in points.get(None, ()):
        yield from paragraphs(text)
    if picked.by_rule and any(picked.by_theme.values()):
        making.warnings.append("no selection is named: quotations were taken by a rule")
        yield Paragraph(BY_RULE, Style.NOTE)
    for theme in book.themes:
        yield from _theme(making, theme, codes.get(theme.id, []), points.get(theme.id, ()), picked)
    if rest := codes.get("", []):
        yield Heading(UNSORTED, 2)
        yield from _reach(making, None, rest)
        yield from quoted(making, picked.by_theme.get("", []), by_rule=picked.by_rule)
    _prove(making, picked, codes)


def _codes(making: Making) -> dict[str, list[Code]]:
    """Theme id to the codes that count under it: in use, or out of use and used."""
    found: dict[str, list[Code]] = {}
    reach, _ = making.code_reach
    for placed in making.codebook.walk():
        if placed.code.codable and placed.code.id in reach:
            found.setdefault(placed.theme.id if placed.theme else "", []).append(placed.code)
    return found


def _points(making: Making) -> dict[str | None, list[str]]:
    """Theme id to what memos marked for the report say of it; None for the study as a whole."""
    found: dict[str | None, list[str]] = {}
    for memo in texts.key_points(making.session):
        making.own_words.append((f"memo on {memo.title}", memo.text))
        found.setdefault(_theme_of(making, memo), []).append(memo.text)
    return found


def _theme_of(making: Making, memo: Memo) -> str | None:
    code_id = memo.target if memo.kind is MemoKind.CODE else ""
    if memo.kind in (MemoKind.CODING, MemoKind.STAR, MemoKind.COUNTER_EXAMPLE):
        wanted = CodingFilter(ids=(memo.target,), layer="", sight=sight(making.session))
        found = next(iter(coding_rows.codings(making.session.store.database, wanted)), None)
        code_id = found.code if found else ""
    code = making.codebook.code(code_id) if code_id else None
    theme = making.codebook.theme_of(code) if code else None
    return theme.id if theme else None


def _theme(
    making: Making, theme: Theme, codes: list[Code], points: list[str] | tuple[str, ...],
    picked: Picking,
) -> Iterator[Block]:  # fmt: skip
    yield Heading(theme.name, 2, f"theme-{theme.id}")
    if theme.statement:
        yield Paragraph((Emphasis(theme.statement),))
    if theme.definition and theme.definition != theme.statement:
        yield Paragraph(theme.definition)
    if not codes:
        yield Paragraph("The theme has no codes that can be applied.")
    else:
        yield from _reach(making, theme, codes)
    asked = making.written[f"{FINDINGS_OF}{theme.id}"]
    if asked.text or not points:
        yield from making.told(asked)
    if points:
        yield BulletList(tuple(" ".join(point.split()) for point in points))
    group = picked.by_theme.get(theme.id, [])
    yield from quoted(making, group, by_rule=picked.by_rule)
    yield from _without(making, codes, picked)


_CODE = Column("code", "Code", width=1.6)


def _reach(making: Making, theme: Theme | None, codes: list[Code]) -> Iterator[Block]:
    reach, notes = making.code_reach
    # Literature stands beside them in a section of its own, where there is one.
    apart = making.plan.has(SectionKind.LITERATURE)
    whole = _spoken(making.theme_reach[0].get(theme.id, ()), apart) if theme else ()
    if any(text for _, text in whole):
        told = (f"{kind}: {text.replace(';', ' with')}." for kind, text in whole)
        yield Paragraph(f"Raised by participants. {' '.join(told)}", Style.NOTE)
    kinds = [kind for kind, _ in _spoken(reach[codes[0].id], apart)]
    if not kinds:
        yield Paragraph("No document has been coded yet.")
        return
    columns = (_CODE, *(Column(f"kind_{n}", kind) for n, kind in enumerate(kinds)))
    rows: list[tuple[Cell, ...]] = [
        (code.name, *(text for _, text in _spoken(reach[code.id], apart))) for code in codes
    ]
    caption = f"Codes of {theme.name}: who raised them" if theme else "Codes under no theme"
    yield TableBlock(
        Table(caption, columns, tuple(rows), (notes[0],)),
        f"codes-{theme.id if theme else ''}",
        wide=False,
    )


def _spoken(
    reach: tuple[tuple[str, str], ...], apart: bool
) -> tuple[tuple[str, str], ...]:  # fmt: skip
    return tuple(each for each in reach if not (apart and each[0].startswith("Literature")))


def _without(making: Making, codes: list[Code], picked: Picking) -> Iterator[Block]:
    """The codes that were used and have no quotation, by name."""
    quoted_codes = picked.codes()
    bare = [code.name for code in codes if code.id not in quoted_codes and _used(making, code)]
    if bare:
        yield Paragraph(f"Without a quotation here: {listed(bare)}.", Style.NOTE)


def _used(making: Making, code: Code) -> bool:
    reach, _ = making.code_reach
    return any(not text.startswith(("none", "did not raise")) for _, text in reach[code.id])


def _prove(making: Making, picked: Picking, codes: dict[str, list[Code]]) -> None:
    """What of it answers items of the checklists."""
    book = making.codebook
    names = [theme.name for theme in book.themes]
    making.prove("major_themes", f"{capital(counted(len(names), 'theme'))}: {listed(names)}.")
    every = list(picked.all)
    making.facts["quotations"] = counted(len(every), "quotation")
    bare = [theme.name for theme in book.themes if not picked.by_theme.get(theme.id)]
    if every:
        labels = "without a pseudonym" if making.anonymous else "with an identifier"
        making.prove("quotations", f"{capital(counted(len(every), 'quotation'))}, each {labels}, "
                     "compared with its transcript.")  # fmt: skip
        without = f"; no quotation: {listed(bare)}" if bare else "; every theme has quotations"
        making.prove("consistency", f"Each quotation stands under its code{without}.")
    against = sum(each.counter for each in every)
    if against:
        making.prove("minor_themes", f"{capital(counted(against, 'counter-example'))} quoted.")
