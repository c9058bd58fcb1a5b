"""Labels as people and programs write them: one table of layouts, invented for the purpose."""

from __future__ import annotations

from pathlib import Path

import pytest

from qualkit.core.records import Role
from tests.importers.transcript_making import docx, p, said, table, transcript_of

TEAMS = docx(
    p("Team talk-20240101_0900-Meeting Recording")
    + p("May 2, 2024, 9:00AM")
    + p("**Berg, Nina", " started transcription")
    + p("**Berg, Nina", "   0:03\nShall we begin?")
    + p("**Oduya, Sam (Contractor)", "   0:05\nYes.\nI am ready.")
    + p("**Berg, Nina", "   1:02:10\nGood.")
    + p("**Berg, Nina", " stopped transcription")
)
OLD_TEAMS = docx(
    p("0:0:0.0 --> 0:0:2.5\nNina Berg\nShall we begin?")
    + p("0:0:2.5 --> 0:0:4.0\nSam Oduya\nYes, let us.")
    + p("0:0:4.0 --> 0:0:9.0\nNina Berg\nThank you.")
)
WORD_TRANSCRIBE = docx(
    p("Audio file")
    + p("interview.wav")
    + p("Transcript")
    + p("00:00:03 Speaker 1")
    + p("Shall we begin?")
    + p("00:00:05 Speaker 2")
    + p("Yes, let us.")
    + p("It is late.")
    + p("00:00:09 Speaker 1")
    + p("Thank you.")
)
SPEAKER_TABLE = docx(
    table(
        ("Speaker", "Text"),
        ("Nina", ["Shall we begin?", "Or wait?"]),
        ("Sam", ["Yes.", "No: not yet."]),
        ("", "I forgot my glasses."),
        ("Nina", "Fine."),
    )
)
TIME_TABLE = docx(
    table(
        ("00:01", "I", "Shall we begin?"),
        ("00:04", "P7", ["Yes.", "It is late."]),
        ("00:09", "I", "Fine."),
    )
)
BOLD_BARE = docx(
    p("**Nina", " Shall we begin?")
    + p("**Sam", " Yes, let us.")
    + p("**Nina", " Thank you.")
    + p("**Sam", " Welcome.")
)
WRAPPED = (
    "I: Would you tell me how your working day begins, from the moment you\n"
    "come in until the first call of the day is taken, and who is there with\n"
    "you at that time of the morning?\n"
    "\n"
    "P3: Well, I come in at seven and there is usually nobody else, and then\n"
    "the kettle goes on, which is really the first thing that anybody in that\n"
    "building does: the kettle. Then Margaret comes in and we read the notes\n"
    "of the night shift together.\n"
    "\n"
    "I: And after that?\n"
)
MONOLOGUE = (
    "The day went like this: we met at 10:30 in the hall.\n\n"
    "Example: a man came in. Result: nobody saw him.\n\n"
    "Listen: it was not the first time. See https://example.org/a:b for more.\n\n"
    "Time: there is never enough. And so it goes: on and on.\n"
)

