#!/usr/bin/env python3
"""Write a seeded synthetic interview corpus with codings, for benchmarks.

Only the standard library and numpy.  Same arguments + same seed = same bytes.

  python make_corpus.py OUT --preset S     # 23 transcripts x 8,000 words, 6,000 codings
  python make_corpus.py OUT --preset L     # 1,000 transcripts x 8,000 words, 500,000 codings
  python make_corpus.py OUT --docs 3 --words 500 --codings 60 --docx

OUT/
  transcripts/T0001.txt   UTF-8, "\n" ends; one speaker turn a line: "I: ..." or "P1: ..."
  transcripts_docx/       the same as minimal .docx, one paragraph a turn (with --docx)
  codings.csv             coder,document,code,start,end,quote   (half-open, 0-based, Unicode
                          code points into the .txt as decoded; quote == text[start:end])
  codebook.csv            theme,code  (two levels)
  participants.csv        document,participant,group + Likert 1..5 survey items of 4 subscales
  manifest.json           the arguments and the totals

How the codings are made: each document has "true" sentence-aligned segments inside participant
turns.  A coder finds a true segment with probability 0.8, moves each boundary by up to 20
characters half of the time and picks another code of the same theme one time in eight; what is
left of the coder's quota is filled with segments of his or her own.  Coders may overlap
themselves (also with the same code), as real coders do, so the union of a coder's spans, not
their sum, is what agreement must be computed on.
"""

import argparse
import csv
import json
import random
import time
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

import numpy as np

PRESETS = {
    "S": dict(docs=23, words=8000, codings=6000),
    "L": dict(docs=1000, words=8000, codings=500000),
}
CODERS = ["ana", "ben", "caro", "dev"]
THEMES = {
    "access": ["cost", "distance", "waiting time", "opening hours", "language barrier"],
    "relationships": ["trust", "being listened to", "conflict", "family role", "peer support"],
    "learning": ["confidence", "practice", "feedback", "misunderstanding", "transfer"],
    "workload": ["time pressure", "paperwork", "staffing", "fatigue", "handover"],
    "technology": ["usability", "outage", "privacy worry", "training need", "workaround"],
    "wellbeing": ["stress", "sleep", "hope", "loneliness", "physical activity"],
    "organisation": ["leadership", "communication", "policy", "resources", "recognition"],
    "change": ["motivation", "resistance", "early win", "setback", "sustaining"],
}
WHO = [
    "my sister",
    "the team",
    "our manager",
    "a neighbour",
    "the nurse",
    "another parent",
    "the tutor",
    "someone from the office",
    "the whole group",
    "my colleague",
    "the new coordinator",
    "nobody",
    "Zoë",
    "Mr. Gärtner",
    "our two volunteers",
    "the woman at the desk",
]
DID = [
    "told me about it",
    "kept asking for more",
    "did not really answer",
    "showed us how it works",
    "stayed late to sort it out",
    "forgot to call back",
    "changed the plan again",
    "sat down with us",
    "put it in writing",
    "said it would take a while",
    "made the whole thing easier",
    "left me feeling a bit lost",
    "wanted the forms by Friday",
    "drove us there and back",
]
WHEN = [
    "at the beginning",
    "last spring",
    "after the second session",
    "most weeks",
    "around Christmas",
    "before the pandemic",
    "on the very first day",
    "towards the end",
    "every now and then",
    "when the money ran out",
    "during the night shift",
    "in the café downstairs",
]
FELT = [
    "I felt quite nervous",
    "it was honestly a relief",
    "I got used to it",
    "that was hard to accept",
    "I started to trust the process",
    "we laughed about it later",
    "I nearly gave up",
    "it gave me some hope",
    "I could not sleep for days",
    "it seemed rather unfair",
    "I learned to say no",
    "it felt like a small win",
]
WHY = [
    "because there were never enough people",
    "since the bus only runs twice a day",
    "because nobody had explained the system",
    "as the screen kept freezing",
    "since I did not want to be a burden",
    "because the rules had changed overnight",
    "as we all knew each other from before",
    "because it costs more than you’d think",
    "since there is always another form to fill in",
    "because the training was far too short",
]
LINK = [
    "and",
    "but",
    "so",
    "and then",
    "although",
    "which meant that",
    "to be fair,",
    "you know,",
    "I mean,",
]
ASK = [
    "Could you tell me a little more about how that went {when}?",
    "And what was it like for you when {who} {did}?",
    "How did that change things for you, if it changed anything at all?",
    "You said earlier that {felt}; what did you mean by that?",
    "Who else was involved {when}, and what did they do?",
    "Is there anything you would have wanted to be different {when}?",
    "Thank you. Let us move on to the next topic, how the work was organised.",
]
FILLER = ["Um,", "Well,", "Yes,", "Right,", "Hm,", "Okay,", "No,", "Honestly,"]


