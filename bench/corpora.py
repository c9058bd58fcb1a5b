"""The corpora that are measured on, made once and kept in `.bench/`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HOME = Path(__file__).parent.parent / ".bench"


def corpus(preset: str) -> Path:
    """The folder of corpus S (23 transcripts, 6,000 codings) or L (1,000 and 500,000).

    L comes as docx too.
    """
    folder = HOME / f"corpus-{preset}"
    if not (folder / "manifest.json").exists():
        print(f"making corpus {preset} in {folder} (once)", file=sys.stderr)
        command = [sys.executable, Path(__file__).with_name("make_corpus.py"), folder]
        subprocess.run(
            [*command, "--preset", preset, *(["--docx"] if preset == "L" else [])], check=True,
            stdout=subprocess.DEVNULL,
        )  # fmt: skip
    return folder


def fresh(name: str) -> Path:
    """An empty place for a study, in `.bench/`."""
    import shutil

    folder = HOME / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.parent.mkdir(exist_ok=True)
    return folder
