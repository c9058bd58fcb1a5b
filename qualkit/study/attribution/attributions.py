"""What prints beside quotations: one label a person, shared by enough people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from qualkit.core.clearing import Against, Objection
from qualkit.core.deidentifying import Profile
from qualkit.core.records import Participant
from qualkit.core.wording import counted, some
from qualkit.privacy.disclosure import Disclosure, Label, disclose
from qualkit.privacy.disclosure.labels import Wanted
from qualkit.privacy.disclosure.telling import Widened, sentences
from qualkit.privacy.disclosure.values import SAYS_NOTHING, folded, key_of
from qualkit.study.attribution.attributing import counted_people, rule_beside, rule_of, survey_rule
from qualkit.study.session import Session

NOBODY = "participant"
"""What prints where neither a pseudonym nor an attribute does."""
RESPONDENT = "survey respondent"
SURVEY = "survey"


@dataclass(frozen=True, slots=True)
class Attribution:
    """What prints of one person, and why it is not more.

    `fellows` is how many participants (or respondents) print so, the person too; `size` is how
    many that makes of those who are counted, the population where study.yaml names a count.
    """

    pseudonym: str
    label: str
    respondent: bool
    attributes: tuple[tuple[str, str], ...]
    fellows: int
    size: int
    least: int
    in_population: bool
    widened: tuple[Widened, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class Attributions:
    """What prints beside the quotations of a study, for one circle of readers.

    `widened` says in sentences what was widened and why: they name what was left out, so they are
    for the team and the ethics board and never go into a file that leaves. `warnings` are what a
    person should look at before anything leaves.
    """

    profile: Profile
    pseudonyms: bool
    people: tuple[Attribution, ...]
    widened: tuple[str, ...]
    warnings: tuple[str, ...]
    minimum: int
    _labels: Mapping[str, Label]
    _respondents: frozenset[str]
    _teams: Mapping[str, str]
    _team: str
    _beside: str
    _shown: tuple[str, ...] | None
    _made: dict[tuple[tuple[str, ...], bool, tuple[str, ...] | None], str] = field(
        default_factory=dict, repr=False, compare=False
    )

    def label(
        self, speakers: Sequence[str], paraphrased: bool = False,
        shown: Sequence[str] | None = None,
    ) -> str:  # fmt: skip
        """What prints beside a quotation of these speakers, without brackets around it.

        `P07, nurse, NHS`; several speakers are parted by semicolons; `shown` limits the
        attributes. "" where nobody is named, as in a text without speakers.
        """
        key = tuple(speakers), paraphrased, None if shown is None else tuple(shown)
        if key not in self._made:
            each = [self._one(who, shown) for who in dict.fromkeys(speakers) if who]
            said = "; ".join(each)
            self._made[key] = f"{said}; paraphrased" if paraphrased and said else said
        return self._made[key]

    def _one(self, who: str, shown: Sequence[str] | None) -> str:
        label = self._labels.get(who)
        words = label.words(self._shown if shown is None else shown) if label else ()
        of_survey = who in self._respondents
        if self.pseudonyms:
            return ", ".join((who, *([SURVEY] if of_survey else []), *words))
        if of_survey:
            return ", ".join((RESPONDENT, *words))
        return ", ".join(words) or NOBODY

    def group(self, who: str) -> str:
        """In which group of `beside` the person's quotations may stand; "" where in none."""
        label = self._labels.get(who)
        for name, value in zip(label.attributes, label.printed, strict=True) if label else ():
            if key_of(name) == self._beside:
                return value
        return ""

    def widened_of(self, quoted: Iterable[str]) -> tuple[str, ...]:
        """What of `widened` concerns these people."""
        who = frozenset(quoted)
        people = (each for each in self.people if each.pseudonym in who)
        return sentences([change for each in people for change in each.widened])

    def against(self, quoted: Iterable[str]) -> tuple[Objection, ...]:
        """What stands against attributing quotations to these people, whatever prints of them."""
        who = [name for name in dict.fromkeys(quoted) if name in self._labels]
        return (*self._too_few(who), *self._one_team(who))

    def _too_few(self, quoted: Sequence[str]) -> Iterator[Objection]:
        for respondents in (False, True):
            short = [
                name for name in quoted
                if (name in self._respondents) is respondents and self._labels[name].short
            ]  # fmt: skip
            if short:
                label = self._labels[short[0]]
                if label.in_population:
                    there = f"the population counts only {label.size}"
                else:
                    noun = "respondent" if respondents else "participant"
                    there = f"the study has only {counted(label.size, noun)}"
                said = (
                    f"{some(short, 8)}: {there}, and at least {label.least} should share what "
                    "prints, even where nothing does"
                )
                yield Objection(Against.DISCLOSURE, said, people=tuple(short))

    def _one_team(self, quoted: Sequence[str]) -> Iterator[Objection]:
        told: dict[tuple[str, str], list[str]] = {}
        for name in quoted:
            teams = {folded(self._teams.get(fellow, "")) for fellow in self._labels[name].fellows}
            (team, *others) = sorted(teams)
            if not others and team not in SAYS_NOTHING:
                words = ", ".join(self._labels[name].words()) or "nothing"
                told.setdefault((words, self._teams[name]), []).append(name)
        for (words, team), people in told.items():
            said = (
                f"{some(people, 8)}: all who share the attribution '{words}' are of one "
                f"{self._team} ({team}), where everybody knows everybody"
            )
            yield Objection(Against.ONE_TEAM, said, people=tuple(people))


