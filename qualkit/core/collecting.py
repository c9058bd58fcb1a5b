"""Making very many records that are all kept, without the interpreter looking them through."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Keep the collector of cycles from running inside.

    While half a million references grow it walks through all of them eight times, which takes 2 s,
    and finds nothing: none of them can be part of a cycle.
    """
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()
