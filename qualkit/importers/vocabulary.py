"""The words that transcripts are labelled with, in one place."""

from __future__ import annotations

import re

SPEAKER_HEADINGS = (
    "speaker", "speaker name", "speaker label", "name", "participant", "who", "person", "voice",
    "role", "label", "participant id", "speaker id", "user",
)  # fmt: skip
TEXT_HEADINGS = (
    "text", "utterance", "transcript", "content", "speech", "what was said", "transcription",
    "sentence", "message", "quote", "comment", "response", "answer", "words", "line",
)  # fmt: skip
TIME_HEADINGS = (
    "time", "timestamp", "time stamp", "start", "start time", "timecode", "time code", "begin",
    "from", "in", "start timestamp",
)  # fmt: skip


def words_of(text: str) -> frozenset[str]:
    """The words of a list that is kept as one string, for reading's sake."""
    return frozenset(text.split())


def _phrases(text: str) -> frozenset[str]:
    return frozenset(" ".join(phrase.split()) for phrase in text.split("|"))


_NUMBER = r"(?:[\s_#.-]*(?:no\.?\s*)?(?:\d{1,3}[a-z]?|[a-z]))?"


def _label(*words: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(words)}){_NUMBER}", re.IGNORECASE)


INTERVIEWER = _label(
    "interviewers?", "facilitators?", "moderators?", "(?:co-?|lead )?researchers?", "int", "intv",
    "ivr", "inter", "mod", "fac", "interviewer/researcher", "co-?(?:facilitator|moderator)",
    "assistant moderator", "host", "evaluator", "question",
)  # fmt: skip
PARTICIPANT = _label(
    "participants?", "interviewees?", "respondents?", "informants?", "resp", "part", "ppt",
    "pt", "speakers?", "spkr?", "male", "female", "man", "woman", "person", "voice", "patient",
    "client", "guest", "subject", "student", "teacher", "nurse", "doctor", "parent", "mother",
    "father", "carer", "caregiver", "answer", "(?:fe)?male (?:speaker|voice|participant)",
)  # fmt: skip
OTHER = _label(
    "note[\\s-]?takers?", "transcribers?", "transcriptionists?", "observers?", "interpreters?",
    "(?:unknown|unidentified|unclear|unnamed)"
    "(?: (?:speaker|voice|male|female|person|participant))?",
    "multiple (?:speakers|voices)", "(?:several|all|many|various)(?: (?:speakers|voices|at once))?",
    "everyone", "group", "together", "narrator", "announcer",
)  # fmt: skip
UNKNOWN_SPEAKER = "Unknown speaker"

# One letter and up to three more, a number, a letter: I, P, P1, M2, ES1, INT, P-07, FG1-P3, SP1a.
CODE = re.compile(
    r"[A-Z]{1,4}\.?|[A-Z]{1,4}[ -]?\d{1,4}[a-zA-Z]?|[a-z]{1,2}\d{1,3}"
    r"|[A-Z]{1,3}\d{1,2}[ -]?[A-Z]{1,2}\d{1,3}|(?:[A-Z]\.){2,3}"
)
# Codes that mean the person who asks, beside the words above.
INTERVIEWER_CODES = frozenset({"i", "int", "iv", "ivr", "mod", "fac", "q", "interviewer"})

# Small words inside names: Ludwig van Beethoven, bint, al-Sayed, e, y.
PARTICLES = words_of(
    "de del della der den di da dos das do du la le van von vom zu zur ter ten bin ibn bint al el "
    "ben af av y e and & of the und et st"
)

HEADER_KEYS = _phrases(
    """
    date|time|times|place|location|venue|duration|length|present|attendees|attending|
    apologies|participants|interviewers|people|transcribed by|transcriber|transcribed|
    transcription by|name|names|title|subject|project|study|file|file name|filename|
    recording|audio|audio file|video|interview|interview date|interview no|interview number|
    interview id|interview with|interviewed by|interviewed|date of interview|
    date of transcription|time of interview|focus group|session|id|study id|participant id|
    participant no|participant number|participant code|participant name|interviewee name|
    interviewer name|respondent id|case|case id|code|pseudonym|age|gender|sex|occupation|job|
    job title|role|position|company|company name|organisation|organization|department|
    language|setting|mode|medium|platform|method|version|status|key|legend|conventions|
    transcription conventions|keywords|topic|topics|tags|description|abstract|summary|author|
    authors|contents|started|ended|start|end|start time|end time|recorded|recorded by|
    recorded on|recording date|checked by|consent|ethics|site|ward|country|city|region|year|
    ethnicity|education|contact|email|phone|url|link|source|licence|license|copyright|
    notes on transcription|kind|number of participants|speakers|background|context|
    interview length|interview duration|verified by|reviewed by|group id|document|page|
    meeting|meeting title|organiser|organizer|host organisation|day
    """
)
NOTE_KEYS = _phrases(
    """
    break|note|notes|n.b.|interruption|observation|observer note|field note|fieldnote|
    fieldnotes|field notes|transcriber note|transcriber's note|transcriber’s note|
    editor's note|editor’s note|researcher note|researcher's note|memo|comment|pause|
    tape change|end of recording|recording paused|recording stopped|interview paused|section|
    part|theme|topic|phase|activity|task|exercise|stimulus|prompt card|background noise
    """
)
WEEKDAYS = words_of("monday tuesday wednesday thursday friday saturday sunday")
MONTHS = words_of(
    "january february march april may june july august september october november december"
)
CALENDAR = WEEKDAYS | MONTHS
# What stands before a colon in running text and is nobody's name.
NOT_NAMES = (
    _phrases(
        """
    example|for example|examples|e.g|i.e|that is|namely|http|https|ftp|mailto|www|ps|p.s|re|
    cc|fw|fwd|subject|warning|important|result|results|conclusion|first|firstly|second|
    secondly|third|thirdly|fourth|fifth|finally|last|lastly|next|then|also|so|and|but|or|
    well|yes|no|okay|ok|listen|look|see|remember|imagine|now|today|yesterday|tomorrow|later|
    before|after|because|however|pros|cons|advantages|disadvantages|strengths|weaknesses|
    question|problem|solution|answer|reason|point|step|option|fact|truth|rule|lesson|idea|
    thing|total|sum|total time|quote|edit|update|tip|todo|to do|hint|figure|table|chapter|
    appendix|references|sources|attention|one|two|three|four|five|plus|minus|meaning|good|bad|better|best|worse|worst|
    this|that|it|what|why|how|when|where|who|which|here|there|translation|original|spelling|
    correction|add|rating|score|goal|aim|target|outcome|learning|cost|costs|price|risk|
    benefit|benefits|challenge|challenges|work|home|family|health|money|morning|
    afternoon|evening|night|always|never|sometimes
    """
    )
    | CALENDAR
)
QUESTION_AND_ANSWER = frozenset({"question", "answer"})

