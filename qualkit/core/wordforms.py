"""Word forms made alike by a plain rule about endings: for English, without any table.

The rule, on words of more than three letters in lower case:

1. `'s` and `'` at the end go: nurse's, nurses'.
2. `-ies` and `-ied` become `-y`; `-sses`, `-shes`, `-ches`, `-xes`, `-zes` lose `-es`; another
   final `-s` goes, unless it follows s, u or i: vacancies, boxes, lists; not: stress, bus.
3. `-ing` and `-ed` go where a vowel and at least three letters are left, and a consonant that is
   doubled before them loses its double, but not l, s or z: stopping, covered; not: sing, need.
4. A final `-e` goes: make as in making.

Irregular forms (went, people) stay apart; lookup tables of lemmas know those.
"""

from __future__ import annotations

from functools import lru_cache

_VOWELS = frozenset("aeiouy")
_KEEP_DOUBLE = frozenset("lsz")

_COMMON = (
    "a about after again ain all also always am an and any are as at aye back be because been "
    "before being both but by can can't cannae come could couldn't couldnae did didn't didnae "
    "dinnae do does doesn't doesnae doing don't done down each either else er erm even ever "
    "every few for from get gets getting give go goes going gonna got had hadn't hadnae hae has "
    "hasn't have haven't having he he'd he'll he's her here hers him his how i i'd i'll i'm "
    "i've if in into is isn't isnae it it'd it'll it's its just ken kind know like look lot "
    "made make many maybe me mean mhm more most much my myself naw no noo nor not now of off oh "
    "ok okay on one only or other our out over ower own quite really right said same say says "
    "see she she'd she'll she's should so some something sort still such tae take than that "
    "that's the their them then there there's these they they'd they'll they're they've thing "
    "things think this those though thought to too um up us used very was wasn't wasnae way we "
    "we'd we'll we're we've well went were weren't what what's when where which while whit who "
    "why wi will with won't would wouldn't wouldnae yeah yes yin you you'd you'll you're you've "
    "your yous"
)
COMMON = frozenset(_COMMON.split())
"""Words of English, and of Scots, that say nothing of a passage's subject; fillers of speech."""


@lru_cache(maxsize=100_000)
def word_form(word: str) -> str:
    """What the forms of one word have in common, by the rule above; `word` is folded.

    >>> [word_form(word) for word in ("cover", "covers", "covered", "covering")]
    ['cover', 'cover', 'cover', 'cover']
    """
    word = word.removesuffix("'s").removesuffix("'")
    if len(word) <= 3:
        return word
    word = _singular(word)
    for ending in ("ing", "ed"):
        left = word.removesuffix(ending)
        if left != word and len(left) >= 3 and not _VOWELS.isdisjoint(left):
            word = left
            if word[-1] == word[-2] and word[-1] not in _KEEP_DOUBLE:
                word = word[:-1]
            break
    return word.removesuffix("e") if len(word) > 3 else word


def _singular(word: str) -> str:
    if word.endswith(("ies", "ied")) and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zes")):
        return word[:-2]
    if word.endswith("s") and word[-2] not in "sui":
        return word[:-1]
    return word
