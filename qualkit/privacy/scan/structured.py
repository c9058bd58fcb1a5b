"""Identifiers with a shape of their own: addresses of mail and web, numbers of all kinds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from qualkit.core.findings import Finding, FindingType
from qualkit.privacy.scan.context import AUTO, REVIEW, Context

_DIGIT = r"(?:oh|o|zero|nought|nil|one|two|three|four|five|six|seven|eight|nine)"
_SPOKEN = rf"(?:(?:double|treble|triple)\s+)?{_DIGIT}"
_NAMED = (
    r"(?:incident|case|reference|ref|grievance|complaint|datix|claim|badge|payroll|employee|staff|"
    r"account|policy|hospital|registration|pin|referral|order|ticket|chi|unit)"
)

_PATTERNS: tuple[tuple[FindingType, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern, flags))
    for kind, pattern, flags in (
        (FindingType.EMAIL, r"(?<![\w.+'-])[\w.+'-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64})+", 0),
        (FindingType.URL, r"(?:https?://|www\.)[^\s<>\"”')\],;]+(?<![.!?:])", re.I),
        (
            FindingType.URL,
            r"(?<![\w@.-])[\w-]{1,64}(?:\.[\w-]{1,64}){0,5}\.(?:co\.uk|org\.uk|ac\.uk|gov\.uk|nhs\.uk|nhs\.scot|"
            r"scot|com|org|net|info|example)(?:/[^\s<>\"”')\],;]*(?<![.!?:]))?(?!\w)",
            re.I,
        ),
        (FindingType.HANDLE, r"(?<![\w@.])@[A-Za-z_][\w.]*\w", 0),
        (
            FindingType.EMAIL,
            r"\b(?:\w+\s+(?:dot|underscore|dash|hyphen)\s+){0,5}\w+\s+at\s+\w+"
            r"(?:\s+(?:dash|hyphen)\s+\w+)?(?:\s+dot\s+\w+){1,4}\b(?!\s+at\b)",
            re.I,
        ),
        (FindingType.NINO, r"\b[A-Z]{2}\s?\d\d\s?\d\d\s?\d\d\s?[A-D]\b", re.I),
        (FindingType.CHI, r"(?<![\w.£-])\d{6}[ -]?\d{4}(?![\w])", 0),
        (FindingType.NHS_NUMBER, r"(?<![\w.£-])\d{3}[ -]\d{3}[ -]\d{4}(?![\w-])", 0),
        (
            FindingType.PHONE,
            r"(?<![\w£$.])(?:\+44[\s-]?(?:\(0\)\s?)?|\(?0)\d(?:[\s()-]{0,2}\d){7,10}(?!\w)",
            0,
        ),
        (FindingType.POSTCODE, r"\b[A-PR-UWYZ][A-HK-Y]?\d[A-Z\d]?\s?\d[ABD-HJLNP-UW-Z]{2}\b", re.I),
        (FindingType.PLATE, r"\b[A-HJ-PR-Y][A-HJ-PR-Y]\d\d\s?[A-HJ-PR-Z]{3}\b", re.I),
        (FindingType.PLATE, r"\b[A-HJ-NPR-TV-Y]\d{1,3}\s?[A-HJ-PR-Y]{3}\b", 0),
        (
            FindingType.REFERENCE,
            r"\b(?!CHI\b|NHS\b|NI\b)[A-Z]{1,10}(?:[-/]?| (?!(?:19|20)\d\d\b))\d{4,}(?:[-/]\w+)*\b",
            0,
        ),
        (FindingType.REFERENCE, r"\b[A-Z]{2,10}(?:[-/]\d\w*)+\b", 0),
        (FindingType.REFERENCE, r"(?<![\w£])\d{4,}/\d{2,6}\b", 0),
        (
            FindingType.REFERENCE,
            rf"(?<=\b)(?i:{_NAMED})\s+(?i:number|no\.?|num|id|ref)?\s*(?i:is|was|:|#)?\s*"
            r"([A-Z]{0,6}[-/]?\d{3,}(?:[-/]\w+)*)\b",
            0,
        ),
        (FindingType.PHONE, rf"\b{_SPOKEN}(?:[\s,-]+{_SPOKEN}){{5,}}\b", re.I),
    )
)
# Lines that anybody may ring, and numbers that name nobody.
_PUBLIC = re.compile(r"0(?:800|808|300|345|845|870|500)")
_OUTWARD = re.compile(r"\b(?:AB|DD|DG|EH|FK|G|HS|IV|KA|KW|KY|ML|PA|PH|TD|ZE)\d{1,2}\b")


def structured(context: Context) -> Iterator[Finding]:
    """All identifiers of this kind, masked at once; half a postcode waits for a person."""
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(context.text):
            group = 1 if match.re.groups and match[1] else 0
            words = match[group]
            if kind is FindingType.PHONE and _PUBLIC.match(words.lstrip("(")):
                continue
            if kind is FindingType.PLATE and words[:2].islower() and " " not in words:
                continue
            named = _ten_digits(words) if kind in _TEN else kind
            yield context.found(
                *match.span(group), named, AUTO, f"shape of {named.value}", f"[{_SAID[named]}]"
            )
    for match in _OUTWARD.finditer(context.text):
        yield context.found(
            *match.span(), FindingType.POSTCODE, REVIEW, "half a postcode", "[postcode]"
        )


_TEN = (FindingType.CHI, FindingType.NHS_NUMBER)
_SAID = {
    FindingType.EMAIL: "e-mail address",
    FindingType.URL: "web address",
    FindingType.HANDLE: "account name",
    FindingType.PHONE: "phone number",
    FindingType.CHI: "CHI number",
    FindingType.NHS_NUMBER: "NHS number",
    FindingType.NUMBER: "number",
    FindingType.NINO: "National Insurance number",
    FindingType.POSTCODE: "postcode",
    FindingType.PLATE: "registration plate",
    FindingType.REFERENCE: "reference number",
}


def _ten_digits(text: str) -> FindingType:
    """What ten digits are called; they are masked whether or not the check digit fits."""
    digits = re.sub(r"\D", "", text)
    if _is_date(digits[:6]):
        return FindingType.CHI
    return FindingType.NHS_NUMBER if check_digit_fits(digits) else FindingType.NUMBER


def _is_date(digits: str) -> bool:
    try:
        date(2000 + int(digits[4:]), int(digits[2:4]), int(digits[:2]))
    except ValueError:
        return False
    return True


def check_digit_fits(digits: str) -> bool:
    """Whether the tenth of ten digits is their check digit: 11 less the sum of the first nine,
    weighted 10 to 2, modulo 11; 11 counts as 0 and 10 is never given (NHS and CHI numbers).

    >>> check_digit_fits("9434765919"), check_digit_fits("9434765918")
    (True, False)
    """
    if len(digits) != 10 or not digits.isdecimal():
        return False
    rest = sum(int(d) * weight for d, weight in zip(digits, range(10, 1, -1), strict=False)) % 11
    return (11 - rest) % 11 == int(digits[9])
