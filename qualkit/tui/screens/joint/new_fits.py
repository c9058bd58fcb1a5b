"""A judgement on another scale, or on other codes, than the codebook's map offers."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from qualkit.core.instrument import Instrument
from qualkit.core.joint import Judgement
from qualkit.core.ranking import Ranker
from qualkit.tui.screens.joint.judging import Judging
from qualkit.tui.widgets.picker import Entry

_NO_SCALE = ":"


class NewFits(Judging):
    """Asks one after the other for scale, codes and judgement; its reasons are typed then."""

    def do_joint_new_fit(self) -> None:
        """Judge another scale or other codes: they are chosen one after the other."""
        theme = self.theme()
        self.read_book()
        entries = [Entry(_NO_SCALE, "no scale: the survey does not ask about it")]
        entries += [
            Entry(f"{key.id}:{scale.id}", scale.name, key.id)
            for key in self._asked()
            for scale in key.subscales
        ]

        def chosen(scale: str) -> None:
            self._choose_codes(theme, scale)

        self.choose("Judge which scale?", entries, chosen)

    def _asked(self) -> list[Instrument]:
        """The instruments that were asked, else all that are known."""
        asked = {name for each in self.study.surveys() for name, _ in each.instruments}
        known = list(self.study.instruments())
        return [key for key in known if key.id in asked] or known

    def _choose_codes(self, theme: str, scale: str) -> None:
        placed = list(self.book.walk())
        here = [p.code for p in placed if p.theme is not None and p.theme.id == theme]
        others = [p.code for p in placed if p.code not in here]
        entries = self.code_entries([c for c in (*here, *others) if c.codable and c.in_use])

        def chosen(codes: tuple[str, ...]) -> None:
            self._choose_judgement(theme, scale, codes)

        self._several("About which codes?", entries, chosen)

    def _several(
        self, title: str, offered: Sequence[Entry], done: Callable[[tuple[str, ...]], None]
    ) -> None:
        ranker = Ranker([(entry.title, (entry.aside,)) for entry in offered])

        def ranked(query: str) -> Sequence[Entry]:
            return [offered[place] for place in ranker.rank(query)]

        def chosen(keys: tuple[str, ...]) -> None:
            with self.errors_shown():
                done(keys)

        self.picker.open(title, ranked, chosen, several=True)

    def _choose_judgement(self, theme: str, scale: str, codes: tuple[str, ...]) -> None:
        entries = [Entry(each.value, each.value, letter=each.value[0]) for each in Judgement]
        instrument, _, subscale = scale.partition(":")

        def chosen(judgement: str) -> None:
            self.judge_new(theme, Judgement(judgement), instrument, subscale, codes)

        self.choose("How do they fit?", entries, chosen, typed=False)
