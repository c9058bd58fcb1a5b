"""Text files of a study that qualkit writes for people: whole or not at all."""

from __future__ import annotations

from pathlib import Path

from qualkit.errors import QualkitError, StoreError


def write_text(path: Path, text: str, hint: str = "") -> None:
    """Write a text file beside itself and rename it into place, so that it is never half there.

    A new file, and a folder made for it, are for their owner alone. Raises StoreError.
    """
    from qualkit.exporters.files import replacing

    hint = hint or "free some space or mend the rights of its folder, and do it again"
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with replacing(path) as temporary, temporary.open("w", encoding="utf-8", newline="") as out:
            out.write(text)
    except OSError as error:
        raise StoreError(f"{path} could not be written: {error.strerror}", hint) from error
    except QualkitError as error:
        raise StoreError(error.message, hint) from error
