"""A text in the person's own editor."""

from __future__ import annotations

import hashlib
import os
import re
import shlex
import subprocess
from pathlib import Path

from qualkit.errors import RefusedError
from qualkit.study.textfiles import write_in_place

# Editors that take the line as +LINE; `code` and its kin want --goto FILE:LINE.
_PLUS = frozenset({"vi", "vim", "nvim", "view", "nano", "pico", "emacs", "emacsclient", "micro",
                   "joe", "ne", "kak", "mg", "jed", "mcedit", "gedit", "kate"})  # fmt: skip
_GOTO = frozenset({"code", "codium", "cursor"})
_COLON = frozenset({"hx", "helix", "subl", "zed"})


def command(path: Path, line: int) -> list[str]:
    """What starts the editor of VISUAL or EDITOR on a file, at a line where it takes one."""
    chosen = os.environ.get("VISUAL") or os.environ.get("EDITOR") or _ready_made()
    parts = shlex.split(chosen)
    name = Path(parts[0]).stem.lower() if parts else ""
    if name in _PLUS:
        return [*parts, f"+{line}", str(path)]
    if name in _GOTO:
        wait = [] if {"--wait", "-w"} & set(parts) else ["--wait"]
        return [*parts, *wait, "--goto", f"{path}:{line}"]
    if name in _COLON:
        return [*parts, f"{path}:{line}"]
    return [*parts, str(path)]


def _ready_made() -> str:
    return "notepad" if os.name == "nt" else "vi"


def unfinished(codebook: Path, who: str, base: str) -> Path:
    """Where a coder's copy of the codebook lies while it is edited; its name marks what it was.

    It lies in the study, so that a lost terminal or a killed process takes no work away.
    """
    mark = hashlib.sha256(base.encode()).hexdigest()[:12]
    return codebook.with_name(f".editing-{who}-{mark}.yaml")


def left_over(codebook: Path, who: str) -> Path | None:
    """A copy that was edited and neither taken over nor thrown away."""
    return next(iter(sorted(codebook.parent.glob(f".editing-{who}-*.yaml"))), None)


def edited(path: Path, text: str, line: int) -> str:
    """The text as the editor left it in the file `path`; the terminal must be free meanwhile.

    The file stays: whoever takes the text over removes it.
    """
    try:
        write_in_place(path, text.encode("utf-8"))
    except OSError as error:
        raise RefusedError(f"{path} cannot be written: {error.strerror}") from error
    run = command(path, line)
    try:
        status = subprocess.call(run)
    except OSError as error:
        raise RefusedError(
            f"the editor '{run[0]}' could not be started: {error.strerror}",
            "name yours before you start qualkit: export EDITOR=nano",
        ) from error
    if status:
        raise RefusedError(
            f"the editor '{run[0]}' ended with an error ({status}); nothing was taken over",
            "name another before you start qualkit: export EDITOR=nano",
        )
    return written(path)


def written(path: Path) -> str:
    """The text in a file that an editor saved."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return file.read()
    except (OSError, UnicodeDecodeError) as error:
        raise RefusedError(
            "what the editor saved cannot be read; nothing was taken over",
            "save it as UTF-8, under the name that it had",
        ) from error


def line_of(text: str, kind: str, identity: str) -> int:
    """The line, from 1, on which a code or theme of that id begins in a codebook file."""
    sign = rf"id:\s*[\"']?{re.escape(identity)}[\"']?\s*(?:$|[,}}#])"
    wanted = re.compile(rf"(?:^|[-{{,]\s*){sign}")
    inside = False
    for number, row in enumerate(text.splitlines(), 1):
        if re.match(r"[a-z_]+:", row):
            inside = row.startswith(f"{kind}s:")
        elif inside and wanted.search(row.strip()):
            return number
    return 1


def line_named(message: str) -> int:
    """The line that a refusal names, or 1."""
    found = re.search(r"(?:line |:)(\d+)", message)
    return int(found[1]) if found else 1
