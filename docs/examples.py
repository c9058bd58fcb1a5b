"""The Python examples of a page, run one after the other as doctests."""

from __future__ import annotations

import doctest
import os
import shutil
from pathlib import Path
from typing import Any

from docs import pages
from docs.consoles import world


class _Collector(doctest.DocTestRunner):
    """Keeps what examples printed where it is not what stands under them."""

    def __init__(self) -> None:
        super().__init__()
        self.printed: dict[int, str] = {}

    def report_failure(
        self, out: Any, test: doctest.DocTest, example: doctest.Example, got: str
    ) -> None:
        self.printed[example.lineno] = got

    def report_unexpected_exception(
        self, out: Any, test: doctest.DocTest, example: doctest.Example, exc_info: Any
    ) -> None:
        raise exc_info[1]


def renewed(text: str, home: Path, demo: Path) -> str:
    """The page with the output under its examples as it is today.

    They run in a folder that holds a copy of `demo`. A page without examples comes back as it is.
    """
    if ">>> " not in text:
        return text
    lines = text.split("\n")
    # Everything but the examples becomes blank lines, so that line numbers are those of the page.
    only = [""] * len(lines)
    for fence in pages.fences(text):
        if fence.text.startswith(">>> "):
            only[fence.line : fence.line + len(fence.lines)] = fence.lines
    test = doctest.DocTestParser().get_doctest("\n".join(only), {}, "page", None, 0)
    collector = _Collector()
    # The page's commands may have a study of that name already, and have changed it.
    home = home / "python"
    shutil.copytree(demo, home / "qualkit-demo")
    with world(home):
        os.chdir(home)
        collector.run(test)
    for example in reversed(test.examples):
        if example.lineno in collector.printed:
            start = example.lineno + example.source.count("\n")
            got = collector.printed[example.lineno].splitlines()
            lines[start : start + example.want.count("\n")] = got
    return "\n".join(lines)
