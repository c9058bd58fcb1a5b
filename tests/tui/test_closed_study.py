"""A study that is closed can be read on the screens and not changed."""

from __future__ import annotations

from textual.pilot import Pilot

from qualkit.study import Study
from tests.tui.conftest import play, press, shown


def test_a_code_in_a_closed_study_is_refused_with_the_reason_and_reading_goes_on(
    study: Study,
) -> None:
    study.close_study("2099-12-31", roster="destroy", anyway=True)
    before = study.codings()

    async def scenario(pilot: Pilot[None]) -> None:
        await press(pilot, "down", "a")
        assert "the study was closed on" in "\n".join(shown(pilot))
        await press(pilot, "down", "u")
        assert "the study was closed on" in "\n".join(shown(pilot))
        assert study.codings() == before

    play(study, scenario)