# name, content, speakers in order of appearance, number of turns
LAYOUTS: list[tuple[str, str, str | bytes, list[str], int]] = [
    ("inline names", "a.txt", "Nina: Hello.\nSam: Hi.\nNina: So?\nSam: Yes.\n", ["Nina", "Sam"], 4),
    ("codes", "a.txt", "I: Hello?\nP1: Hi.\nI: So?\nP1: Yes.\n", ["I", "P1"], 4),
    ("question, answer", "a.txt", "Q: Hello?\nA: Hi.\nQ: So?\nA: Yes.\n", ["Q", "A"], 4),
    ("no space", "a.txt", "INT:Hello?\nR1:Hi.\nINT:So?\nR1:20 of us.\n", ["INT", "R1"], 4),
    (
        "label on its own line",
        "a.txt",
        "Interviewer:\nHello?\n\nES4:\nHi.\nMore.\n\nInterviewer: So?\n",
        ["Interviewer", "ES4"],
        3,
    ),
    (
        "bare label line",
        "a.txt",
        "INTERVIEWER\nHello?\n\nJAMES\nHi.\n\nINTERVIEWER\nSo?\n\nJAMES\nYes.\n",
        ["INTERVIEWER", "JAMES"],
        4,
    ),
    (
        "several paragraphs",
        "a.txt",
        "Nina: Hello?\n\nSam: One.\n\nTwo.\n\nThree.\n\nNina: So?\n",
        ["Nina", "Sam"],
        3,
    ),
    (
        "time behind the colon",
        "a.txt",
        "Nina: 00:12:31\nHello?\nSam: 00:12:40\nHi.\nNina: 00:12:44\nSo?\n",
        ["Nina", "Sam"],
        3,
    ),
    (
        "time in brackets before",
        "a.txt",
        "[00:12:31] Nina\nHello?\n[00:12:40] Sam\nHi.\n[00:12:44] Nina\nSo?\n",
        ["Nina", "Sam"],
        3,
    ),
    (
        "time and colon",
        "a.txt",
        "[00:00:01.120] Nina: Hello?\n[00:00:03.200] Sam: Hi.\n[00:00:09.000] Nina: So?\n",
        ["Nina", "Sam"],
        3,
    ),
    (
        "time before",
        "a.txt",
        "00:12:31 Nina\nHello?\n00:12:40 Sam\nHi.\n00:12:44 Nina\nSo?\n",
        ["Nina", "Sam"],
        3,
    ),
    (
        "time after",
        "a.txt",
        "Speaker 1   00:00:03\nHello?\n\nSpeaker 2   00:00:05\nHi.\n\nSpeaker 1   00:00:09\nSo?\n",
        ["Speaker 1", "Speaker 2"],
        3,
    ),
    (
        "short time in round brackets",
        "a.txt",
        "Nina: (00:12)\nHello?\nSam: (00:15)\nHi.\nNina: (00:20)\nSo?\n",
        ["Nina", "Sam"],
        3,
    ),
    (
        "hash times",
        "a.txt",
        "I: Hello? #00:00:05-2#\nB: Hi. #00:00:07-9#\nI: So? #00:00:08-1#\nB: Yes.\n",
        ["I", "B"],
        4,
    ),
    (
        "numbered turns",
        "a.txt",
        "[1] Nina AM: Hello?\n[2] Sam BW: Hi.\n[3] Nina AM: So?\n",
        ["Nina AM", "Sam BW"],
        3,
    ),
    (
        "numbered lines",
        "a.txt",
        "1 I: Hello there, are\n2 you ready?\n3 P2: Nearly so, I\n4 think.\n5 I: Good.\n",
        ["I", "P2"],
        3,
    ),
    ("tabs", "a.txt", "I\tHello?\nP1\tHi.\nI\tSo?\nP1\tYes.\n", ["I", "P1"], 4),
    (
        "tabs with times",
        "a.txt",
        "I\t00:01\tHello?\nP1\t00:03\tHi.\nI\t00:09\tSo?\n",
        ["I", "P1"],
        3,
    ),
    ("dashes", "a.txt", "I – Hello?\nP1 – Hi.\nI – So?\nP1 – Yes.\n", ["I", "P1"], 4),
    (
        "square brackets",
        "a.txt",
        "[Interviewer] Hello?\n[P1] Hi.\n[Interviewer] So?\n[P1] [laughs] Yes.\n",
        ["Interviewer", "P1"],
        4,
    ),
    (
        "angle brackets",
        "a.txt",
        "<Interviewer> Hello?\n<P1> Hi. <laughs>\n<Interviewer> So?\n",
        ["Interviewer", "P1"],
        3,
    ),
    (
        "apostrophes, hyphens and diacritics",
        "a.txt",
        "O'Neill: Hello?\nMacDonald-Smith: Hi.\nÅse Ødegård: Yes.\nO’Neill: So?\n"
        "MacDonald-Smith: No.\nÅse Ødegård: Yes.\n",
        ["O'Neill", "MacDonald-Smith", "Åse Ødegård"],
        6,
    ),
    (
        "capitals",
        "a.txt",
        "DR SMITH: Hello?\nMRS VAN DER BERG: Hi.\nDR SMITH: So?\nMRS VAN DER BERG: Yes.\n",
        ["DR SMITH", "MRS VAN DER BERG"],
        4,
    ),
    (
        "role in brackets, then without",
        "a.txt",
        "Fiona (Interviewer): Hello.\nAda: Hi.\nFiona: So.\nAda: Yes.\n",
        ["Fiona (Interviewer)", "Ada"],
        4,
    ),
    (
        "right to left",
        "a.txt",
        "ليلى: كيف حالك؟\nأحمد: بخير.\nليلى: حقا؟\nأحمد: نعم.\n",
        ["ليلى", "أحمد"],
        4,
    ),
    ("full-width colon", "a.txt", "王芳：你好。\n李伟：你好。\n王芳：好。\n", ["王芳", "李伟"], 3),
    ("lower case", "a.txt", "nina: hello?\nsam: hi.\n" * 3, ["nina", "sam"], 6),
    ("one speaker only", "a.txt", "P4: I came here in May.\n\nIt rained.\n", ["P4"], 1),
    (
        "label at each paragraph",
        "a.txt",
        "Maria: I came.\n\nMaria: It rained.\n\nMaria: I left.\n",
        ["Maria"],
        1,
    ),
    ("everybody speaks once", "a.txt", "Nina: Hello.\nSam: Hi.\n", ["Nina", "Sam"], 2),
    ("hard-wrapped", "a.txt", WRAPPED, ["I", "P3"], 3),
    ("monologue with colons", "a.txt", MONOLOGUE, [], 0),
    ("prose", "a.txt", "It rained.\n\nIt went on raining: for days.\n", [], 0),
    (
        "header block",
        "a.txt",
        "Interview 3\nDate: 3 May 2024\nInterviewer: Jane Smith\nParticipant: P07\n"
        "Transcribed by: KL\n\nJS: Hello?\nP07: Hi.\nJS: So?\nP07: Yes.\n",
        ["JS", "P07"],
        4,
    ),
    (
        "a header of one line",
        "a.txt",
        "Participant: P07\n\nI: Hello?\nP07: Hi.\nI: So?\nP07: Yes.\n",
        ["I", "P07"],
        4,
    ),
    (
        "header with dashes",
        "a.txt",
        "Name – ES1   Time – 11.50\nCompany name – X\n\nInterviewer: Hello?\nES1: Hi.\n",
        ["Interviewer", "ES1"],
        2,
    ),
    (
        "break and note",
        "a.txt",
        "I: Hello?\nP1: Hi.\n\nBreak: ten minutes\n\nNote: P1 is back.\n\nP1: So.\nI: Yes?\n",
        ["I", "P1"],
        3,
    ),
    (
        "full name first, initials later",
        "a.txt",
        "Nina Berg: Hello?\nSam Oduya: Hi.\nNB: So?\nSO: Yes.\nNB: Fine?\nSO: Yes.\n",
        ["Nina Berg", "Sam Oduya"],
        6,
    ),
    (
        "a colon inside speech",
        "a.txt",
        "I: So what happened?\nP1: He said:\nGo home.\nThe rule is: never run.\nI: And then?\n",
        ["I", "P1"],
        3,
    ),
    ("bold in markdown", "a.md", "**I:** Hello?\n\n**P1:** Hi.\n\n**I:** So?\n", ["I", "P1"], 3),
    (
        "bold questions and lead-ins",
        "a.md",
        "---\ntitle: x\n---\n\nIntroduction.\n\n**Nina Berg: How so?**\n\n**Sam Oduya:** Well:\n\n"
        "**The first thing.** We met.\n\n**Another thing.** We left.\n\n**NB: And then?**\n\n"
        "**SO:** Home.\n",
        ["Nina Berg", "Sam Oduya"],
        4,
    ),
    (
        "headings in markdown",
        "a.md",
        "# Interview\n\nI: Hello?\n\n## Part two: Work\n\nP1: Hi.\n\nI: So?\n",
        ["I", "P1"],
        3,
    ),
    (
        "voice tags unclosed",
        "a.vtt",
        "WEBVTT\n\n00:00.000 --> 00:02.000\n<v Nina Berg>Hello &amp; welcome.\n\n"
        "00:02.000 --> 00:03.000\n<v Nina Berg>So?\n\n"
        "00:03.000 --> 00:04.000\n<v Sam><i>Yes</i>.</v>\n",
        ["Nina Berg", "Sam"],
        2,
    ),
    (
        "a name on every cue",
        "a.vtt",
        "WEBVTT\n\n1\n00:00:00.000 --> 00:00:02.000\nNina Berg: Hello\n\n"
        "2\n00:00:02.000 --> 00:00:03.000\nNina Berg: there.\n\n"
        "3\n00:00:03.000 --> 00:00:04.000\nSam Oduya: Yes.\n",
        ["Nina Berg", "Sam Oduya"],
        2,
    ),
    (
        "label on the first cue only",
        "a.srt",
        "1\n00:00:00,000 --> 00:00:02,000\nNina: Hello\nthere, my\n\n2\n00:00:02,000 --> "
        "00:00:03,000\nfriend.\n\n3\n00:00:03,000 --> 00:00:04,000\nSam: Yes.\n\n"
        "4\n00:00:05,000 --> 00:00:06,000\nNina: So?\n",
        ["Nina", "Sam"],
        3,
    ),
    (
        "csv",
        "a.csv",
        'Start;Speaker;Transcript\n0:01;Nina;"Hello; you?"\n0:03;Sam;Hi.\n0:05;;More.\n',
        ["Nina", "Sam"],
        2,
    ),
    ("Teams", "a.docx", TEAMS, ["Berg, Nina", "Oduya, Sam (Contractor)"], 3),
    ("older Teams", "a.docx", OLD_TEAMS, ["Nina Berg", "Sam Oduya"], 3),
    ("Word's own transcription", "a.docx", WORD_TRANSCRIBE, ["Speaker 1", "Speaker 2"], 3),
    ("table of speaker and text", "a.docx", SPEAKER_TABLE, ["Nina", "Sam"], 3),
    ("table with times", "a.docx", TIME_TABLE, ["I", "P7"], 3),
    ("bold names without a colon", "a.docx", BOLD_BARE, ["Nina", "Sam"], 4),
]


