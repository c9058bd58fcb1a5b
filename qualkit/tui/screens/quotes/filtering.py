"""The filters of the quote screen: chosen by key, all hold at once, Escape lifts the last."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from qualkit.core.deidentifying import Profile
from qualkit.core.instrument import Instrument
from qualkit.tui.quoting import Asked, Limit
from qualkit.tui.screens.quotes.gathering import Gathering
from qualkit.tui.widgets.picker import Entry

_ANY, _YES, _NO = "*", "yes", "no"
_PROFILE = "profile@"
_READERS = {
    Profile.TEAM: ("t", "working files for the team's own eyes"),
    Profile.COMMISSIONER: ("c", "whoever ordered the study: everything is checked"),
    Profile.PUBLIC: ("p", "everybody: coarser words, no pseudonyms"),
}
_ASKED = {
    "starred": ("s", "starred", "not starred"),
    "counter_examples": ("x", "counter-examples", "no counter-examples"),
    "used": ("u", "used in a selection", "used in none"),
    "exported": ("e", "written to a file", "in no file yet"),
    "may_leave": ("g", "may leave", "something stands against it"),
}
_LISTS = (
    ("theme", "t", "theme"), ("code", "c", "code"), ("layer", "l", "layer of codings"),
    ("round", "o", "round"), ("document", "d", "document"), ("kinds", "k", "kind of document"),
    ("attributes", "a", "attribute of who speaks"), ("bands", "b", "published band of a score"),
)  # fmt: skip


class Filtering(Gathering):
    """Narrows what is shown by key, and says by what it is narrowed."""

    def chips(self) -> list[str]:
        """What is set, in the order in which it was set."""
        asked = self.asked
        theme = self.book.theme(asked.theme)
        under = [theme.name if theme else asked.theme] if asked.theme else []
        under += [self.code_name(asked.code)] if asked.code else []
        return [*under, *(each.said for each in asked.limits)]

    def under(self, theme: str = "", code: str = "") -> None:
        """Show what stands under a theme or a code; filters stay."""
        self.asked = replace(self.asked, theme=theme, code=code)
        self.ask_under()
        self.go_to_under()

    def go_to_under(self) -> None:
        """Highlight the theme or code among the others; for the screen."""

    def lift(self) -> bool:
        """Take the last filter off, then the theme or code; whether there was one."""
        if self.asked.limits:
            self.narrow(self.asked.lifted())
        elif self.asked.theme or self.asked.code:
            self.under()
        else:
            return False
        return True

    def do_quotes_everything(self) -> None:
        """All filters off."""
        self.narrow(Asked(profile=self.asked.profile))
        self.go_to_under()

    def do_quotes_words(self) -> None:
        """Ask for words."""
        now = next((each.value for each in self.asked.limits if each.field == "words"), "")

        def answered(words: str) -> None:
            if words:
                self.narrow(self.asked.limited(Limit("words", words, f"“{words}”")))
            elif now:
                self.narrow(self.asked.lifted("words"))

        self.ask("Only quotations with (nothing: all): ", now, answered)

    def do_quotes_readers(self) -> None:
        """Choose for whom."""
        entries = [Entry(p.value, p.value, says, key) for p, (key, says) in _READERS.items()]

        def chosen(profile: str) -> None:
            self.narrow(replace(self.asked, profile=profile))

        self.choose("For which readers?", entries, chosen, typed=False)

    def do_quotes_filter(self) -> None:
        """Choose what to filter by."""
        now: dict[str, str] = {}
        for each in self.asked.limits:
            now[each.field] = f"{now[each.field]}, {each.said}" if each.field in now else each.said
        entries = [Entry(name, title, now.get(name, ""), key) for name, key, title in _LISTS]
        entries += [
            Entry(name, title, now.get(name, ""), key) for name, (key, title, _) in _ASKED.items()
        ]
        self.choose("Filter by", entries, self._by, typed=False)

    def _by(self, name: str) -> None:
        if name in _ASKED:
            _, yes, no = _ASKED[name]
            entries = [Entry(_YES, yes, "", "y"), Entry(_NO, no, "", "n")]
            self._offer(name, "Show", entries, lambda key: key == _YES, typed=False)
        else:
            offer: Callable[[], None] = getattr(self, f"_by_{name}")
            offer()

    def _offer(
        self, name: str, title: str, entries: Iterable[Entry], value: Callable[[str], object], *,
        typed: bool = True, said: Callable[[str], str] | None = None, nothing: str = "",
    ) -> None:  # fmt: skip
        """Let a value be chosen; the first line lifts the filter."""
        offered = {each.key: each for each in entries}
        if not offered:
            self.refuse(nothing or "there is nothing to filter by")
        on = any(each.field == name for each in self.asked.limits)
        any_ = [Entry(_ANY, "any", "lift this filter", "*")] if on else []

        def chosen(key: str) -> None:
            if key == _ANY:
                self.narrow(self.asked.lifted(name))
                return
            words = said(key) if said else offered[key].title
            self.narrow(self.asked.limited(Limit(name, value(key), words)))

        self.choose(title, [*any_, *offered.values()], chosen, typed=typed, verb="filter")

    def _by_theme(self) -> None:
        found = self.counts.themes if self.counts else ()
        entries = [Entry(_ANY, "all themes")]
        entries += [
            Entry(t.id, t.name, f"{t.quotations:,} quotations, {t.participants:,} participants")
            for t in found
            if t.id
        ]
        self.choose("Only the theme", entries,
                    lambda key: self.under(theme="" if key == _ANY else key))  # fmt: skip

    def _by_code(self) -> None:
        found = {each.id: each for each in (self.counts.codes if self.counts else ())}
        entries = [Entry(_ANY, "all codes")]
        for each in self.code_entries(self.book.active()):
            count = found.get(each.key)
            number = f"{count.quotations:,} quotations" if count else "none"
            entries.append(replace(each, aside=f"{each.aside}  {number}".strip()))
        self.choose("Only the code", entries,
                    lambda key: self.under(code="" if key == _ANY else key))  # fmt: skip

    def _by_layer(self) -> None:
        says = {
            "final": "what was decided, else whoever is designated",
            "consensus": "what was decided where coders differed",
            "union": "all coders' codings together",
        }
        entries = [Entry(name, name, words) for name, words in says.items()]
        entries += [
            Entry(each.initials, each.initials, "that coder's codings")
            for each in self.study.coders()
        ]
        self._offer("layer", "Of which layer", entries, str, said=lambda key: f"layer {key}")

    def _by_round(self) -> None:
        entries = [Entry(each.name, each.name) for each in self.study.rounds()]
        self._offer("round", "Coded in round", entries, str, said=lambda key: f"round {key}",
                    nothing="no round was opened")  # fmt: skip

    def _by_document(self) -> None:
        entries = [Entry(each.name, each.name, each.kind.value) for each in self.study.documents()]
        self._offer("document", "Only in", entries, str, nothing="there is no document")

    def _by_kinds(self) -> None:
        counts = Counter(each.kind for each in self.study.documents())
        entries = [Entry(kind.value, kind.value, f"{n:,} documents") for kind, n in counts.items()]
        self._offer("kinds", "Only documents of kind", entries, str,
                    nothing="there is no document")  # fmt: skip

    def _by_attributes(self) -> None:
        people = (*self.study.participants(), *self.study.respondents())
        counts = Counter(pair for each in people for pair in each.attributes.items() if pair[1])
        pairs = {f"{name} {value}": (name, value) for name, value in sorted(counts)}
        entries = [Entry(key, key, f"{counts[pair]:,} people") for key, pair in pairs.items()]
        self._offer("attributes", "Only where somebody speaks with", entries, pairs.__getitem__,
                    nothing="no participant has an attribute")  # fmt: skip

    def _by_bands(self) -> None:
        entries = [Entry(key, key, says) for key, says in self._bands()]
        entries += [
            Entry(f"{_PROFILE}{name}", f"a profile against {name}", "then which")
            for name in self._samples()
        ]
        if not entries:
            self.refuse(
                "no key of the survey's instruments publishes a band or a reference sample",
                "what only this study's own means would say of a person is not offered",
            )
        on = any(each.field == "bands" for each in self.asked.limits)
        any_ = [Entry(_ANY, "any", "lift this filter", "*")] if on else []
        self.choose("Only participants whose own score is", [*any_, *entries], self._band,
                    verb="filter")  # fmt: skip

    def _band(self, key: str) -> None:
        if key == _ANY:
            self.narrow(self.asked.lifted("bands"))
        elif key.startswith(_PROFILE) and "=" not in key:
            made = self.study.survey_profiles(key.removeprefix(_PROFILE))
            profiles = [Entry(f"{key}={row.profile}", row.profile) for row in made.rows]
            self.choose("Whose profile is", profiles, self._band, typed=False)
        else:
            self.narrow(self.asked.limited(Limit("bands", key, key.removeprefix(_PROFILE))))

    def _instruments(self) -> list[Instrument]:
        """Those of the surveys that were taken in."""
        used = {name for each in self.study.surveys() for name, _ in each.instruments}
        return [each for each in self.study.instruments() if each.id in used]

    def _samples(self) -> list[str]:
        """The samples that every subscale of a profiled instrument has figures of."""
        found: list[str] = []
        for each in self._instruments():
            if each.profiles:
                names = [{r.name for r in s.references} for s in each.subscales if not s.total]
                found += sorted(set.intersection(*names)) if names else []
        return list(dict.fromkeys(found))

    def _bands(self) -> Iterator[tuple[str, str]]:
        """The published bands of each scale, of those in the way in which it is scored."""
        found: dict[str, str] = {}
        for each in self._instruments():
            for scale in each.subscales:
                for band in scale.bands:
                    if band.scoring is scale.scoring:
                        found.setdefault(f"{scale.id}={band.label}", f"{scale.name}; {band.source}")
        yield from found.items()
