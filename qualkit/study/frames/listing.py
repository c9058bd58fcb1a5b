"""Answers that are tuples or mappings of records and can be had as DataFrames too."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import (
    TYPE_CHECKING,
    Any,
    Concatenate,
    ParamSpec,
    Protocol,
    SupportsIndex,
    TypeVar,
    overload,
)

if TYPE_CHECKING:
    import pandas as pd

    from qualkit.study.session import Session

P = ParamSpec("P")
T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

SHOWN = 4
"""Records of which the plain form of a long answer is made, and rows of its form in a notebook."""
ROWS = 10


class HasSession(Protocol):
    """Whatever stands on the session of an open study."""

    @property
    def _session(self) -> Session:
        """The open study."""


S = TypeVar("S", bound=HasSession)


@dataclass(frozen=True, slots=True)
class Origin:
    """Which method of which open study an answer comes from."""

    session: Session
    method: str


class Listing(tuple[T_co, ...]):
    """What a study answers: a tuple of records, with `frame()` to have them as a DataFrame.

    A slice of it is a Listing too. In a notebook it shows itself as a table of its first rows.
    """

    origin: Origin | None

    def __new__(cls, records: Any = (), origin: Origin | None = None) -> Listing[T_co]:
        """The records, and where they come from."""
        made = super().__new__(cls, records)
        made.origin = origin
        return made

    def frame(self, *, words: bool = True) -> pd.DataFrame:
        """The records as a DataFrame; without `words` no column holds what somebody said or wrote.

        Columns, units, dtypes and the index are the same however few records there are: see the
        page of DataFrames in the documentation. Missing is <NA>, never 0 and never "".
        """
        from qualkit.study.frames.making import frame_of

        return frame_of(self.origin, self, words=words)

    @overload
    def __getitem__(self, at: SupportsIndex) -> T_co: ...
    @overload
    def __getitem__(self, at: slice) -> Listing[T_co]: ...
    def __getitem__(self, at: SupportsIndex | slice) -> T_co | Listing[T_co]:
        """A record, or some of them as a Listing."""
        found = super().__getitem__(at)
        return Listing(found, self.origin) if isinstance(at, slice) else found  # type: ignore[return-value]

    def __repr__(self) -> str:
        """The records as a tuple's; of a long answer the first few and how many more there are."""
        if len(self) <= ROWS:
            return super().__repr__()
        first = ", ".join(map(repr, tuple(self)[:SHOWN]))
        return f"({first}, ... {len(self) - SHOWN} more)"

    def _repr_html_(self) -> str:
        """The first rows as a table, for notebooks."""
        from qualkit.study.frames.making import html_of

        return html_of(self.origin, self[:ROWS], len(self))


class Lookup(dict[str, T]):
    """What a study answers by a key: a dict, with `frame()` to have it as a DataFrame."""

    def __init__(
        self, records: Mapping[str, T] | None = None, origin: Origin | None = None
    ) -> None:
        """The records by key, and where they come from."""
        super().__init__(records or {})
        self.origin = origin

    def frame(self, *, words: bool = True) -> pd.DataFrame:
        """Keys and records as a DataFrame, as `Listing.frame` makes one."""
        from qualkit.study.frames.making import frame_of

        return frame_of(self.origin, tuple(self.items()), words=words)

    def _repr_html_(self) -> str:
        from qualkit.study.frames.making import html_of

        return html_of(self.origin, tuple(self.items())[:ROWS], len(self))


def listing(
    method: Callable[Concatenate[S, P], tuple[T, ...]],
) -> Callable[Concatenate[S, P], Listing[T]]:
    """The method of a study with its tuple as a `Listing`; a recipe must have the method's name."""

    @wraps(method)
    def answered(self: S, /, *args: P.args, **kwargs: P.kwargs) -> Listing[T]:
        return Listing(method(self, *args, **kwargs), Origin(self._session, method.__name__))

    _say(method, "tuple[", ", ...]", "Listing[")
    return answered


def lookup(
    method: Callable[Concatenate[S, P], Mapping[str, T]],
) -> Callable[Concatenate[S, P], Lookup[T]]:
    """The method of a study with its mapping as a `Lookup`."""

    @wraps(method)
    def answered(self: S, /, *args: P.args, **kwargs: P.kwargs) -> Lookup[T]:
        return Lookup(method(self, *args, **kwargs), Origin(self._session, method.__name__))

    _say(method, "Mapping[str, ", "]", "Lookup[")
    return answered


def _say(method: Callable[..., Any], head: str, tail: str, name: str) -> None:
    """Let `help` say what comes back: it reads the method inside."""
    said = method.__annotations__.get("return", "")
    if isinstance(said, str) and said.startswith(head) and said.endswith(tail):
        method.__annotations__["return"] = f"{name}{said[len(head) : len(said) - len(tail)]}]"