@pytest.mark.parametrize(
    ("name", "content", "speakers", "turns"),
    [layout[1:] for layout in LAYOUTS],
    ids=[layout[0] for layout in LAYOUTS],
)
def test_a_layout_yields_its_speakers_and_turns(
    tmp_path: Path, name: str, content: str | bytes, speakers: list[str], turns: int
) -> None:
    found = transcript_of(tmp_path, name, content)
    assert [speaker.label for speaker in found.structure.speakers] == speakers
    assert len(found.structure.turns) == turns


def test_no_label_time_or_number_is_left_inside_speech(tmp_path: Path) -> None:
    found = transcript_of(
        tmp_path,
        "a.txt",
        "[1] Nina: [00:00:01] Hello? (00:12)\n[2] Sam: It was 10:30.\n[3] Nina: [laughs] So?\n",
    )
    assert said(found) == [
        ("Nina", "Hello?"),
        ("Sam", "It was 10:30."),
        ("Nina", "[laughs] So?"),
    ]


def test_numbers_of_lines_are_no_speech(tmp_path: Path) -> None:
    found = transcript_of(
        tmp_path,
        "a.txt",
        "1  I: Hello there, are\n2  you ready?\n3  P2: Nearly so, I\n4  think.\n5  I: Good.\n",
    )
    assert said(found)[0] == ("I", "Hello there, are you ready?")
    assert "line numbers" in {item.what for item in found.left_out}


