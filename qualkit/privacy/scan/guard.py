"""Names that are also everyday words: what capitals and neighbours say for a name."""

from __future__ import annotations

from enum import Enum

from qualkit.privacy.scan.lexicon import Lexicon
from qualkit.privacy.scan.tokens import Words, wordset

PRONOUNS = wordset(
    """i you he she it we they ye yous me him her us them my your his our their this that these
    those the a an some any no every each not never there what anyone anybody everyone
    somebody someone nobody ah"""
)
# After one of these a lower-case word of this kind is the word, not the name.
_BEFORE_A_WORD = PRONOUNS | wordset(
    """of much more little less enough good bad great full in with without for lot such very so too
    only as be is are was were been will would can could should may might must do does did
    don't i'll you'll he'll she'll we'll they'll it'll to who'll that'll high low best worst
    last first next same lose lost have has had having got get give gave given"""
)
# Words between which a person stands: "and mark got involved", "so grant does the numbers".
DOES = wordset(
    """is was has had says said does did goes went got gets came comes told tells rang phoned asked
    knows knew thinks thought runs ran started left took takes gave gives who and never
    always just actually works worked wants wanted made makes"""
)
_MONTHS = wordset(
    """january february march april may june july august september october november december summer
    winter spring autumn dawn"""
)
_TIME_BEFORE = wordset(
    """in last next this since until till by every of early late from mid during around before
    after for each that the"""
)


# Never a name, wherever a capital stands: after a dash or a mark of the transcriber.
FUNCTION_WORDS = (
    PRONOUNS
    | DOES
    | wordset(
        """nope yep and or but if so no nae naw aye yes yeah well oh och ah eh um er mm aha right ok
    okay then when where why how what which whose while because cos as at by for from in into of off
    on out over to up with without is are am be been being do does did don't can can't could
    should would will won't have has had haven't just still even only also too very now
    again here sorry thanks please see look mind like maybe anyway actually obviously
    honestly sometimes about after before all both more most some same than until till since
    through tae wi fae an aw ma ye yer oor wis wir didnae cannae wouldnae isnae fit foo far
    fa fan noo doon oot"""
    )
)


class Reading(Enum):
    """How a word that may be a name is read."""

    NAME = "name"
    DOUBT = "doubt"
    WORD = "word"


def reading(words: Words, index: int, lex: Lexicon) -> Reading:
    """Whether the everyday word at `index` is a name here, cannot be one, or only a person knows.

    A name: a capital in the middle of a sentence. In doubt: a capital where any word would have
    one. A word: a neighbour that no name would have.
    """
    token = words.tokens[index]
    before, after = words.low(index - 1), words.low(index + 1)
    if not token.capital:
        return _lower(words, index, before, after)
    if token.shouted and (words.capital(index - 1) or words.capital(index + 1)):
        return Reading.DOUBT
    if token.opens:
        if token.clitic == "s":
            return Reading.DOUBT
        if not words.spaced(index + 1):
            return Reading.DOUBT
        if after in PRONOUNS or (after == token.low and not token.clitic):
            return Reading.WORD
        return Reading.DOUBT
    if token.low in _MONTHS and before in _TIME_BEFORE and token.clitic != "s":
        return Reading.WORD
    if before in ("the", "a", "an", "this", "that", "no", "any", "some", "of", "great", "every"):
        return Reading.DOUBT
    after_capital = words.joined(index + 1) and words.capital(index + 1)
    if after_capital and lex.is_word(after) and after not in ("i",):
        return Reading.DOUBT
    return Reading.NAME


def _lower(words: Words, index: int, before: str, after: str) -> Reading:
    if not words.lower_case(words.tokens[index].start):
        return Reading.WORD
    if before in _BEFORE_A_WORD and after not in DOES:
        return Reading.WORD
    if after in PRONOUNS and words.tokens[index].low in ("will", "may", "mark", "can"):
        return Reading.WORD
    if before in ("i", "you", "we", "they", "he", "she", "it", "i'll", "he'll", "the", "a", "my"):
        return Reading.WORD
    return Reading.DOUBT
