"""A clock of the tests' own, for the screens: to wait costs nothing, and takes as long each time.

The screens wait for timers nearly all of their time, and how long work takes depends on what else
the machine does. Here no time passes while something is worked at, and where nothing is left to
do the clock is put forward to the next timer: what is shown after 0.2 s is the same on any machine.
"""

from __future__ import annotations

import asyncio
import selectors
import time
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar
from unittest import mock

# While a thread works the clock goes on, or whoever waits for it to be stopped would for ever; but
# far slower than that of the wall, so that the thread is done first on a busy machine too.
_SLOWER = 10
_AT_MOST = 0.02
# What a pilot waits after a key, for whatever the key has begun.
_IDLE = 0.02

T = TypeVar("T")


class _Selector(selectors.DefaultSelector):
    """Answers at once where nothing has come in, and puts the clock forward instead."""

    now = 0.0
    working = 0

    def select(
        self, timeout: float | None = None
    ) -> list[tuple[selectors.SelectorKey, selectors._EventMask]]:
        if timeout is None or timeout <= 0:
            return super().select(timeout)
        if not self.working:
            found = super().select(0)
            self.now += 0.0 if found else timeout
            return found
        begun = time.monotonic()
        found = super().select(min(timeout, _AT_MOST))
        self.now += (time.monotonic() - begun) / _SLOWER
        return found


class ClockedLoop(asyncio.SelectorEventLoop):
    """A loop whose time is put forward when there is nothing to do before the next timer."""

    def __init__(self) -> None:
        self._clock = _Selector()
        self._clock.now = time.monotonic()
        super().__init__(self._clock)

    def time(self) -> float:
        """Seconds, by this clock."""
        return self._clock.now

    def run_in_executor(self, executor: Any, func: Callable[..., Any], *args: Any) -> Any:
        """Have a thread do it; until it is done the clock goes slowly by itself."""
        self._clock.working += 1
        doing = super().run_in_executor(executor, func, *args)
        doing.add_done_callback(self._done)
        return doing

    def _done(self, _: asyncio.Future[Any]) -> None:
        self._clock.working -= 1


async def _idle(*_: float) -> None:
    await asyncio.sleep(_IDLE)


def run(acted: Coroutine[Any, Any, T]) -> T:
    """As `asyncio.run`, by this clock; Textual's timers go by it too."""
    with (
        asyncio.Runner(loop_factory=ClockedLoop) as runner,
        mock.patch("textual._time.get_time", runner.get_loop().time),
        mock.patch("textual.app.wait_for_idle", _idle),
        mock.patch("textual.pilot.wait_for_idle", _idle),
    ):
        return runner.run(acted)
