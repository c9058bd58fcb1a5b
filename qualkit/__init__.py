"""qualkit: qualitative coding and thematic analysis, from transcripts to a themed quote table.

    import qualkit

    study = qualkit.open_study("my-study", coder="AB")  # a folder; init_study makes a new one
    study.documents()  # what a study is asked comes back as records
    study.codings(code="stigma").frame()  # and every answer as a pandas DataFrame
    study.agreement(round="main").frame("codes")
    study.quotes(themes="burnout", starred=True)
    study.survey.scores()
    study.import_codings(frame)  # from a CSV or a DataFrame
    study.export("quotes", "quotes.docx")  # the one way out, through the export gate
    study.undo()  # everything is on disk at once, and can be taken back

`help(qualkit.Study)` lists what a study can do, `help(qualkit.Study.quotes)` one of it. What goes
wrong raises a subclass of `QualkitError`, whose `message` says what and whose `hint` how to mend
it. A DataFrame is the team's own working copy; what is for others goes through `study.export`.

Public names are resolved when they are first used: `import qualkit` itself loads nothing heavy.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from qualkit.core.choosing import QuoteChoice
    from qualkit.core.codebook import Code, Codebook, Theme
    from qualkit.core.marks import Bookmark, CodingMark, CodingMarkKind, Memo, MemoKind, TeamNote
    from qualkit.core.published import TableCheck, TableFinding
    from qualkit.core.records import Change, Coder, Coding, Document, Participant, Span, TextVersion
    from qualkit.core.table import Column, Table
    from qualkit.errors import QualkitError
    from qualkit.study import Study, init_study, open_study
    from qualkit.study.agreement.question import AgreementQuestion
    from qualkit.study.copying import copy_study
    from qualkit.study.frames.listing import Listing, Lookup
    from qualkit.study.loose_scan import scan_passages
    from qualkit.study.survey.exports import SurveyQuestion
    from qualkit.study.survey.table_check import check_tables
    from qualkit.survey.summary import SummaryTest, anova_from_summary

__version__ = "0.1.0"

_HOMES = {
    "qualkit.core.choosing": ("QuoteChoice",),
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
    "qualkit.study.agreement.question": ("AgreementQuestion",),
    "qualkit.study.copying": ("copy_study",),
    "qualkit.study.frames.listing": ("Listing", "Lookup"),
    "qualkit.study.loose_scan": ("scan_passages",),
    "qualkit.study.survey.exports": ("SurveyQuestion",),
    "qualkit.study.survey.table_check": ("check_tables",),
    "qualkit.survey.summary": ("SummaryTest", "anova_from_summary"),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    "AgreementQuestion",
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
    "Listing",
    "Lookup",
    "Memo",
    "MemoKind",
    "Participant",
    "QualkitError",
    "QuoteChoice",
    "Span",
    "Study",
    "SummaryTest",
    "SurveyQuestion",
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
