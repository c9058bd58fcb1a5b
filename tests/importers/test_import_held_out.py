"""Layouts written before the rules were read: one conversation, typed by different hands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from pathlib import Path

import pytest

from tests.importers.transcript_making import docx, odt, p, said, table, transcript_of

Talk = list[tuple[str, str]]

TALK: Talk = [
    ("A", "Could you tell me how you came to work at the ferry office?"),
    ("B", "My aunt had the job first. She said: go down on a Monday, they are soft on a Monday."),
    ("A", "And were they?"),
    ("B", "They were not. It was blowing and two boats were off, so nobody looked up for an hour."),
    ("A", "Mm."),
    ("B", "Then the man gave me a mop. One thing: he never took it back."),
    ("A", "When was that, roughly?"),
    ("B", "The winter the pier light went. I still have the mop."),
]
GROUP: Talk = [
    ("M", "Who would like to begin, then?"),
    ("W", "I will, since nobody else is moving. The bus is the whole trouble."),
    ("J", "It is not the bus, it is the shelter."),
    ("G", "There was a shelter until June, when the lorry had it."),
    ("M", "Had it?"),
    ("W", "Backed into it. You may laugh."),
    ("G", "I did laugh, I was in it."),
    ("J", "She was in it, with the shopping."),
    ("M", "And what did the council do?"),
    ("J", "They sent a letter to the lorry."),
    ("W", "To the lorry!"),
    ("G", "It never answered."),
]
NAMES = {"A": "Anna Lindqvist", "B": "Owen Pryce"}
FIRST = {"A": "Anna", "B": "Owen"}
WORDS = {"M": "Mark", "W": "Will", "J": "June", "G": "Grace"}


def typed(form: str, names: dict[str, str], talk: Talk = TALK, joint: str = "\n\n") -> str:
    """The talk as lines of `form`, which may use {who}, {WHO}, {said}, {n} and {time}."""
    return joint.join(
        form.format(
            who=names[who], WHO=names[who].upper(), said=words, n=n, time=f"00:{n // 2:02}:{n:02}"
        )
        for n, (who, words) in enumerate(talk, 1)
    )


def paragraphs(form: Callable[[str, str], Sequence[str]], names: dict[str, str], talk: Talk) -> str:
    """The talk as Word paragraphs whose runs `form` gives."""
    return "".join(p(*form(names[who], words)) for who, words in talk)


def wrapped(text: str, indent: str, width: int = 56) -> str:
    """`text` broken at `width`, further lines indented."""
    import textwrap

    return "\n".join(
        textwrap.fill(line, width, subsequent_indent=indent, break_on_hyphens=False)
        for line in text.split("\n")
    )


CENTRED = "\n\n".join(f"{FIRST[who].upper():>34}\n" + wrapped(words, "", 50) for who, words in TALK)
HUMAN_RTF = (
    r"{\rtf1\ansi\deff0{\fonttbl{\f0 Arial;}}"
    + "".join(
        rf"\pard\tx1134\f0\fs22{{\b {FIRST[who].upper()}}}\tab {words}\par " + "\n"
        for who, words in TALK
    )
    + "}"
)
DEFINITIONS = (
    "<html><body><h1>Ferry office</h1><dl>"
    + "".join(f"<dt>{FIRST[who]}</dt><dd>{escape(words)}</dd>" for who, words in TALK)
    + "</dl></body></html>"
)
SPANS = (
    "<html><body>"
    + "".join(
        f'<div class="turn"><span class="speaker">{NAMES[who]}</span> '
        f'<span class="time">00:0{n}</span>'
        f"<p>{escape(words)}</p></div>"
        for n, (who, words) in enumerate(TALK)
    )
    + "</body></html>"
)
ODT_TABS = odt(
    '<text:h text:outline-level="1">Ferry office</text:h>'
    + "".join(f"<text:p>{FIRST[who]}<text:tab/>{escape(words)}</text:p>" for who, words in TALK)
)
AGENCY = (
    "Client: Harbour Trust\nProject: Ferries\nDuration: 31:04\nNo. of speakers: 2\n\n"
    + typed("{who}:\t{said}", {"A": "IV", "B": "IE"})
    + "\n\n[End of audio]\n\nTranscribed by: Paula\nChecked by: Tom\n"
)
ZOOM_VTT = "WEBVTT\n\n" + "\n\n".join(
    f"{n}\n00:00:{n:02}.000 --> 00:00:{n + 1:02}.000\n{NAMES[who]}: {words}"
    for n, (who, words) in enumerate(TALK, 1)
)

MONTHS = {"M": "Interviewer", "W": "April", "J": "May", "G": "August"}
LEAD_INS = [
    *TALK[:2],
    ("A", "And the work?"),
    ("B", "Three things. Example: the ropes.\n\nExample: the bell.\n\nExample: the tea."),
    ("A", "Only three?"),
    ("B", "Result: nobody slept.\n\nResult: we sang."),
]
TRACKED = docx(
    "".join(
        p(f"**{FIRST[who]}:", f" {words}")
        + (p("((a long silence; somebody walks along the landing))") if n == 5 else "")
        for n, (who, words) in enumerate(TALK)
    )
    + p("Typing note: the speakers were far from the table throughout.")
)
STREET = {"A": "Ruth", "B": "Passer-by with a dog"}
BROKEN_NOTE = (
    wrapped(typed("{who}: {said}", FIRST), "")
    + "\n\nNote from the transcriber: there were two recordings of this, and the\n"
    "second is the better one, although it begins late.\n"
)
BROKEN_REMARK = typed("{who}: {said}", FIRST).replace(
    "\n\nAnna: When was", "\n\n[The recorder was stopped here for the fire alarm\n"
    "and started again in the yard at ten past.]\n\nAnna: When was"
)  # fmt: skip
TITLED_ROWS = docx(
    table(
        ("Time", "Speaker", "Text"),
        *((f"00:0{n}", FIRST[who], words) for n, (who, words) in enumerate(TALK[:4])),
        ("[Telephone.]", "", ""),
        ("Time", "Speaker", "Text"),
        *((f"00:1{n}", FIRST[who], words) for n, (who, words) in enumerate(TALK[4:])),
    )
)

# name, content, the speakers' labels, the talk, words that must be aside
HELD_OUT: list[tuple[str, str, str | bytes, dict[str, str], Talk, str]] = [
    ("name in square brackets", "a.txt", typed("[{who}] {said}", FIRST), FIRST, TALK, ""),
    ("name and an en dash", "b.txt", typed("{who} – {said}", FIRST), FIRST, TALK, ""),
    (
        "time in brackets after the name",
        "c.txt",
        typed("{who} ({time}): {said}", NAMES),
        NAMES,
        TALK,
        "",
    ),
    ("otter: name and time above", "d.txt", typed("{who}  {time}\n{said}", NAMES), NAMES, TALK, ""),
    (
        "zoom: bracketed name and clock above",
        "e.txt",
        typed("[{who}] {time}\n{said}", NAMES),
        NAMES,
        TALK,
        "",
    ),
    ("zoom: captions with names", "f.vtt", ZOOM_VTT, NAMES, TALK, ""),
    (
        "rev: name, time and colon above",
        "g.txt",
        typed("{who} ({time}):\n{said}", {"A": "Speaker 1", "B": "Speaker 2"}),
        {"A": "Speaker 1", "B": "Speaker 2"},
        TALK,
        "",
    ),
    (
        "f4: time with hashes behind",
        "h.txt",
        typed("{who}: {said} #{time}-5#", {"A": "I", "B": "B"}),
        {"A": "I", "B": "B"},
        TALK,
        "",
    ),
    (
        "paragraph numbers before labels",
        "i.txt",
        typed("{n}. {who}: {said}", FIRST, joint="\n"),
        FIRST,
        TALK,
        "",
    ),
    (
        "line numbers and Q. A.",
        "j.txt",
        typed("{n:3}   {who}. {said}", {"A": "Q", "B": "A"}, joint="\n"),
        {"A": "Q", "B": "A"},
        TALK,
        "",
    ),
    (
        "capitals alone above",
        "k.txt",
        typed("{WHO}\n{said}", FIRST),
        {k: v.upper() for k, v in FIRST.items()},
        TALK,
        "",
    ),
    ("centred like a play", "l.txt", CENTRED, {k: v.upper() for k, v in FIRST.items()}, TALK, ""),
    (
        "hanging indent after a tab",
        "m.txt",
        wrapped(typed("{who}:\t{said}", FIRST), "\t"),
        FIRST,
        TALK,
        "",
    ),
    (
        "bold name and a tab in rtf",
        "n.rtf",
        HUMAN_RTF,
        {k: v.upper() for k, v in FIRST.items()},
        TALK,
        "",
    ),
    ("definition list", "o.html", DEFINITIONS, FIRST, TALK, ""),
    ("spans and divisions", "p.html", SPANS, NAMES, TALK, ""),
    ("name and tab in odt", "q.odt", ODT_TABS, FIRST, TALK, "Ferry office"),
    ("agency with frame of fields", "r.txt", AGENCY, {"A": "IV", "B": "IE"}, TALK, "Paula"),
    ("names that are words", "s.txt", typed("{who}: {said}", WORDS, GROUP), WORDS, GROUP, ""),
    (
        "names that are words, bold, bare",
        "t.docx",
        docx(paragraphs(lambda who, words: (f"**{who}", f" {words}"), WORDS, GROUP)),
        WORDS,
        GROUP,
        "",
    ),
    (
        "names that are words, above, bold",
        "u.docx",
        docx("".join(p(f"**{WORDS[who]}") + p(words) for who, words in GROUP)),
        WORDS,
        GROUP,
        "",
    ),
    (
        "french spacing and a role",
        "v.txt",
        typed("{who} : {said}", {"A": "Enquêtrice", "B": "Mme Roux"}),
        {"A": "Enquêtrice", "B": "Mme Roux"},
        TALK,
        "",
    ),
    (
        "role in brackets",
        "w.txt",
        typed("{who}: {said}", {"A": "Anna (researcher)", "B": "P4 (deckhand)"}),
        {"A": "Anna (researcher)", "B": "P4 (deckhand)"},
        TALK,
        "",
    ),
    (
        "date and clock of a messenger",
        "x.txt",
        typed("[12/03/2024, {time}] {who}: {said}", NAMES, joint="\n"),
        NAMES,
        TALK,
        "",
    ),
    (
        "table with a merged title and an aside",
        "y.docx",
        docx(
            table(
                ("Interview with a clerk at the ferry office",),
                *((f"{n}", FIRST[who], words) for n, (who, words) in enumerate(TALK, 1)),
                ("*** End of recording, typed by Paula ***",),
            )
        ),
        FIRST,
        TALK,
        "Paula",
    ),
    (
        "markdown, italics and rules",
        "z.md",
        "# Ferry office\n\n---\n\n" + typed("_{who}_: {said}", FIRST) + "\n\n---\n*End of tape*\n",
        FIRST,
        TALK,
        "End of tape",
    ),
    ("months as names", "a.txt", typed("{who}: {said}", MONTHS, GROUP), MONTHS, GROUP, ""),
    (
        "months as names, no blank lines",
        "b.txt",
        typed("{who}: {said}", MONTHS, GROUP, "\n"),
        MONTHS,
        GROUP,
        "",
    ),
    (
        "months in a table",
        "c.docx",
        docx(table(*((MONTHS[who], words) for who, words in GROUP))),
        MONTHS,
        GROUP,
        "",
    ),
    (
        "lead-ins are nobody",
        "d.txt",
        typed("{who}: {said}", FIRST, LEAD_INS),
        FIRST,
        [(who, " ".join(words.split())) for who, words in LEAD_INS],
        "",
    ),
    ("bold names, a silence and a note", "e.docx", TRACKED, FIRST, TALK, "far from the table"),
    ("a phrase as a label", "f.txt", typed("{who}: {said}", STREET), STREET, TALK, ""),
    ("a note over two lines", "g.txt", BROKEN_NOTE, FIRST, TALK, "although it begins late"),
    ("a remark over two lines", "h.txt", BROKEN_REMARK, FIRST, TALK, "ten past"),
    ("column titles on each page", "i.docx", TITLED_ROWS, FIRST, TALK, "Telephone"),
    (
        "dashes before names in capitals",
        "j.txt",
        typed("-- {WHO}: {said}", FIRST),
        {k: v.upper() for k, v in FIRST.items()},
        TALK,
        "",
    ),
    (
        "a clock of twelve hours",
        "k.txt",
        typed("{who} | 10:{n:02} AM\n{said}", NAMES),
        NAMES,
        TALK,
        "",
    ),
    ("an arrow", "l.txt", typed("{who} -> {said}", FIRST), FIRST, TALK, ""),
    (
        "a slash and a number",
        "m.txt",
        typed("{who}: {said}", {"A": "Int/1", "B": "Resp/1"}),
        {"A": "Int/1", "B": "Resp/1"},
        TALK,
        "",
    ),
    (
        "quotation marks around speech",
        "n.txt",
        typed("{who}: “{said}”", FIRST),
        FIRST,
        [(who, f"“{words}”") for who, words in TALK],
        "",
    ),
]


@pytest.mark.parametrize(
    ("name", "content", "names", "talk", "aside"),
    [pytest.param(*layout[1:], id=layout[0]) for layout in HELD_OUT],
)
def test_the_conversation_comes_out_however_it_was_typed(
    name: str,
    content: str | bytes,
    names: dict[str, str],
    talk: Talk,
    aside: str,
    tmp_path: Path,
) -> None:
    transcript = transcript_of(tmp_path, name, content)
    assert said(transcript) == [(names[who], words) for who, words in talk]
    assert not aside or any(aside in left.text for left in transcript.left_out)