_TYPISTS = (
    r"(?:(?:audio )?typists?|typing(?: agency)?|transcri(?:ber|ptionist|ption|bing)s?(?: agency)?"
    r"|agency|editor|translator|interpreter|researcher|interviewer|proof-?reader|checker)"
)
NOTE_LABEL = re.compile(
    rf"{_TYPISTS}(?:['’]?s?['’]?)?(?: final| general)? (?:notes?|comments?|remarks?|queries|query)"
    rf"|(?:notes?|comments?|remarks?) (?:from|by|of|for) (?:the |our )?{_TYPISTS}",
    re.IGNORECASE,
)
"""What a note by somebody who only typed begins with, up to its colon."""

EDITORIAL_WORDS = (
    r"long pause|short pause|pauses?|pausing|laughs?|laughing|laughter|chuckl\w+|giggl\w+|inaudible"
    r"|unclear|unintelligible|indistinct|coughs?|coughing|sighs?|sighing|cr(?:y|ies|ying)|sobs?"
    r"|sobbing|tearful|silence|silent|crosstalk|cross[ -]talk|applause|clap\w*|overlap\w*|nods?"
    r"|nodding|shakes? (?:his |her |their )?head|smiles?|smiling|whispers?|whispering|sniffs?"
    r"|sneezes?|clears throat|breath\w*|gasps?|hesitat\w*|interrupts?|interrupting|interruption"
    r"|phone rings|background noise|music|noise|sings?|singing|mumbles?|mumbling|emphasis|ironic"
    r"|sic|redacted|name removed|sarcastic(?:ally)?|beep|audio (?:cuts out|drops|lost)|tuts?"
)
SENTENCE_END = re.compile(r"[.?!…]['\"’”)\]]*\s*$")
EDITORIAL_ONLY = re.compile(
    rf"(?:all |both |everyone |group |general |some |loud |soft )?(?:{EDITORIAL_WORDS})"
    # One sign or word at a time: a repetition inside a repetition can take exponential time.
    r"(?:[ ,.:;\d]|sec(?:ond)?s?|s|min(?:ute)?s?|together|loudly|softly|quietly|again)*"
    r"(?:\s+(?:and|&)\s+\w+(?:\s\w+){0,2})?[?!.]*",
    re.IGNORECASE,
)

STATUS_LINE = re.compile(
    r".{0,80}?\b(?:(?:started|stopped|paused|resumed|ended) (?:the )?(?:transcription|recording)"
    r"|(?:has )?(?:joined|left) the (?:meeting|call|conversation))\.?",
    re.IGNORECASE,
)
CLOSING_LINE = re.compile(
    r"[\[(*=_~#\s–—-]*(?:(?:the )?(?:end|start|beginning|conclusion) of (?:the )?"
    r"(?:transcript(?:ion)?|interview|recording|audio|tape|discussion|focus group|group|meeting"
    r"|session|file|call|side [ab]|part \w+)"
    r"|(?:transcript(?:ion)?|interview|recording|audio|tape|session)"
    r" (?:ends|begins|starts|stops|ended|started|stopped|paused|resumed|concluded|concludes))"
    r"\b[^?!]{0,40}",
    re.IGNORECASE,
)
SECTION_LINE = re.compile(
    r"(?:part|section|chapter|theme|topic|block|session)\s+"
    r"(?:\d+|[ivx]+|[a-h]|one|two|three|four|five|six)\b(?:\s*[:.–—-].{0,60})?",
    re.IGNORECASE,
)
NOTE_LINE = re.compile(rf"[\[(*_\s]*(?:{NOTE_LABEL.pattern})\s*[:.–—-]", re.IGNORECASE)
# Something set off by its typist: *** checked by MC, 10/11/2025 ***
SET_OFF = re.compile(r"(?:\*{3,}|={3,}|#{3,}|_{3,}|~{3,})\s*\w.{0,200}")
THE_END = re.compile(
    r"[\W_]*(?:(?:the )?(?:end|conclusion) of (?:the )?(?:transcript(?:ion)?|interview|recording"
    r"|audio|discussion|focus group|group|meeting|session|file|call)|transcript(?:ion)? ends"
    r"|(?:interview|recording|audio|session|meeting) (?:ends|ended|concludes|concluded))"
    r"(?:\W+\w+){0,4}\W*",
    re.IGNORECASE,
)
"""A closing line below which nobody speaks any more, unless another label follows."""
