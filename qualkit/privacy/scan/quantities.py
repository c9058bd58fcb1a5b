"""Dates, ages, lengths of service and bare numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qualkit.core.findings import Finding, FindingType
from qualkit.privacy.scan.clauses import clause
from qualkit.privacy.scan.context import AUTO, REVIEW, Context

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)"
)
_ONES = {
    "one": 1, "wan": 1, "two": 2, "twa": 2, "three": 3, "four": 4, "five": 5, "six": 6,
    "seven": 7, "eight": 8, "nine": 9,
}  # fmt: skip
_TEENS = {
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15,
    "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
_TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "seeventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_TEN = "|".join(_TENS)
_ONE = "|".join(_ONES)
_NUMBER = rf"(?:\d{{1,3}}|(?:{_TEN})(?:[ -](?:{_ONE})\b)?|(?:{'|'.join(_TEENS)})|(?:{_ONE}))"
_ORDINAL = (
    r"(?:\d{1,2}(?:st|nd|rd|th)|(?:(?:twenty|thirty)[ -])?(?:first|second|third|fourth|fifth|sixth|"
    r"seventh|eighth|ninth)|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|"
    r"seventeenth|eighteenth|nineteenth|twentieth|thirtieth)"
)
_YEAR = r"(?:19|20)\d\d"
_FEAST = r"(?:Christmas|Easter|Hogmanay|New Year|Halloween)"

_WHOLE_DATES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?<![\w/])\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d{2})(?![\w/])",
        r"(?<![\w-])(?:19|20)\d\d-\d\d-\d\d(?![\w-])",
        rf"\b(?:the )?(?:{_ORDINAL}|\d{{1,2}}) (?:of )?{_MONTH}\b(?:,? {_YEAR}\b)?",
        rf"\b{_MONTH} (?:the )?{_ORDINAL}\b(?:,? {_YEAR}\b)?",
        rf"\b(?:{_MONTH}|{_FEAST})(?: of)?,? {_YEAR}\b",
    )
)
_SOFT_DATES = tuple(
    re.compile(pattern, flags)
    for pattern, flags in (
        (rf"(?<![\w£$/.:-]){_YEAR}(?:s\b|(?![\w/-]|[.:]\d))", 0),
        (
            rf"\b(?:twenty[ -](?:twenty|thirty)(?:[ -](?:{_ONE}))?|"
            rf"twenty[ -](?:{'|'.join(_TEENS)})|nineteen[ -](?:{_TEN})[ -](?:{_ONE})|"
            rf"two thousand(?: and)? (?:{_ONE}|{'|'.join(_TEENS)}))\b"
            r"(?! (?:to|past|of|years?|pounds|quid|people|folk))",
            re.I,
        ),
        (
            r"\b(?:since|in|from|till|until|about|around|back in|fae)\s+((?:(?:nineteen|twenty)[ -]"
            rf"(?:oh[ -])?)?(?:{_TEN})(?:[ -](?:{_ONE}))|nineteen[ -](?:{_TEN})|"
            rf"two thousand(?: and)? (?:{_ONE}|{'|'.join(_TEENS)})|"
            rf"twenty[ -](?:{'|'.join(_TEENS)})|oh[ -](?:{_ONE}))\b(?!\s+(?:to|past|of|hours?|"
            r"minutes?|days?|weeks?|months?|years?|people|folk|clients?|pounds?|quid))",
            re.I,
        ),
        (rf"\b((?:(?:since|last|next) |the (?:start|beginning|middle|end) of )?{_MONTH})\b", 0),
        (rf"\b(?:in|by|till|until)\s+({_MONTH})\b", re.I),
        (rf"\b((?:since|last|next) {_MONTH})\b", re.I),
        (rf"\b(?:at|before|after|by|this|till|until)\s+((?:the )?{_FEAST})\b", re.I),
        (rf"\b((?:last|next|since) (?:the )?{_FEAST}|the back o[f']? {_FEAST})\b", re.I),
        (r"\b((?:since|last|next|this) (?:the )?(?:spring|summer|autumn|winter))\b", re.I),
        (r"\bin the (spring|summer|autumn|winter) of\b", re.I),
    )
)
_DOUBTFUL_MONTH = re.compile(
    r"(?:in|since|last|next|by|till|until|of|this|early|late|mid|every|from)\s+\Z", re.I
)

_AGES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b({_NUMBER})[ -]years?[ -](?:old|auld|aul)\b",
        rf"\b({_NUMBER})[ -]year[ -](?:old|auld|aul)\b",
        rf"\baged? (?:of )?({_NUMBER})\b",
        r"\bin (?:my|his|her|their|ma|oor|our) (?:early |mid |late )?"
        r"((?:twen|thir|for|fif|six|seven|eigh|nine)ties)\b",
        r"\b(?:I[’']?m|I am|I was|(?:s?he|who)[’']s|(?:s?he|who) (?:is|was)|turned|turning|"
        r"must be|[Aa]h[’']?m|im|hes|shes) (?:about |only |just |nearly |almost |around |over |"
        rf"now |aboot )?({_NUMBER})(?=[.,;!?)\]”\"]|\s*$|\s+(?:and|but|now|so|next|in (?:{_MONTH})|"
        r"when|then|year old|masel|myself|last|there|this|cos|because)\b)",
    )
)
_MAYBE_AGE = re.compile(
    rf"(?:(?<=[.!?] )|\b(?:fae|since|when) (?:s?he|I|ah) (?:was|wis) )"
    rf"((?:(?:{_TEN})[ -](?:{_ONE}))|[2-9]\d)(?=[.,;!?])|"
    rf"\b(?:at|was|is|be|only|just|about|[’']s|[’']m)\s+({_NUMBER})(?=[.,;!?]|\s+(?:and|but|when|so)\b)",
    re.I,
)
_SERVICE = re.compile(
    rf"\b(?:(?:a |over |about |nearly |almost )?{_NUMBER}(?: odd| plus)?"
    r"(?:[ -](?:or|to) (?:\w+))? (?:year|years|yrs|yr|winters|summers|decades)[’']?|"
    r"(?:two|three|four|five|a) decades?|decades)\b(?! (?:old|auld))",
    re.I,
)
_TERM = re.compile(rf"\b{_NUMBER} months? (?:in|inside|at|on remand)\b", re.I)
_LONG_NUMBER = re.compile(r"(?<![\w£$€/.:,+-])\d{3,}(?:,\d{3})*(?![\w%/:-]|[.]\d)")
_COUNTED = re.compile(
    r"\s*(?:%|per ?cent|mg|mls?|grams?|pounds?|quid|p\b|people|folk|pages?|hours?|miles?|metres?|"
    r"words?|calories|times|units?)", re.I,
)  # fmt: skip
_PUBLIC_LINE = re.compile(r"(?<!\d)0(?:800|808|300|345|845|870)(?:[ -]?\d+)*\Z")
_KNOWN_NUMBERS = frozenset({"999", "111", "101", "112", "100", "0800", "360", "365", "24", "1000"})


def quantities(context: Context) -> Iterator[Finding]:
    """Whole dates and ages, masked at once; months, years, service and numbers for a person."""
    text = context.text
    for pattern in _WHOLE_DATES:
        for match in pattern.finditer(text):
            if not re.match(r"(?:to|and|or) may\b", match[0], re.I):
                yield context.found(*match.span(), FindingType.DATE, AUTO, "date", "[date]")
    yield from _ages(context)
    yield from _soft_dates(context)
    for pattern in (_SERVICE, _TERM):
        for match in pattern.finditer(text):
            start, end = clause(text, *match.span())
            kind = FindingType.TENURE
            yield context.found(start, end, kind, REVIEW, "length of time", "[some years]")
    for match in _LONG_NUMBER.finditer(text):
        if match[0] in _KNOWN_NUMBERS or _COUNTED.match(text, match.end()):
            continue
        if not _PUBLIC_LINE.search(text, max(0, match.start() - 14), match.end()):
            yield context.found(
                *match.span(), FindingType.NUMBER, REVIEW, "three digits or more", "[number]"
            )


def _ages(context: Context) -> Iterator[Finding]:
    for pattern in _AGES:
        for match in pattern.finditer(context.text):
            years = value(match[1])
            if years is not None and not 12 <= years <= 109 and "old" not in match[0].lower():
                continue
            whole = "old" in match[0].lower() or "auld" in match[0].lower()
            start, end = match.span() if whole else match.span(1)
            yield context.found(start, end, FindingType.AGE, AUTO, "age", band(match[1]))
    for match in _MAYBE_AGE.finditer(context.text):
        group = 1 if match[1] else 2
        years = value(match[group])
        if years is not None and 13 <= years <= 109:
            yield context.found(
                *match.span(group), FindingType.AGE, REVIEW, "may be an age", band(match[group])
            )


def _soft_dates(context: Context) -> Iterator[Finding]:
    for pattern in _SOFT_DATES:
        for match in pattern.finditer(context.text):
            group = 1 if match.re.groups else 0
            words = match[group]
            if words in ("May", "March", "Mar", "August", "Jan", "Dec", "Jun", "may", "march"):
                before = context.text[max(0, match.start(group) - 12) : match.start(group)]
                if not _DOUBTFUL_MONTH.search(before):
                    continue
            yield context.found(
                *match.span(group), FindingType.DATE, REVIEW, "part of a date", "[date]"
            )


def value(text: str) -> int | None:
    """The number that digits or number words say; None where they say none."""
    if text.isdecimal():
        return int(text)
    total, known = 0, False
    for word in re.split(r"[ -]+", text.lower()):
        number = {**_TENS, **_TEENS, **_ONES}.get(word)
        if number is not None:
            total, known = total + number, True
    return total if known else None


def band(text: str) -> str:
    """An age as its band of ten years: `[in their 40s]`; under 18 and over 80 widely."""
    years = value(text)
    if years is None:
        decade = next((n for word, n in _TENS.items() if text.lower().startswith(word[:-1])), None)
        return f"[in their {decade}s]" if decade else "[age]"
    if years < 18:
        return "[under 18]"
    return "[80 or over]" if years >= 80 else f"[in their {years // 10 * 10}s]"
