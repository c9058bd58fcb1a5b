"""Small exports as survey platforms write them; every word and every person in them is invented."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

from qualkit.core.instrument import Anchor, Instrument, Subscale

WORDS = ("Never", "Hardly ever", "Monthly", "Now and then", "Weekly", "Often", "Every day")
AGREE = ("Strongly disagree", "Disagree", "Neither", "Agree", "Strongly agree")


def key(name: str, count: int, low: int, high: int, labels: Sequence[str] = ()) -> Instrument:
    """An instrument of `count` items answered from `low` to `high`."""
    items = tuple(str(n) for n in range(1, count + 1))
    anchors = tuple(Anchor(low + n, text) for n, text in enumerate(labels))
    values = tuple(float(n) for n in range(low, high + 1))
    subscales = (Subscale("all", "All", items),)
    return Instrument(name, name.upper(), "1", items, values, subscales, anchors)


TIRED = key("tired", 6, 0, 6, WORDS)
WORK = key("work", 5, 1, 5, AGREE)
KEYS = (TIRED, WORK)

SECTORS = ("NHS", "Third sector", "NHS", "Council", "NHS", "Third sector", "NHS", "NHS")
HELPS = ("Supervision", "Peer support, informal", "Time off")
TICKS = ("110", "010", "001", "111", "000", "100", "011", "100")
OTHERS = ("", "", "walking the dog", "", "singing in a choir", "", "", "")
COMMENTS = (
    "We lost two people over the winter, and nobody asked.",
    "",
    "The paperwork takes a day of my week; “urgent” means nothing any more.",
    "Good team.\nGood manager too, on the whole.",
    "I would rather not say anything here, it is a small office.",
    "More staff would help more than any course.",
    "",
    "My manager listens to us, and that is worth a lot.",
)


def answer(person: int, item: int, points: int) -> int:
    """An answer from 0 to `points` - 1, all of which somebody gives."""
    return (person * 5 + item * 3 + person * item) % points


def csv_bytes(
    rows: Iterable[Sequence[object]], delimiter: str = ",", encoding: str = "utf-8-sig"
) -> bytes:
    """Rows as a delimited file."""
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    return stream.getvalue().encode(encoding)


def surveymonkey_rows(*, numbers: bool = False, shift: int = 0) -> list[list[object]]:
    """SurveyMonkey's export: two header rows, the question over its first column only."""
    top: list[object] = [
        "Respondent ID", "Collector ID", "Start Date", "End Date", "IP Address", "Email Address",
        "First Name", "Last Name", "Custom Data 1",
    ]  # fmt: skip
    below: list[object] = [""] * len(top)
    top += ["Which sector do you work in?", ""]
    below += ["Response", "Other (please specify)"]
    top += ["How often is this <b>true</b> for you?"] + [""] * 5
    below += [f"Invented statement {n} on being tired" for n in range(1, 7)]
    top += ["Do you agree?"] + ["Unnamed: 18"] + [""] * 3
    below += [f"Invented statement {n} on work" for n in range(1, 6)]
    top += ["What helps you? (Tick all that apply.)", "", "", ""]
    below += [*HELPS, "Other (please specify)"]
    top += ["Is there anything else that you would like to tell us?"]
    below += ["Open-Ended Response"]
    rows = [top, below]
    for n, sector in enumerate(SECTORS):
        tired = [answer(n, i, 7) for i in range(6)]
        work = [answer(n, i, 5) for i in range(5)]
        rows.append(
            [
                118052219000 + n, 446111201, "06/09/2025 08:09:25 AM",
                f"06/{10 + n:02}/2025 08:21:40 AM", f"10.0.0.{n}", f"p{n}@example.org",
                "Ann", f"Invented{n}", "", sector, "",
                *([t + shift for t in tired] if numbers else [WORDS[t] for t in tired]),
                *([w + 1 for w in work] if numbers else [AGREE[w] for w in work]),
                *(h if t == "1" else "" for h, t in zip(HELPS, TICKS[n], strict=True)),
                OTHERS[n], COMMENTS[n],
            ]
        )  # fmt: skip
    return rows