def sentence(rng):
    c = rng.choice
    k = rng.randrange(6)
    if k == 0:
        s = f"{c(WHEN)} {c(WHO)} {c(DID)}, {c(LINK)} {c(FELT)}"
    elif k == 1:
        s = f"{c(FELT)} {c(WHY)}, {c(LINK)} {c(WHO)} {c(DID)}"
    elif k == 2:
        s = f"{c(FILLER)} {c(WHO)} {c(DID)} {c(WHEN)}"
    elif k == 3:
        s = f"{c(WHO)} {c(DID)} {c(WHY)}"
    elif k == 4:
        s = f"{c(LINK)} {c(WHEN)} {c(FELT)}, {c(LINK)} {c(WHEN)} {c(WHO)} {c(DID)} {c(WHY)}"
    else:
        s = f"{c(FELT)}, {c(WHY)}"
    return s[0].upper() + s[1:] + c([".", ".", ".", "…", "!"])


def question(rng):
    c = rng.choice
    return c(ASK).format(who=c(WHO), did=c(DID), when=c(WHEN), felt=c(FELT))


def transcript(rng, speaker, n_words):
    """text, and the participant sentences' (start, end) grouped by turn"""
    parts, turns, pos, words = [], [], 0, 0
    while words < n_words:
        q = "I: " + question(rng) + "\n"
        parts.append(q)
        pos += len(q)
        words += q.count(" ") + 1
        head = f"{speaker}: "
        parts.append(head)
        pos += len(head)
        words += 1
        spans = []
        for i in range(rng.randrange(3, 12)):
            s = sentence(rng)
            spans.append((pos, pos + len(s)))
            parts.append(s)
            parts.append(" ")
            pos += len(s) + 1
            words += s.count(" ") + 1
            if words >= n_words:
                break
        parts[-1] = "\n"
        turns.append(spans)
    return "".join(parts), turns, words


def segment(rng, turns):
    t = turns[rng.randrange(len(turns))]
    a = rng.randrange(len(t))
    b = min(len(t), a + 1 + min(int(rng.expovariate(0.9)), 5))
    return t[a][0], t[b - 1][1], t[0][0], t[-1][1]


def codings_of(rng, nprng, turns, quotas, codes, theme_of, weights, by_theme):
    """one list of (code, start, end) a coder"""
    n_true = max(1, int(np.mean(quotas) * 1.05))
    truth = []
    picks = nprng.choice(len(codes), size=n_true, p=weights)
    for k in picks:
        truth.append((codes[k],) + segment(rng, turns))
    out = []
    for q in quotas:
        mine = []
        for code, a, b, lo, hi in truth:
            if len(mine) == q:
                break
            if rng.random() > 0.8:
                continue
            if rng.random() < 0.125:
                code = rng.choice(by_theme[theme_of[code]])
            if rng.random() < 0.5:
                a = max(lo, min(a + rng.randrange(-20, 21), b - 2))
                b = min(hi, max(b + rng.randrange(-20, 21), a + 2))
            mine.append((code, a, b))
        while len(mine) < q:
            a, b, _, _ = segment(rng, turns)
            mine.append((codes[int(nprng.integers(len(codes)))], a, b))
        mine.sort(key=lambda r: (r[1], r[2], r[0]))
        out.append(mine)
    return out


