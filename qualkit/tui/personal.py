"""Where qualkit keeps what belongs to the person at this machine, and to no study."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from qualkit.errors import CodebookError

if TYPE_CHECKING:
    from qualkit.study import Study


def folder() -> Path:
    """The person's own folder of settings; QUALKIT_CONFIG names another."""
    if named := os.environ.get("QUALKIT_CONFIG"):
        return Path(named).expanduser()
    # 3 ms to import: not before it is asked for.
    from platformdirs import user_config_path

    return user_config_path("qualkit", appauthor=False)


def keys_file() -> Path:
    """The person's own file of keys, whether it is there or not; QUALKIT_KEYS names another."""
    if named := os.environ.get("QUALKIT_KEYS"):
        return Path(named).expanduser()
    return folder() / "keys.yaml"


def use_own_keys() -> None:
    """Give actions the keys that this person likes better; InputError where their file is wrong."""
    # Most people have no such file: its reader is 5 ms that they need not wait for.
    if "QUALKIT_KEYS" in os.environ or keys_file().exists():
        from qualkit.tui import keymap
        from qualkit.tui.keys import remapping

        keymap.use_keys(remapping.own_keys().keys)


def hidden_codes(study: Study) -> str:
    """A line about codes whose letter this person's own keys have taken; "" where there is none."""
    from qualkit.tui import keymap

    if keymap.as_delivered():
        return ""
    from qualkit.tui.keys import remapping

    try:
        return remapping.told(remapping.hidden(study.codebook))
    except CodebookError:
        # The coding screen says what is wrong with it.
        return ""


def _tour_file() -> Path:
    return folder() / "tour-offered"


def tour_offered() -> bool:
    """Whether this person has begun the tour or said no to it."""
    return _tour_file().exists()


def remember_tour() -> None:
    """Offer the tour no more; where nothing can be kept, it is offered again next time."""
    try:
        folder().mkdir(parents=True, exist_ok=True)
        _tour_file().write_text("The tour of the screens has been offered.\n", "utf-8")
    except OSError:
        return