def test_breaks_and_notes_are_asides_that_are_listed(tmp_path: Path) -> None:
    found = transcript_of(
        tmp_path, "a.txt", "I: Hello?\nP1: Hi.\n\nBreak: ten minutes\n\nP1: So.\nI: Yes?\n"
    )
    assert said(found)[1] == ("P1", "Hi. So.")
    assert [(x.what, x.text, x.where, x.kept) for x in found.left_out] == [
        ("note", "Break: ten minutes", "line 4", True)
    ]


def test_a_header_block_is_listed_and_kept(tmp_path: Path) -> None:
    content = "Date: 3 May 2024\nParticipant: P07\n\nI: Hello?\nP07: Hi.\nI: So?\nP07: Yes.\n"
    found = transcript_of(tmp_path, "a.txt", content)
    assert found.text == content
    assert [(x.what, x.text, x.kept) for x in found.left_out] == [
        ("header block", "Date: 3 May 2024", True),
        ("header block", "Participant: P07", True),
    ]


@pytest.mark.parametrize(
    ("content", "roles"),
    [
        ("I: Hello.\nP1: Hi.\nI: So.\nP1: Yes.\n", {"I": "interviewer", "P1": "participant"}),
        ("P: Hello.\nR: Hi.\nP: So.\nR: Yes.\n", {"P": "participant", "R": "interviewer"}),
        ("I: Hello.\nR: Hi.\nI: So.\nR: Yes.\n", {"I": "interviewer", "R": "participant"}),
        ("F: Hello.\nM: Hi.\nF: So.\nM: Yes.\n", {"F": "participant", "M": "participant"}),
        (
            "Facilitator: Hello.\nP1: Hi.\nNotetaker: Louder.\nP1: Yes.\n",
            {"Facilitator": "interviewer", "P1": "participant", "Notetaker": "other"},
        ),
        (
            "Ann: Why?\nBo: Because it was late and I was tired.\nAnn: And how?\nBo: By train.\n",
            {"Ann": "interviewer", "Bo": "participant"},
        ),
    ],
)
def test_roles_follow_labels_and_else_questions(
    tmp_path: Path, content: str, roles: dict[str, str]
) -> None:
    speakers = transcript_of(tmp_path, "a.txt", content).structure.speakers
    assert {speaker.label: speaker.role.value for speaker in speakers} == roles
    assert all(isinstance(speaker.role, Role) for speaker in speakers)


def test_three_participants_who_take_part_make_a_focus_group(tmp_path: Path) -> None:
    def kind(*labels: str, rounds: int = 3) -> str:
        talk = "F: What was it like there?\n" + "".join(
            f"{x}: We waited a while.\n" for x in labels
        )
        return transcript_of(tmp_path, "a.txt", talk * rounds).kind.value

    assert kind("P1", "P2") == "interview"
    assert kind("P1", "P2", "P3") == "focus group"
    assert kind("P1", "P2", "P3", rounds=2) == "interview"


def test_passers_by_make_no_focus_group(tmp_path: Path) -> None:
    answer = "P1: " + "We went down to the quay and waited there for the boat. " * 10 + "\n"
    talk = f"I: And then?\n{answer}Woman: Sorry!\nI: And then?\n{answer}Man: Any change?\n" * 3
    assert transcript_of(tmp_path, "a.txt", talk).kind.value == "interview"
