"""Survey and interviews in one display: notes of researchers, the map of scales, displays."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from qualkit.study.frames.answering import display
from qualkit.study.frames.listing import listing
from qualkit.study.verbs.base import Verbs

if TYPE_CHECKING:
    from qualkit.core.joint import JointDisplay, JointNote, Judgement, NoteKind, ScaleLink
    from qualkit.core.records import Change
    from qualkit.study.joint.note_files import ImportedJoint
    from qualkit.study.leaving.exporting import Exported


class JointVerbs(Verbs):
    """Survey and interviews in one display."""

    @listing
    def joint_notes(self, theme: str = "") -> tuple[JointNote, ...]:
        """What researchers wrote into joint displays, by theme: lead-ins, remarks, fits."""
        from qualkit.study.joint import notes

        return notes.joint_notes(self._session, theme)

    def joint_note(
        self, theme: str, kind: NoteKind | str, text: str, *, judgement: Judgement | str = "",
        instrument: str = "", subscale: str = "", codes: Sequence[str] = (),
        provisional: bool = False,
    ) -> Change:  # fmt: skip
        """Write a lead-in, remark, fit or meta-inference on a theme, as the coder at work.

        A fit has a judgement (confirm, expand, discord, silent), the subscale it is about (none
        where the survey has no scale for it) and codes. One's own on the same is replaced.
        """
        from qualkit.study.joint import notes

        return notes.write(
            self._session, theme, kind, text, judgement=judgement, instrument=instrument,
            subscale=subscale, codes=codes, provisional=provisional,
        )  # fmt: skip

    def edit_joint_note(
        self, note_id: str, *, text: str | None = None, judgement: Judgement | str | None = None,
        provisional: bool | None = None,
    ) -> Change:  # fmt: skip
        """Word a note of one's own anew, judge anew, or say that it is provisional no more."""
        from qualkit.study.joint import notes

        return notes.edit(
            self._session, note_id, text=text, judgement=judgement, provisional=provisional
        )

    def remove_joint_note(self, note_id: str) -> Change:
        """Take a note of one's own away; leads may take anybody's away."""
        from qualkit.study.joint import notes

        return notes.remove(self._session, note_id)

    def import_joint(self, path: str | Path) -> ImportedJoint:
        """Take in notes from a YAML file, all or none; known ones stay as they are."""
        from qualkit.study.joint import note_files

        return note_files.import_joint(self._session, Path(path))

    def export_joint_notes(self, target: str | Path | None = None) -> Exported:
        """Write the notes as `import_joint` takes them back."""
        from qualkit.study.joint import note_files

        path = self._target(target, "joint-display", "yaml")
        return note_files.export_joint_notes(self._session, path)

    def scale_links(self, *themes: str) -> tuple[ScaleLink, ...]:
        """Which scales of the survey the codebook ties to themes, and by which codes."""
        from qualkit.study.joint import links

        return links.scale_links(self._session, themes)

    @display
    def joint_side_by_side(
        self, themes: Sequence[str] = (), by: str = "sector", *, quotes: int = 2,
        survey: str = "", layer: str = "", internal: bool = False, figures: bool = True,
    ) -> JointDisplay:  # fmt: skip
        """By theme and scale: the survey's result by group, what was said, quotations, the fit.

        For the team's own eyes: the gate has not seen the quotations (`export_joint`). Without
        `figures` the survey's results are left out, which take longer than all the rest.
        """
        from qualkit.study.joint import displays

        asked = displays.Asked(
            themes=tuple(themes), by=by, quotes=quotes, survey=survey, layer=layer,
            internal=internal, figures=figures,
        )  # fmt: skip
        return displays.side_by_side(self._session, asked)

    @display
    def joint_crosstab(
        self, codes: Sequence[str] = (), by: str = "sector", *, themes: Sequence[str] = (),
        percent: bool = False, layer: str = "", internal: bool = False,
    ) -> JointDisplay:  # fmt: skip
        """How many of each group raised each code, in each kind of document apart."""
        from qualkit.study.joint import displays

        asked = displays.Asked(
            themes=tuple(themes), codes=tuple(codes), by=by, percent=percent, layer=layer,
            internal=internal,
        )  # fmt: skip
        return displays.crosstab(self._session, asked)

    @display
    def joint_matrix(
        self, codes: Sequence[str] = (), by: str = "sector", *, themes: Sequence[str] = (),
        quotes: int = 2, layer: str = "", internal: bool = False,
    ) -> JointDisplay:  # fmt: skip
        """What each group said under each code: a matrix of quotations."""
        from qualkit.study.joint import displays

        asked = displays.Asked(
            themes=tuple(themes), codes=tuple(codes), by=by, quotes=quotes, layer=layer,
            internal=internal,
        )  # fmt: skip
        return displays.matrix(self._session, asked)

    @display
    def joint_statistics(
        self, themes: Sequence[str] = (), *, codes: Sequence[str] = (), link: str = "",
        survey: str = "", layer: str = "", internal: bool = False,
    ) -> JointDisplay:  # fmt: skip
        """Scores of those who raised a theme or code and of those who did not, with n.

        Needs scores and words of the same people: `link` is respondent (own comments) or
        participant (interviewed too, with consent), by itself the closest that there is.
        """
        from qualkit.study.joint import case_displays, displays

        asked = displays.Asked(
            themes=tuple(themes), codes=tuple(codes), by="", survey=survey, layer=layer,
            internal=internal,
        )  # fmt: skip
        return case_displays.statistics(self._session, asked, link)

    @display
    def joint_typology(
        self, reference: str, *, themes: Sequence[str] = (), link: str = "", quotes: int = 2,
        survey: str = "", layer: str = "", internal: bool = False,
    ) -> JointDisplay:  # fmt: skip
        """Profiles against a named reference sample, with what each profile's people said."""
        from qualkit.study.joint import case_displays, displays

        asked = displays.Asked(
            themes=tuple(themes), by="", quotes=quotes, survey=survey, layer=layer,
            internal=internal,
        )  # fmt: skip
        return case_displays.typology(self._session, asked, link, reference)

    @display
    def joint_cases(
        self, *, themes: Sequence[str] = (), link: str = "", survey: str = "", layer: str = "",
        internal: bool = False,
    ) -> JointDisplay:  # fmt: skip
        """A row for each linked person: own scores, themes raised, a quotation of their own."""
        from qualkit.study.joint import case_displays, displays

        asked = displays.Asked(
            themes=tuple(themes), by="", survey=survey, layer=layer, internal=internal
        )
        return case_displays.cases(self._session, asked, link)

    @display
    def joint_discordant(
        self, *, themes: Sequence[str] = (), by: str = "sector", link: str = "", survey: str = "",
        layer: str = "", internal: bool = False,
    ) -> JointDisplay:  # fmt: skip
        """Low scores with much coded text, and the reverse: persons where linked, else groups."""
        from qualkit.study.joint import discordant, displays

        asked = displays.Asked(
            themes=tuple(themes), by=by, survey=survey, layer=layer, internal=internal
        )
        return discordant.discordant_cases(self._session, asked, link)

    def export_joint(
        self, display: JointDisplay, target: str | Path | None = None,
        format: str = "", template: Path | None = None, *,  # noqa: A002 - the option's name
        profile: str = "", leave_out: bool = False, force: str = "",
    ) -> Exported:  # fmt: skip
        """Write a display through the export gate: consent, names, small groups, single scores.

        `profile`, `leave_out` and `force` as for `export_quotes`.
        """
        from qualkit.study.joint import displays, exports
        from qualkit.study.leaving import quotes_out

        path = self._target(target, f"joint-{display.name}", format or "docx")
        asked = displays.Asked(internal=display.internal)
        terms = quotes_out.Terms(profile, leave_out, force)
        return exports.export_display(self._session, display, asked, path, format, template, terms)
