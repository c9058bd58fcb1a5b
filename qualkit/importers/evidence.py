"""Which candidates are speakers: decided by what the whole document shows."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from qualkit.importers.blocks import Line
from qualkit.importers.doubts import doubts_about
from qualkit.importers.headers import header_lines
from qualkit.importers.joining import initials_of, is_similar
from qualkit.importers.labels import STRONG, Candidate, Form
from qualkit.importers.shapes import PERSONAL, TYPICAL, Shape, is_ambiguous, is_calendar
from qualkit.importers.stamps import ONLY_STAMP
from qualkit.importers.vocabulary import SENTENCE_END

# A word that is seldom a label has to recur, and to stand where a speaker would.
_RECURS = 3
# From this share of labelled paragraphs on, a name that occurs once is a speaker too.
_DENSE = 0.7


@dataclass(slots=True)
class _Group:
    """All candidates with one key."""

    key: str
    found: list[Candidate] = field(default_factory=list)

    @property
    def shape(self) -> Shape:
        return self.found[0].shape

    def count(self, forms: Iterable[Form]) -> int:
        wanted = frozenset(forms)
        return sum(candidate.form in wanted for candidate in self.found)


@dataclass(slots=True)
class Verdict:
    """The accepted labels by line number; `header` are the lines of a header block."""

    labels: dict[int, Candidate]
    header: frozenset[int] = frozenset()
    warnings: tuple[str, ...] = ()


def decide(lines: list[Line], candidates: list[Candidate], cues: bool) -> Verdict:
    """Which candidates are labels of speakers."""
    header = frozenset[int]() if cues else header_lines(lines, candidates)
    unlikely = [c for c in candidates if c.shape is Shape.HEADER and c.line.number not in header]
    personal = [c for c in candidates if c.line.number not in header and _possible(c)]
    _promote_stamped_names(lines, personal)
    court = _Court(lines, personal)
    accepted = court.accepted()
    labels = {c.line.number: c for c in personal if court.stands(c, accepted)}
    _drop_lead_ins(labels, accepted)
    return Verdict(labels, header, tuple(doubts_about(court.groups, unlikely, accepted, labels)))


def _possible(candidate: Candidate) -> bool:
    others = (Shape.WORD, Shape.DOUBTFUL, Shape.NONE)
    return candidate.shape in PERSONAL or candidate.shape in others


def _promote_stamped_names(lines: list[Line], candidates: list[Candidate]) -> None:
    """A name on the line after a bare time range (older Teams files) is a timed label."""
    for candidate in candidates:
        number = candidate.line.number
        if candidate.form is Form.BARE and number:
            before = lines[number - 1].text
            if "-->" in before and ONLY_STAMP.fullmatch(before):
                candidate.form = Form.TIMED


class _Court:
    """Weighs the groups of one document against each other."""

    def __init__(self, lines: list[Line], candidates: list[Candidate]) -> None:
        self.lines = lines
        self.strong = frozenset(
            c.line.number
            for c in candidates
            if c.form in STRONG - {Form.BRACKET} and c.shape is not Shape.DOUBTFUL
        )
        self.known = frozenset(c.line.number for c in candidates if c.shape in PERSONAL)
        self.groups: dict[str, _Group] = {}
        for candidate in candidates:
            self.groups.setdefault(candidate.key, _Group(candidate.key)).found.append(candidate)
        numbers = [c.line.number for c in candidates if c.shape in PERSONAL]
        self.first = min(numbers, default=0)
        after = [line for line in lines if line.number >= self.first and not line.blank]
        self.paragraphs = max(1, len(after))
        strong = sum(c.shape in PERSONAL and c.form in STRONG for c in candidates)
        self.density = strong / self.paragraphs
        self.opening = min((line.number for line in lines if not line.blank), default=-1)

    def accepted(self) -> frozenset[str]:
        """The keys that are speakers."""
        sure = {key for key, group in self.groups.items() if self._sure(group)}
        sure |= self._initials_and_names()
        named = {key: group for key, group in self.groups.items() if group.shape is Shape.KNOWN}
        if not sure and not any(group.count(STRONG) for group in named.values()):
            sure = self._by_weak_form()
        sure |= set(named)
        for _ in range(2):
            # Twice, because a full name may be vouched for by initials accepted in the first go.
            sure |= {
                key
                for key, group in self.groups.items()
                if key not in sure and (self._vouched(group, sure) or self._borne_out(group, sure))
            }
        return frozenset(sure)

    def _initials_and_names(self) -> set[str]:
        """Full names and the initials of just these vouch for each other."""
        strong = [g for g in self.groups.values() if g.shape in PERSONAL and g.count(STRONG)]
        names = {g.key: initials_of(g.found[0].label) for g in strong}
        found: set[str] = set()
        for group in strong:
            letters = group.found[0].label.replace(".", "")
            owners = [key for key, initials in names.items() if letters in initials]
            if len(owners) == 1 and owners[0] != group.key:
                found |= {group.key, owners[0]}
        return found

    def _sure(self, group: _Group) -> bool:
        strong = group.count(STRONG)
        if not strong:
            return False
        shape = group.shape
        if group.count((Form.VOICE, Form.CELL)):
            return True
        if timed := group.count((Form.TIMED,)):
            return shape not in (Shape.NONE, Shape.DOUBTFUL) or timed >= _RECURS
        if group.count((Form.BRACKET,)) == strong and shape not in TYPICAL:
            return False
        if shape is Shape.GENERIC:
            return not (group.key in ("question", "answer", "group", "all") and strong < 2)
        others = [g for k, g in self.groups.items() if k != group.key and g.shape in PERSONAL]
        company = any(other.count(STRONG) >= 2 for other in others)
        share = strong / self.paragraphs
        if shape in (Shape.CODE, Shape.NAME):
            alone = group.found[0].line.number == self.opening and shape is Shape.CODE
            return (strong >= 2 and (company or share >= 0.3)) or alone
        return shape is Shape.WORD and strong >= 3 and (company or share >= 0.3)

    def _by_weak_form(self) -> set[str]:
        """Labels without a colon or a time: only where they carry the whole document."""
        for form, least in (
            (Form.TAB, 0.3),
            (Form.BOLD, 0.3),
            (Form.DASH, 0.4),
            (Form.POINT, 0.4),
            (Form.BARE, 0.2),
        ):
            groups = [g for g in self.groups.values() if g.shape in PERSONAL and g.count((form,))]
            repeated = [g for g in groups if g.count((form,)) >= 2]
            typical = {g.key for g in groups if g.shape in TYPICAL}
            named = {g.key for g in repeated if len(repeated) >= 2 or g.count((form,)) >= 3}
            # A list of points is numbered A., B., C.; people who speak do it more than once.
            keys = typical & named if form is Form.POINT else typical | named
            share = sum(self.groups[key].count((form,)) for key in keys) / self.paragraphs
            if share >= least and (len(keys) >= 2 or form is Form.TAB):
                return keys
        return self._all_once()

    def _all_once(self) -> set[str]:
        """A very short conversation: nobody speaks twice, but nearly every line is labelled."""
        once = [g for g in self.groups.values() if g.shape in PERSONAL and g.count(STRONG)]
        return {g.key for g in once} if self.density >= _DENSE and len(once) >= 2 else set()

    def _vouched(self, group: _Group, sure: set[str]) -> bool:
        """Whether a label that says too little by itself is borne out by the sure ones."""
        if group.shape not in PERSONAL or not sure or not group.count(STRONG):
            return False
        if is_ambiguous(group.found[0].label) and group.count(STRONG) < 2:
            return False
        if group.shape in TYPICAL or self.density >= _DENSE or self._answers(group, sure):
            return True
        label = group.found[0].label
        if any(initials_of(label) & {key.upper().replace(".", "")} for key in sure):
            return True
        if any(is_similar(label, self.groups[key].found[0].label) for key in sure):
            return True
        several = len(label.split()) >= 2 or group.count(STRONG) >= 2
        bold = all(c.bold for key in sure for c in self.groups[key].found if c.form is Form.COLON)
        return several and (not bold or group.found[0].bold)

    def _borne_out(self, group: _Group, sure: set[str]) -> bool:
        """Whether May, or the woman at the door, is labelled and answered like the sure ones."""
        if group.shape is not Shape.DOUBTFUL or not sure:
            return False
        fellows = {c.line.number: c for key in sure for c in self.groups[key].found}
        form = Counter(c.form for c in fellows.values()).most_common(1)[0][0]
        mine = [c for c in group.found if c.form is form]
        calendar = is_calendar(group.key)
        bold, is_bold = _mostly_bold(fellows.values()), _mostly_bold(mine)
        if len(mine) < (_RECURS - calendar) or bold > is_bold:
            return False
        return bold or self._alternates(mine, fellows, lenient=calendar)

    def _alternates(
        self, mine: list[Candidate], fellows: Mapping[int, Candidate], lenient: bool
    ) -> bool:
        """Whether other people speak between these labels, as in a conversation.

        A lead-in ("Result: nothing") recurs too, but inside one person's turns: somebody else
        speaks before and after. Around a speaker the same person is often on both sides.
        """
        opening = sum(self._opens(c) for c in mine) >= 0.8 * len(mine)
        numbers = sorted(fellows)
        sides = [bisect_left(numbers, c.line.number) for c in mine]
        apart = sum(one < other for one, other in pairwise(sides)) >= 0.8 * (len(mine) - 1)
        if not opening or not apart:
            return False
        around = [(fellows[numbers[n - 1]].key, fellows[numbers[n]].key) for n in sides
                  if 0 < n < len(numbers)]  # fmt: skip
        between = sum(one == other for one, other in around)
        return between >= 0.5 * len(mine) or (lenient and (self.density >= _DENSE or between > 0))

    def _answers(self, group: _Group, sure: set[str]) -> bool:
        """Whether a name that occurs once must be the other voice, or stands beside a time.

        Where one person is labelled again and again, somebody else spoke in between.
        """
        if any(c.stamp for c in group.found):
            return True
        return len(sure) == 1 and any(self._opens(c) for c in group.found)

    def _opens(self, candidate: Candidate) -> bool:
        """Whether the line before has come to its end, so that a turn may begin here."""
        number = candidate.line.number
        before = self.lines[number - 1].text if number else ""
        return not before.strip() or bool(SENTENCE_END.search(before)) or number - 1 in self.known

    def stands(self, candidate: Candidate, accepted: frozenset[str]) -> bool:
        """Whether this occurrence of an accepted label is one."""
        if candidate.key not in accepted:
            return False
        group = self.groups[candidate.key]
        if candidate.shape is Shape.KNOWN and candidate.form not in (Form.DASH, Form.BARE):
            return True
        if len(group.found) == 1 and self._says_nothing(candidate):
            return False
        if candidate.form in STRONG or candidate.form is Form.TAB:
            return True
        if not group.count(STRONG):
            return True
        # "I - I don't know" and a bare "John" in a text whose labels end in a colon are speech,
        # unless the short form is a habit of this file.
        return group.count((candidate.form,)) >= max(2, 0.2 * len(group.found))

    def _says_nothing(self, candidate: Candidate) -> bool:
        """Whether a label is followed by the next one or by the end."""
        if candidate.value or candidate.form not in STRONG:
            return False
        following = (x for x in self.lines[candidate.line.number + 1 :] if not x.blank)
        found = next(following, None)
        return found is None or found.number in self.strong


def _mostly_bold(candidates: Iterable[Candidate]) -> bool:
    marks = [candidate.bold for candidate in candidates]
    return sum(marks) > 0.5 * len(marks)


def _drop_lead_ins(labels: dict[int, Candidate], accepted: frozenset[str]) -> None:
    """A bare label is none where nothing follows it but another label or the end."""
    numbers = sorted(labels)
    following = dict(pairwise(numbers))
    for number in numbers:
        candidate = labels[number]
        if candidate.form is Form.BARE and following.get(number) == number + 1:
            del labels[number]
