"""Regular expressions with a limit on the time that they take.

Some patterns, such as `(a+)+b`, need longer than a lifetime on a line of text, and the standard
library cannot be stopped while it matches. So a pattern that repeats anything is matched in a
process of its own (20 ms to start), which is ended where one text takes too long. That works in
threads and on every system. Patterns without repeats cannot run away and are matched here.
"""

from __future__ import annotations

import json
import queue
import re
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO

from qualkit.errors import InputError

SECONDS = 3.0
"""How long a pattern may take over one text. 50,000 words take a sound pattern 0.02 s."""
_REPEATS = re.compile(r"[*+{?]")


class PatientPattern:
    """A compiled pattern that gives up on a text after `SECONDS`. Close it.

    Raises InputError where the expression is not a valid one.
    """

    def __init__(self, source: str, *, case: bool = False) -> None:
        flags = re.NOFLAG if case else re.IGNORECASE
        try:
            self._pattern = re.compile(source, flags)
        except (re.error, OverflowError, RecursionError) as error:
            raise InputError(
                f"'{source}' is no regular expression: {error}",
                "look for the words as they stand: leave --regex or --mode regex out",
            ) from error
        self.source = source
        self._child: _Child | None = None
        self._risky = _REPEATS.search(source) is not None

    def close(self) -> None:
        """End the process, if there is one."""
        if self._child is not None:
            self._child.close()
            self._child = None

    def find(self, texts: Sequence[str], name: str) -> Iterator[tuple[int, int, int]]:
        """(number of the text, start, end) of every match that is not empty.

        Raises InputError, naming `name`, where it takes too long.
        """
        if not self._risky:
            for number, text in enumerate(texts):
                for match in self._pattern.finditer(text):
                    if match.end() > match.start():
                        yield number, match.start(), match.end()
            return
        if self._child is None:
            self._child = _Child(self.source, self._pattern.flags)
        found = self._child.ask(texts)
        if found is None:
            self.close()
            raise InputError(
                f"the pattern '{self.source}' took more than {SECONDS:.0f} s in {name} and was "
                "stopped",
                "make it simpler: no repeat inside a repeat, such as (a+)+, and few of .*",
            )
        yield from found


class _Child:
    """The process that matches."""

    def __init__(self, source: str, flags: int) -> None:
        script = Path(__file__).with_name("regex_child.py")
        self._process = subprocess.Popen(
            [sys.executable, "-I", "-S", str(script)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            text=True, encoding="utf-8",
        )  # fmt: skip
        self._answers: queue.Queue[str] = queue.Queue()
        threading.Thread(target=self._listen, daemon=True).start()
        # UNICODE is set by compiling and may not be given with the pattern's own flags again.
        self._send([source, flags & (re.IGNORECASE | re.MULTILINE | re.DOTALL | re.VERBOSE)])

    def _listen(self) -> None:
        for line in self._pipe(self._process.stdout):
            self._answers.put(line)
        self._answers.put("")

    @staticmethod
    def _pipe(pipe: IO[str] | None) -> IO[str]:
        if pipe is None:
            raise InputError("the process that matches patterns has no pipe", "try again")
        return pipe

    def _send(self, value: object) -> None:
        pipe = self._pipe(self._process.stdin)
        pipe.write(json.dumps(value) + "\n")
        pipe.flush()

    def ask(self, texts: Sequence[str]) -> list[tuple[int, int, int]] | None:
        """The matches; None where it took too long."""
        try:
            self._send(list(texts))
            line = self._answers.get(timeout=SECONDS)
        except (queue.Empty, BrokenPipeError):
            return None
        if not line:
            return None
        return [(number, start, end) for number, start, end in json.loads(line)]

    def close(self) -> None:
        """End it at once."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                # What was still to be sent has nobody to read it.
                with suppress(OSError):
                    pipe.close()
