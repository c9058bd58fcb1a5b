"""Pictures of the screens and of the Word table, made from a freshly built demonstration."""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from unittest import mock

from qualkit.study import open_study

SIZE = (100, 30)
WIDE = (140, 36)
WIDEST = (160, 36)
NURSE = "INT-01 nurse"
_THIRD = ("}", "}", "}")
# A sentence of a transcript that nobody has coded yet, found by its last word.
_FOUND = ("/", *"bereavement", "enter", "+")
SCREENS: dict[str, tuple[str | None, tuple[int, int], tuple[str, ...]]] = {
    "home": (None, SIZE, ()),
    "coding": (NURSE, SIZE, _THIRD),
    "picker": (NURSE, SIZE, (*_THIRD, "c", "s", "u", "p")),
    "wide": (NURSE, WIDE, (*_THIRD, "}")),
    "widest": (NURSE, WIDEST, (*_THIRD, "}")),
    "jump": (NURSE, SIZE, (*_THIRD, "g")),
    "filter": (NURSE, SIZE, (*_THIRD, "\\", "2")),
    "new-code": ("INT-06 project", SIZE, (*_FOUND, "c", *"always a surprise")),
    "codebook": (None, SIZE, ("space", "c", "down", "down")),
    "board": ("INT-06 project", SIZE, (
        *_FOUND, "c", *"always a surprise", "enter", "1", "k", "c", *"planned for", "enter", "1",
        "space", "b", "left", "left", "right")),
    "search": (None, SIZE, ("space", "s", *"cover", "enter", "down")),
    "proposals": (None, SIZE, ("space", "p", "n", "w", *"case", "enter", "s")),
    "second-look": (None, SIZE, ("space", "l")),
    "team": (None, SIZE, ("space", "t")),
    "agreement": (None, WIDE, ("space", "a")),
    "agreement-documents": (None, SIZE, ("space", "a", "3")),
    "agreement-rounds": (None, SIZE, ("space", "a", "4")),
    "differences": (None, WIDE, ("space", "f")),
    "settling": (None, WIDE, ("space", "f", "enter")),
    "meetings": (None, SIZE, ("space", "g")),
    "survey": (None, (120, 36), ("space", "v")),
    "joint": (None, (120, 36), ("space", "j", "down", "right", "right")),
}  # fmt: skip
"""Name of a picture to the document, the size in cells and the keys pressed before it is taken."""
FIGURES: dict[str, dict[str, str]] = {
    "survey-box": {"kind": "box", "by": "sector", "instrument": "mbi-hss"},
    "survey-answers": {"kind": "frequencies", "by": "sector", "question": "support"},
}
"""Name of a picture to what `Study.survey_figure` is asked for."""
REPORT_PAGES = (4, 11, 15)
"""Of the report: methods, a theme, and survey and interviews side by side."""
RESOLUTION = 75
"""Dots per inch of the Word pages: legible, and under 200 kB a page."""

# The ready-made picture asks a server for its font; any fixed-width one will do.
_FONTS = re.compile(r"\s*@font-face \{.*?\}\n", re.DOTALL)


def screens(demo: Path, target: Path) -> None:
    """Write `target`/NAME.svg for every screen, each from an untouched copy of `demo`."""
    target.mkdir(parents=True, exist_ok=True)
    for name, (document, size, keys) in SCREENS.items():
        with tempfile.TemporaryDirectory() as scratch, mock.patch.dict(os.environ):
            os.environ.pop("NO_COLOR", None)
            copy = Path(shutil.copytree(demo, Path(scratch) / "demo"))
            picture = asyncio.run(_picture(copy, document, size, keys))
        (target / f"{name}.svg").write_text(picture, "utf-8", newline="\n")


async def _picture(
    demo: Path, document: str | None, size: tuple[int, int], keys: Sequence[str]
) -> str:
    from qualkit.tui.app import QualkitApp

    with open_study(demo, "AB") as study:
        app = QualkitApp(study, document)
        async with app.run_test(size=size) as pilot:
            await pilot.pause(0.5)
            for key in keys:
                await pilot.press(key)
            # Tests of the survey are worked out in a thread, which loads scipy first.
            await app.workers.wait_for_complete()
            await pilot.pause(0.5)
            picture = app.export_screenshot(title="qualkit")
    return _FONTS.sub("\n", picture).replace("Fira Code, monospace", "monospace")


def figures(demo: Path, target: Path) -> None:
    """Write `target`/NAME.svg for every figure of the survey."""
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch, open_study(demo, "AB") as study:
        for name, wish in FIGURES.items():
            done = study.survey_figure(Path(scratch) / f"{name}.svg", **wish)
            (target / done.path.name).write_bytes(done.path.read_bytes())


def word_pages(
    word: Path, target: Path, name: str = "word", numbers: Sequence[int] = (1, 2)
) -> bool:
    """Write `target`/NAME-N.png of these pages; whether the programs for it are here."""
    office, draw = shutil.which("soffice"), shutil.which("pdftoppm")
    if not (office and draw):
        return False
    with tempfile.TemporaryDirectory() as scratch:
        profile = f"-env:UserInstallation=file://{scratch}/profile"
        command = [office, "--headless", profile, "--convert-to", "pdf", "--outdir", scratch]
        subprocess.run([*command, str(word)], check=True, capture_output=True)
        pdf = Path(scratch) / f"{word.stem}.pdf"
        for number in numbers:
            prefix = str(target / f"{name}-{number}")
            only = ["-f", str(number), "-l", str(number), "-singlefile", "-png"]
            subprocess.run([draw, "-r", str(RESOLUTION), *only, str(pdf), prefix], check=True)
            _frame(Path(f"{prefix}.png"))
    return True


def _frame(path: Path) -> None:
    """Draw a thin frame, so that a white page shows on a white one; 64 colours are enough."""
    from PIL import Image, ImageOps

    with Image.open(path) as page:
        framed = ImageOps.expand(page.convert("RGB"), 1, "#c8ccd0")
    framed.quantize(64).save(path, optimize=True)
