"""The scores of a speaker's group beside a quotation: a group's, never the speaker's own."""

from __future__ import annotations

from collections.abc import Callable

from qualkit.core.joint import LinkLevel
from qualkit.core.quotes import Quote
from qualkit.errors import RefusedError
from qualkit.study import codebook as book
from qualkit.study.joint import links, results
from qualkit.study.joint.material import attribute_of
from qualkit.study.session import Session


class Beside:
    """What the survey found for the groups of those who are quoted, on the scales of a code.

    Groups that are too small to be shown have no figures here either. RefusedError where survey
    and interviews have no group in common.
    """

    def __init__(self, session: Session, by: str) -> None:
        use = results.group_link(session, by, "")
        if use.level is not LinkLevel.GROUP:
            raise RefusedError(
                f"there are no scores of the speakers' groups. {use.words}",
                "choose an attribute that the survey and the participants share, such as sector",
            )
        self._book = book.codebook(session)
        claimed = links.scale_links(session)
        self._of = attribute_of(session, by)
        self._scales: dict[str, list[tuple[str, str]]] = {}
        for link in claimed:
            for code in link.codes:
                self._scales.setdefault(code, []).append((link.instrument, link.subscale))
        found, notes = results.results(
            session, by, results.claimed(claimed), survey="", internal=False
        )
        self._found = found
        self.notes = (use.words, links.claim(session, claimed), *notes)

    def text(self, quote: Quote, told: Callable[[str], bool] | None = None) -> str:
        """`EE, NHS: M = 4.1, SD = 1.3, n = 14`, a line for each scale and group.

        Only of those whose group may be `told`.
        """
        people = (person for person in quote.speakers if told is None or told(person))
        groups = dict.fromkeys(self._of.get(person, "") for person in people)
        lines = []
        for scale in self._scales.get(quote.code, ()):
            result = self._found.get(scale)
            if result is None or result.description is None:
                continue
            by_group = {each.group: each for each in result.description.groups}
            for group in groups:
                summary = by_group.get(group)
                if summary is not None and not summary.hidden and summary.mean is not None:
                    lines.append(f"{scale[1]}, {group}: {results.moments_text(summary)}")
        return "\n".join(lines)
