"""The tour on the screens: offered once, begun when asked for, told what the person does."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from typing import TYPE_CHECKING

from qualkit.errors import QualkitError, RefusedError
from qualkit.tui.keys.action import Where
from qualkit.tui.personal import remember_tour, tour_offered

if TYPE_CHECKING:
    from qualkit.tui.app import QualkitApp
    from qualkit.tui.guide.tour import Tour

LETTERS = 2
"""How many codes are named with their letter."""


class Touring:
    """Holds the tour while one is on."""

    def __init__(self, app: QualkitApp) -> None:
        self._app = app
        self.tour: Tour | None = None
        self.doing = ""
        """The action whose key was pressed last."""

    def offer(self) -> None:
        """Offer the tour where it was not offered before: in the demonstration, to a coder."""
        if self._app.study.coder and not tour_offered():
            with contextlib.suppress(QualkitError):
                self.begin()

    def begin(self) -> None:
        """Begin the tour; RefusedError but in the demonstration, because its codings are real."""
        from qualkit.study.demo import is_demonstration
        from qualkit.tui.guide.tour import Deed, Tour

        study = self._app.study
        if not is_demonstration(study) or not study.coder or study.read_only:
            raise RefusedError(
                "the tour is for the demonstration study: you code in it as yourself",
                "make one: qualkit demo; start it with --coder AB",
            )
        # Those with the shortest names: on 80 columns the step has to take two lines.
        codes = [code for code in study.codebook.active() if code.shortcut]
        codes.sort(key=lambda code: len(code.name))
        self.tour = Tour([f"{code.shortcut} is {code.name}" for code in codes[:LETTERS]])
        if (where := getattr(self._app.screen, "WHERE", None)) is not None:
            self.tour.see(Deed(where))
        self._show()

    def leave(self) -> None:
        """End the tour where it is; it is not offered again."""
        self.tour = None
        remember_tour()
        self._show()

    def did(self, where: Where, identity: str = "") -> None:
        """Take note that an action came to its end, or that a screen is shown."""
        if self.tour is None:
            return
        if self.tour.over and identity:
            self.leave()
        else:
            self._see(where, identity)

    def equalled(self, command: str) -> None:
        """Take note that something was done which equals this command."""
        self._see(Where.CODING, self.doing, command)

    def _see(self, where: Where, identity: str = "", command: str = "") -> None:
        if self.tour is None:
            return
        from qualkit.tui.guide.tour import Deed

        if self.tour.see(Deed(where, identity, command)):
            remember_tour()
            self._show()

    def _show(self) -> None:
        show: Callable[[], None] | None = getattr(self._app.screen, "show_tour", None)
        if show is not None:
            show()
