"""qualkit: qualitative coding and thematic analysis, from transcripts to a themed quote table.

    >>> import qualkit
    >>> study = qualkit.open_study("my-study")  # doctest: +SKIP

Public names are resolved when they are first used: `import qualkit` itself loads nothing heavy.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from qualkit.core.codebook import Code, Codebook, Theme
    from qualkit.core.marks import Bookmark, CodingMark, CodingMarkKind, Memo, MemoKind, TeamNote
    from qualkit.core.published import TableCheck, TableFinding
    from qualkit.core.records import Change, Coder, Coding, Document, Participant, Span, TextVersion
    from qualkit.core.table import Column, Table
    from qualkit.errors import QualkitError
    from qualkit.study import Study, init_study, open_study
    from qualkit.study.copying import copy_study
    from qualkit.study.loose_scan import scan_passages
    from qualkit.study.survey.table_check import check_tables
    from qualkit.survey.summary import SummaryTest, anova_from_summary

__version__ = "0.1.0"

_HOMES = {
    "qualkit.core.codebook": ("Code", "Codebook", "Theme"),
    "qualkit.core.marks": (
        "Bookmark",
        "CodingMark",
        "CodingMarkKind",
        "Memo",
        "MemoKind",
        "TeamNote",
    ),
    "qualkit.core.published": ("TableCheck", "TableFinding"),
    "qualkit.core.records": (
        "Change",
        "Coder",
        "Coding",
        "Document",
        "Participant",
        "Span",
        "TextVersion",
    ),
    "qualkit.core.table": ("Column", "Table"),
    "qualkit.errors": ("QualkitError",),
    "qualkit.study": ("Study", "init_study", "open_study"),
    "qualkit.study.copying": ("copy_study",),
    "qualkit.study.loose_scan": ("scan_passages",),
    "qualkit.study.survey.table_check": ("check_tables",),
    "qualkit.survey.summary": ("SummaryTest", "anova_from_summary"),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    "Bookmark",
    "Change",
    "Code",
    "Codebook",
    "Coder",
    "Coding",
    "CodingMark",
    "CodingMarkKind",
    "Column",
    "Document",
    "Memo",
    "MemoKind",
    "Participant",
    "QualkitError",
    "Span",
    "Study",
    "SummaryTest",
    "Table",
    "TableCheck",
    "TableFinding",
    "TeamNote",
    "TextVersion",
    "Theme",
    "__version__",
    "anova_from_summary",
    "check_tables",
    "copy_study",
    "init_study",
    "open_study",
    "scan_passages",
]


def __getattr__(name: str) -> Any:
    home = _HOME_OF.get(name)
    if home is None:
        raise AttributeError(f"module 'qualkit' has no attribute '{name}'")
    from importlib import import_module

    value = getattr(import_module(home), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