def write_docx(path, text):
    w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = "".join(
        f'<w:p><w:r><w:t xml:space="preserve">{escape(line)}</w:t></w:r></w:p>'
        for line in text.rstrip("\n").split("\n")
    )
    files = {
        "[Content_Types].xml": '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/'
        'package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
        'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/'
        'document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
        "</Types>",
        "_rels/.rels": '<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/'
        'package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/'
        '2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="{w}"><w:body>{body}'
        "</w:body></w:document>",
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as z:
        for name, data in files.items():
            z.writestr(zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0)), data)


def main():
    ap = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    ap.add_argument("out", type=Path)
    ap.add_argument("--preset", choices=PRESETS)
    ap.add_argument("--docs", type=int, default=3)
    ap.add_argument("--words", type=int, default=1000)
    ap.add_argument("--codings", type=int, default=200)
    ap.add_argument("--coders", type=int, default=4, choices=range(1, len(CODERS) + 1))
    ap.add_argument("--seed", type=int, default=20240607)
    ap.add_argument("--docx", action="store_true", help="also write .docx copies")
    a = ap.parse_args()
    if a.preset:
        for k, v in PRESETS[a.preset].items():
            setattr(a, k, v)
    t0 = time.perf_counter()
    tdir = a.out / "transcripts"
    tdir.mkdir(parents=True, exist_ok=True)
    if a.docx:
        (a.out / "transcripts_docx").mkdir(exist_ok=True)
    coders = CODERS[: a.coders]
    by_theme = THEMES
    theme_of = {c: t for t, cs in THEMES.items() for c in cs}
    codes = list(theme_of)
    weights = 1 / np.arange(1, len(codes) + 1) ** 0.6  # some codes common, some rare
    weights /= weights.sum()
    order = np.random.default_rng(a.seed).permutation(len(codes))
    weights = weights[order]
    base, rest = divmod(a.codings, a.docs * a.coders)
    chars = words = rows = 0
    with open(a.out / "codings.csv", "w", encoding="utf-8", newline="") as f:
        out = csv.writer(f, lineterminator="\n")
        out.writerow(["coder", "document", "code", "start", "end", "quote"])
        for d in range(a.docs):
            rng = random.Random(a.seed * 1_000_003 + d)
            nprng = np.random.default_rng([a.seed, d])
            text, turns, n = transcript(rng, f"P{d + 1}", a.words)
            name = f"T{d + 1:04d}.txt"
            (tdir / name).write_bytes(text.encode("utf-8"))
            if a.docx:
                write_docx(a.out / "transcripts_docx" / f"T{d + 1:04d}.docx", text)
            chars += len(text)
            words += n
            quotas = [base + (d * a.coders + i < rest) for i in range(a.coders)]
            for who, mine in zip(
                coders, codings_of(rng, nprng, turns, quotas, codes, theme_of, weights, by_theme)
            ):
                for code, s, e in mine:
                    out.writerow([who, name, code, s, e, text[s:e]])
                rows += len(mine)
    with open(a.out / "codebook.csv", "w", encoding="utf-8", newline="") as f:
        out = csv.writer(f, lineterminator="\n")
        out.writerow(["theme", "code"])
        out.writerows((t, c) for t, cs in THEMES.items() for c in cs)
    items = [f"{s}{i}" for s in ("efficacy", "support", "burden", "hope") for i in range(1, 6)]
    rng = np.random.default_rng([a.seed, 7])
    with open(a.out / "participants.csv", "w", encoding="utf-8", newline="") as f:
        out = csv.writer(f, lineterminator="\n")
        out.writerow(["document", "participant", "group"] + items)
        for d in range(a.docs):
            out.writerow(
                [f"T{d + 1:04d}.txt", f"P{d + 1}", "AB"[d % 2]]
                + rng.integers(1, 6, len(items)).tolist()
            )
    man = dict(
        seed=a.seed,
        docs=a.docs,
        words=words,
        chars=chars,
        coders=coders,
        codes=len(codes),
        codings=rows,
    )
    (a.out / "manifest.json").write_text(json.dumps(man, indent=1) + "\n")
    print(json.dumps(man), f"{time.perf_counter() - t0:.1f} s")


if __name__ == "__main__":
    main()
