"""Phrases after which a colleague knows who speaks, without any name: whole clauses for review."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qualkit.core.findings import Finding, FindingType
from qualkit.privacy.scan.clauses import clause
from qualkit.privacy.scan.context import REVIEW, Context

_ROLE = (
    r"(?:manager|lead|leader|nurse|officer|consultant|psychologist|psychiatrist|pharmacist|doctor|"
    r"gp|cpn|worker|coordinator|co-ordinator|steward|rep|supervisor|director|chair|treasurer|"
    r"commissioner|analyst|chaplain|minister|cook|caretaker|receptionist|secretary|head|deputy|"
    r"locum|registrar|trainer|sergeant|inspector|psychotherapist|therapist|counsellor|midwife|"
    r"administrator|practitioner|founder|student|apprentice|f1|f2|adult)"
)
_POST = (
    r"team leads?|team leaders?|psychologist|psychiatrist|pharmacist|consultant|service manager|"
    r"line manager|locality manager|operations manager|project manager|chaplain|receptionist|"
    r"clinical lead|lead nurse|charge nurse|ward manager|senior charge nurse|keyworker|steward"
)
_HEAD = (
    r"chief officer|chief executive|chief nurse|medical director|managing director|head of \w+|"
    r"service manager|locality manager|team leader|clinical director|clinical lead|chief inspector|"
    r"superintendent|convener|provost|minister|ward manager|shop steward|operations manager"
)
_OCCUPATION = (
    r"joiner|plumber|painter|decorator|bus driver|taxi driver|lorry driver|train driver|teacher|"
    r"head ?teacher|fisherman|miner|riveter|welder|electrician|roofer|scaffolder|greenkeeper|"
    r"janitor|"
    r"jannie|postman|postie|minister|footballer|boxer|jockey|singer|dancer|musician|hairdresser|"
    r"accountant|solicitor|lawyer|sheriff|engineer|chef|farmer|soldier|marine|fireman|firefighter|"
    r"paramedic|dentist|vet|banker|architect|journalist|reporter|councillor|pastor|priest|nun|"
    r"barman|barmaid|bouncer|doorman|dinner lady|lollipop (?:man|lady)|crofter|gamekeeper|fishwife|"
    r"trawlerman|shipbuilder|steelworker|weaver|tailor|mechanic|pilot|stewardess|model|author|"
    r"professor|lecturer|befriender|lifeguard|referee|organist|caretaker|undertaker"
)
_PUBLISHED = r"(?:paper|papers|news|telly|tv|television|radio|tabloids?|press|reporting scotland)"
_EVENT = (
    r"(?:fire|flood|raid|murder|stabbing|shooting|crash|inquest|inquiry|siege|riot|strike|scandal|"
    r"drowning|explosion|robbery|kidnapping|protest|occupation|tribunal|whistle)"
)

_STORIES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\b(?:the|their|our|its|his|her|my) (?:only|sole)\b(?! (?:thing|way|reason|time|problem|"
        r"difference|bit|part|good thing|other thing|question|option|answer|trouble|place))",
        r"\b(?:i'm|i am|i was|it's|it was|that was|she's|he's|she was|he was|ah'm|ah wis) "
        r"(?:the|their|our) (?:first|last|one|wan|youngest|oldest|longest|sole)\b(?! (?:thing|time|"
        r"week|day|year|month|straw|bit|part))",
        r"\b(?:i'd have been|i'd been|been) (?:the|their|our) (?:first|last|only|one)\b",
        r"\bthe (?:first|last|youngest|oldest|longest)(?:[- ]\w+){0,3} (?:in|ever|on|of) "
        r"(?:the|scotland|this|that|all|britain|our)\b",
        r"\bthe one (?:\w+ )?(?:\w+ ){0,2}(?:that|who|covering|in|for|on)\b",
        r"\b(?:it was|it wis|was) (?:me|us) (?:that|who)\b",
        r"\bi(?:'m| am| was) (?:the|that) (?:man|woman|boy|girl|guy|lassie|lad|person|nurse|worker)"
        r" (?:that|who)\b",
        r"\b(?:he|she|they)(?:'s|'re| is| was) (?:the|that) (?:wee )?(?:man|woman|boy|girl|guy|"
        r"lassie|lad|one|laddie|bairn) (?:that|who|whose)\b",
        r"\bthe (?:guy|man|woman|boy|girl|lassie|lad|fella|bairn|wean) (?:who|that) (?:\w+ )?"
        r"(?:died|jumped|fell|drowned|burned|stabbed|killed|was)\b",
        r"\b(?:everybody|everyone|abody|aabody|a'body|whole town|all of them|folk) "
        r"(?:\w+ ){0,4}(?:knows?|knew|kens?|kent|remembers?)\b(?! (?:that|how to))",
        rf"\b(?:in|on|tae|to|into) (?:the|a') (?:\w+ )?{_PUBLISHED}\b",
        r"\bon (?:reporting scotland|stv|the six o'clock)\b",
        rf"\bthe (?:one |first |last |big )?{_EVENT}\b",
        r"\bone of the (?:only|first|last|few|two|three|four)\b",
        r"\b(?:her|his|their|my) (?:son|daughter|father|mother|brother|sister|husband|wife|dad|mum)"
        r" (?:was|is|wis|had been) (?:the|a|an)\b",
        r"\bthe (?:\w+ )?(?:smallest|biggest|largest|oldest|busiest|youngest|longest|remotest) "
        r"(?:\w+ ){1,2}(?:in|on|of)\b",
        r"\b(?:mbe|obe|cbe|award|medal)\b",
        r"\bblew the whistle\b|\bwhistle ?blow\w+\b",
        r"\b(?:been|the) (?:one|wan) to report\b",
        r"\bon both sides of\b|\bno (?:one|body) else (?:in|here|does|has)\b",
        r"\bthe case (?:of|against|that)\b|\bin the \w+ (?:\w+ )?case\b",
        r"\bbefore (?:they|it) (?:shut|closed|was shut)\b",
    )
)
_ROLES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b(?:i'm|i am|i was|i've been|as|ah'm|ah'm|being|became) (?:the|their) (?:[\w-]+ )"
        rf"{{0,3}}{_ROLE}\b",
        r"\b(?:i'm|i am|i was|ah'm) an? (?:[\w-]+ ){0,2}(?:student|trainee|apprentice|seconded)\b",
        r"\b(?:he|she)(?:'s| is| was) the (?:[\w-]+ ){0,2}(?:consultant|chair|director|founder|"
        r"manager|lead|minister|locum)\b",
        rf"\b(?:our|ma|my) (?:own )?(?:[\w-]+ )?(?:{_POST})\b",
        rf"\bthe (?:[\w-]+ )?(?:{_HEAD})\b",
        r"\b(?:she|he|i)(?:'s|'m| is| was| am) (?:acting up|part[- ]time|on secondment|agency|"
        r"bank)\b",
        rf"\b(?:a|an|the|was|were) (?:[\w-]+ )?(?:{_OCCUPATION})\b",
        rf"\bas (?:{_HEAD}|{_POST})\b",
        r"\b(?:my|our) (?:old )?(?:student|mentee|supervisee)\b",
        r"\bi was seconded\b|\bin my capacity as\b",
    )
)
_WORKPLACES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\bthe (?:[\w-]+ ){0,2}(?:unit|clinic|department|hostel|team|office|wing|hall|station) "
        r"(?:at|in|on|of|abeen|above|over)\b(?! (?:all|the (?:day|end|time|week|morning)|charge|"
        r"fact|a (?:day|week)))",
        r"\b(?:the|a|an) (?:[\w-]+ )?(?:bowling club|football club|rugby club|golf club|care home|"
        r"nursing home|church hall|boxing club|social club|cardiac hospital|sheltered housing|"
        r"primary school|high school|secondary school|sheriff court|foodbank|food bank|"
        r"day hospital|whole parish|care village|fire station|lifeboat|carpet shop|chip shop|"
        r"chippy|bookies)\b",
        r"\b(?:above|over|beside|next to|behind|across from|opposite|abeen|roon fae) (?:the|a) "
        r"(?:[\w']+ )?(?:shop|store|bank|church|chapel|kirk|school|station|pub|bar|"
        r"bakers?|butchers?|library|garage|bookies|chippy|chemist|harbour|dock|park|stadium|"
        r"mosque|bridge|post office)\b",
    )
)
_ILL = (
    r"(?:cancer|parkinson'?s|diabetes|diabetic|epilep\w+|bipolar|schizophreni\w+|leukaemia|hiv|"
    r"hepatitis|dialysis|transplant|stroke|heart attack|bypass|multiple sclerosis|autis\w+|adhd|"
    r"cataracts|pregnant|miscarriage|dementia|alzheimer'?s|asthma|arthritis|wheelchair|deaf|"
    r"blind|breakdown|ptsd)"
)
_FAITH = (
    r"(?:jewish|muslim|catholic|protestant|hindu|sikh|buddhist|quaker|mormon|christian|jehovah'?s|"
    r"deacon|elder|priest|nun|pastor|imam|rabbi|gay|lesbian|bisexual|trans|transgender|traveller|"
    r"widow|widower|divorced|adopted|twin|orphan|refugee)"
)
_PERSONAL = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b(?:i'm|i am|i was|i've|i had|i have|my|ah've|ah'm|he's|she's|he was|she was|with|had)"
        rf" (?:[\w'-]+ ){{0,5}}?{_ILL}\b",
        rf"\b(?:i'm|i am|i was|he's|she's|we're|ah'm|is|was|being) (?:an? )?(?:\w+ )?{_FAITH}\b",
        r"\b(?:two|three|four|five|six|seven|eight|twin|\d) (?:\w+ )?(?:sons|boys|daughters|girls|"
        r"kids|weans|children|brothers|sisters|bairns|laddies|lassies)\b",
        r"\b(?:recovery|clean|sober) since\b",
        r"\bat school (?:together|with)\b",
        r"\bmonths pregnant\b|\boff (?:sick|with (?:my|his|her|stress|the stress|a bad))\b",
        r"\bon the (?:rigs|trawlers|lorries|railways?|bins|fishing boats)\b",
        r"\b(?:in the|my) (?:navy|army|merchant navy|marines|raf|black watch|oil rigs?)\b",
    )
)


def cues(context: Context) -> Iterator[Finding]:
    """The clauses in which a cue stands; never masked by themselves."""
    text = context.text.replace("’", "'")
    for kind, patterns, rule, said in (
        (FindingType.STORY, _STORIES, "sets somebody apart", "[detail removed]"),
        (FindingType.ROLE, _ROLES, "says what somebody is", "[role]"),
        (FindingType.WORKPLACE, _WORKPLACES, "describes a place", "[place of work]"),
        (FindingType.PERSONAL, _PERSONAL, "health, faith or family", "[personal detail]"),
    ):
        for pattern in patterns:
            for match in pattern.finditer(text):
                start, end = clause(text, *match.span())
                yield context.found(start, end, kind, REVIEW, rule, said)