def qualtrics_rows(*, legacy: bool = False) -> list[list[object]]:
    """Qualtrics' export: names, texts and ImportIds; one preview; -99 for seen, not answered."""
    names: list[object] = [
        "StartDate", "EndDate", "Status", "IPAddress", "Progress", "Duration (in seconds)",
        "Finished", "RecordedDate", "ResponseId", "RecipientLastName", "RecipientFirstName",
        "RecipientEmail", "ExternalReference", "LocationLatitude", "LocationLongitude",
        "DistributionChannel", "UserLanguage",
    ]  # fmt: skip
    texts: list[object] = [
        "Start Date", "End Date", "Response Type", "IP Address", "Progress",
        "Duration (in seconds)", "Finished", "Recorded Date", "Response ID",
        "Recipient Last Name", "Recipient First Name", "Recipient Email",
        "External Data Reference", "Location Latitude", "Location Longitude",
        "Distribution Channel", "User Language",
    ]  # fmt: skip
    names += [
        "Q1",
        *(f"Q2_{n}" for n in range(1, 7)),
        *(f"Q3_{n}" for n in range(1, 5)),
        "Q3_4_TEXT",
    ]
    names += ["Q4"]
    texts += ["Your sector"]
    texts += [f"How often? - Invented statement {n}" for n in range(1, 7)]
    texts += [f"What helps you? - {text}" for text in (*HELPS, "Other")]
    texts += ["What helps you? - Other - Text", "Anything else that you would like to say?"]
    imports = [json.dumps({"ImportId": f"QID{n}"}) for n in range(len(names))]
    rows: list[list[object]] = [names, texts] if legacy else [names, texts, imports]
    for n, sector in enumerate((*SECTORS, "NHS")):
        preview = n == len(SECTORS)
        tired = [answer(n, i, 7) for i in range(6)]
        ticks = TICKS[n % 8]
        rows.append(
            [
                f"2025-03-{10 + n:02} 09:00:00", f"2025-03-{10 + n:02} 09:10:00",
                "Survey Preview" if preview else "IP Address", "10.0.0.1", 100, 600, "True",
                f"2025-03-{10 + n:02} 09:10:01", f"R_{n}abcDEF", "", "", "", "",
                "56.46", "-2.97", "preview" if preview else "anonymous", "EN",
                sector,
                *(-99 if (n, i) == (1, 2) else t for i, t in enumerate(tired)),
                *(h if t == "1" else "" for h, t in zip(HELPS, ticks, strict=True)),
                "Other" if OTHERS[n % 8] else "", OTHERS[n % 8], COMMENTS[n % 8],
            ]
        )  # fmt: skip
    return rows


def forms_rows() -> list[list[object]]:
    """Microsoft Forms' workbook: a column a statement, ticks joined by ; with one at the end."""
    rows: list[list[object]] = [
        ["ID", "Start time", "Completion time", "Email", "Name", "Which\xa0sector do you work in?"]
        + [f"Invented statement {n}" for n in range(1, 7)]
        + ["What helps you?", "Anything else?"]
    ]
    for n, sector in enumerate(SECTORS):
        ticked = [h for h, t in zip(HELPS, TICKS[n], strict=True) if t == "1"]
        rows.append(
            [
                n + 1, datetime(2025, 2, 3, 9, n), datetime(2025, 2, 4, 9, n), "anonymous", "",
                sector, *(WORDS[answer(n, i, 7)] for i in range(6)),
                "".join(f"{text};" for text in (*ticked, *filter(None, [OTHERS[n]]))), COMMENTS[n],
            ]
        )  # fmt: skip
    return rows


def google_rows() -> list[list[object]]:
    """Google Forms' table: grids as Question [Row], ticks joined by a comma and a space."""
    rows: list[list[object]] = [
        ["Timestamp", "Your sector"]
        + [f"How often is this true? [Invented statement {n}]" for n in range(1, 7)]
        + ["What helps you?", "Anything else?"]
    ]
    for n, sector in enumerate(SECTORS):
        ticked = [h for h, t in zip(HELPS, TICKS[n], strict=True) if t == "1"]
        rows.append(
            [
                f"{20 + n}/03/2025 09:12:44", sector, *(WORDS[answer(n, i, 7)] for i in range(6)),
                ", ".join(ticked), COMMENTS[n],
            ]
        )  # fmt: skip
    return rows


def plain_rows() -> list[list[object]]:
    """A tidy file: an id, a pseudonym, an attribute, items by code."""
    rows: list[list[object]] = [
        ["id", "participant", "Sector", "Contact"]
        + [f"tired_{n:02}" for n in range(1, 7)]
        + [f"work{n}" for n in range(1, 6)]
    ]
    for n, sector in enumerate(SECTORS):
        rows.append(
            [
                n + 1, f"P{n + 1:02}" if n < 3 else "", sector, f"p{n}@example.org",
                *(answer(n, i, 7) for i in range(6)), *(answer(n, i, 5) + 1 for i in range(5)),
            ]
        )  # fmt: skip
    return rows


def write_csv(path: Path, rows: Iterable[Sequence[object]], **how: str) -> Path:
    """A delimited file on disk."""
    path.write_bytes(csv_bytes(rows, **how))
    return path


def write_xlsx(path: Path, rows: Iterable[Sequence[object]], merged: Iterable[str] = ()) -> Path:
    """A workbook with one sheet."""
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    for ref in merged:
        sheet.merge_cells(ref)
    book.save(path)
    return path
