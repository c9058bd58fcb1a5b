"""Agreement written to a file, through the export gate."""

from __future__ import annotations

from pathlib import Path

from qualkit.core.report import Provenance
from qualkit.privacy import gate
from qualkit.study.agreement import answering, passage_tables, tables
from qualkit.study.agreement.question import AgreementQuestion
from qualkit.study.leaving import exporting
from qualkit.study.session import Session


def export_agreement(
    session: Session, target: Path, format_name: str, question: AgreementQuestion, which: str
) -> exporting.Exported:
    """Write one table of agreement; names on the roster that stand in it are masked."""
    tables.refuse_unknown(which)
    report = answering.of_study(session, question)
    going_by = exporting.rules(session)
    if which in passage_tables.TABLES:
        made = passage_tables.passage_table(session, question, which, report.rounds)
    else:
        made = tables.table(report, which, session.settings.title)
    about = exporting.provenance(session)
    layer = "final" if question.against_final else question.source.value
    settings = (
        ("codings compared", layer),
        ("round", ", ".join(report.rounds) or "all"),
        ("unit", question.unit.value),
        ("documents", question.documents.value),
        ("bootstrap", f"B = {question.replicates}, seed {question.seed}"
                      if question.replicates else "none"),
        *((name, value) for name, value in about.settings if name == "codebook version"),
    )  # fmt: skip
    cleared = gate.clear_table(
        made, going_by, Provenance(about.study, about.qualkit_version, settings)
    )
    return exporting.write(cleared, going_by, target, format_name)
