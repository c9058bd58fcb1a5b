"""Write the parts of the documentation that come from the program: `python -m docs.build`.

`--check` writes nothing and lists the pages that are not in step, with exit code 1.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from docs import (
    consoles,
    examples,
    frames_reference,
    pages,
    pictures,
    published,
    reference,
    scan_figures,
)


def generated() -> dict[Path, str]:
    """The pages with parts that come from the program, as they should be."""
    parts = {
        "commands": ("commands", reference.commands_page()),
        "keys": ("keys", reference.keys_page()),
        "coding": ("keys-coding", reference.coding_keys()),
        "protecting-participants": ("scan", scan_figures.table()),
        "frames": ("frames", frames_reference.content()),
    }
    found = {}
    for page, (name, content) in parts.items():
        path = pages.DOCS / f"{page}.md"
        found[path] = pages.with_generated(path.read_text("utf-8"), name, content)
    return found


def all_pages(scratch: Path, demo: Path) -> dict[Path, str]:
    """Every page as it should be."""
    found = generated()
    page = pages.DOCS / "published.md"
    with consoles.world(demo.parent):
        beside = published.beside(demo)
    found[page] = pages.with_generated(page.read_text("utf-8"), "beside", beside)
    for number, path in enumerate(pages.pages()):
        if path not in found:
            home = scratch / str(number)
            text = consoles.renewed(path.read_text("utf-8"), home, demo)
            found[path] = examples.renewed(text, home, demo)
    return found


def main(arguments: list[str] | None = None) -> int:
    """Build, or with `--check` compare; the exit code."""
    parser = argparse.ArgumentParser(prog="python -m docs.build", description=__doc__)
    parser.add_argument("--check", action="store_true", help="only say what is not in step")
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        demo = consoles.build_demo(scratch / "demo")
        stale = [
            (path, text)
            for path, text in all_pages(scratch, demo).items()
            if text != path.read_text("utf-8")
        ]
        for path, text in stale:
            verdict = "is not in step" if given.check else "written"
            print(f"{path.relative_to(pages.ROOT)} {verdict}")
            if not given.check:
                path.write_text(text, "utf-8", newline="\n")
        if not given.check:
            _draw(demo)
    return 1 if given.check and stale else 0


def _draw(demo: Path) -> None:
    target = pages.DOCS / "pictures"
    with consoles.world(demo.parent):
        pictures.screens(demo, target)
        pictures.figures(demo, target)
    if not pictures.word_pages(demo / "exports" / "quotes.docx", target):
        print("the pictures of the Word table stay: they need soffice and pdftoppm")
        return
    report = demo / "exports" / "report.docx"
    pictures.word_pages(report, target, "report", pictures.REPORT_PAGES)


if __name__ == "__main__":
    sys.exit(main())
