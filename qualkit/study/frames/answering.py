"""Answers that are one record: a joint display or a framework matrix, with a `frame()`.

Their rooms are imported when a method is called: the commands that need none do not load them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from functools import wraps
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

if TYPE_CHECKING:
    from qualkit.core.joint import JointDisplay
    from qualkit.study.frames.framework import FrameworkAnswer
    from qualkit.study.frames.joint import Display
    from qualkit.study.frames.listing import HasSession
    from qualkit.study.matrices.framework import Framework
    from qualkit.study.session import Session

P = ParamSpec("P")
S = TypeVar("S", bound="HasSession")
Made = TypeVar("Made")


def display(
    method: Callable[Concatenate[S, P], JointDisplay],
) -> Callable[Concatenate[S, P], Display]:
    """The method of a study with its display as one that has a `frame()`."""

    @wraps(method)
    def answered(self: S, /, *args: P.args, **kwargs: P.kwargs) -> Display:
        from qualkit.study.frames.joint import Display

        return _with_session(Display, method(self, *args, **kwargs), self._session)

    return answered


def framework(
    method: Callable[Concatenate[S, P], Framework],
) -> Callable[Concatenate[S, P], FrameworkAnswer]:
    """The method of a study with its matrix as one of whose frame the gate is asked."""

    @wraps(method)
    def answered(self: S, /, *args: P.args, **kwargs: P.kwargs) -> FrameworkAnswer:
        from qualkit.study.frames.framework import FrameworkAnswer

        return _with_session(FrameworkAnswer, method(self, *args, **kwargs), self._session)

    return answered


def _with_session(kind: type[Made], record: Any, session: Session) -> Made:
    made = kind(**{field.name: getattr(record, field.name) for field in fields(record)})
    object.__setattr__(made, "_session", session)
    return made