def attributions(
    session: Session, profile: Profile | str, *, wanted: Wanted | None = None, beside: str = ""
) -> Attributions:
    """What prints beside quotations for these readers.

    `wanted` gives pseudonym to the attributes of each of their quotations, where they are not
    those of study.yaml: all that prints of one person is counted together (what earlier exports
    printed of them may be among it, as sets of attributes like the others). `beside` is an
    attribute by which quotations are put into columns: it is said of whoever stands there, so it
    counts with what prints, and what study.yaml shows beyond it goes first (see `group`).
    """
    profile = Profile(profile)
    settings = session.settings.attribution
    interviewed, answered = counted_people(session)
    rule, warnings = rule_of(session, interviewed)
    usual = rule.shown
    rule = rule_beside(rule, beside)
    of_survey = frozenset(person.pseudonym for person in answered)
    mine = disclose(interviewed, rule, _part(wanted, of_survey, inside=False))
    theirs = disclose(
        answered, survey_rule(session, rule), _part(wanted, of_survey, inside=True)
    )  # fmt: skip
    found = Attributions(
        profile,
        settings.pseudonym and profile is not Profile.PUBLIC,
        (),
        sentences((*mine.widened, *theirs.widened)),
        (*warnings, *mine.warnings, *_known_to_insiders(mine, rule.minimum)),
        rule.population_minimum if rule.population else rule.minimum,
        {**mine.labels, **theirs.labels},
        of_survey,
        _teams(settings.team, (*interviewed, *answered)),
        settings.team,
        key_of(beside),
        None if wanted else usual,
    )
    return replace(found, people=_people(found, mine, theirs))


def _people(found: Attributions, *parts: Disclosure) -> tuple[Attribution, ...]:
    widened: dict[str, list[Widened]] = {}
    for part in parts:
        for each in part.widened:
            widened.setdefault(each.who, []).append(each)
    return tuple(
        Attribution(
            who,
            found.label((who,)),
            who in found._respondents,
            tuple(zip(label.attributes, label.printed, strict=True)),
            len(label.fellows),
            label.size,
            label.least,
            label.in_population,
            tuple(widened.get(who, ())),
            widened[who][0].why if who in widened else "",
        )
        for part in parts
        for who, label in part.labels.items()
    )


def _part(wanted: Wanted | None, of_survey: frozenset[str], *, inside: bool) -> Wanted | None:
    if wanted is None:
        return None
    return {who: each for who, each in wanted.items() if (who in of_survey) is inside}


def _known_to_insiders(found: Disclosure, minimum: int) -> Iterator[str]:
    """Labels that many people of the population would have and hardly any participant."""
    few: dict[tuple[str, ...], None] = {}
    for label in found.labels.values():
        if label.in_population and len(label.fellows) < minimum:
            few[label.fellows] = None
    for people in few:
        label = found.labels[people[0]]
        words = ", ".join(label.words())
        what = f"people of the population are '{words}'" if words else "people print as nothing"
        yield (
            f"{some(people, 8)}: {label.size} {what}, but only "
            f"{counted(len(people), 'participant')}: that does not protect from those who know "
            "who took part"
        )


def _teams(attribute: str, people: Iterable[Participant]) -> dict[str, str]:
    if not attribute:
        return {}
    key = key_of(attribute)
    return {
        person.pseudonym: value
        for person in people
        for name, value in person.attributes.items()
        if key_of(name) == key
    }
