"""The study: one method per verb of the trade."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType

from qualkit.study.verbs.adjudication import AdjudicationVerbs
from qualkit.study.verbs.agreement import AgreementVerbs
from qualkit.study.verbs.answers import AnswerVerbs
from qualkit.study.verbs.assignments import AssignmentVerbs
from qualkit.study.verbs.assisted import AssistedVerbs
from qualkit.study.verbs.attributions import AttributionVerbs
from qualkit.study.verbs.audit import AuditVerbs
from qualkit.study.verbs.closing import ClosingVerbs
from qualkit.study.verbs.codebook import CodebookVerbs
from qualkit.study.verbs.codings import CodingVerbs
from qualkit.study.verbs.consent import ConsentVerbs
from qualkit.study.verbs.corrections import CorrectionVerbs
from qualkit.study.verbs.deidentify import DeidentifyVerbs
from qualkit.study.verbs.documents import DocumentVerbs
from qualkit.study.verbs.drafts import DraftVerbs
from qualkit.study.verbs.editing import EditingVerbs
from qualkit.study.verbs.exports import ExportVerbs
from qualkit.study.verbs.frames import FrameVerbs
from qualkit.study.verbs.joint import JointVerbs
from qualkit.study.verbs.literature import LiteratureVerbs
from qualkit.study.verbs.marks import MarkVerbs
from qualkit.study.verbs.matrices import MatrixVerbs
from qualkit.study.verbs.meetings import MeetingVerbs
from qualkit.study.verbs.memos import MemoVerbs
from qualkit.study.verbs.merging import MergingVerbs
from qualkit.study.verbs.report import ReportVerbs
from qualkit.study.verbs.roster import RosterVerbs
from qualkit.study.verbs.selections import SelectionVerbs
from qualkit.study.verbs.survey import SurveyVerbs
from qualkit.study.verbs.survey_results import SurveyResultVerbs
from qualkit.study.verbs.team import TeamVerbs
from qualkit.study.verbs.withdrawal import WithdrawalVerbs


class Study(
    DocumentVerbs, CorrectionVerbs, CodebookVerbs, EditingVerbs, DraftVerbs, CodingVerbs,
    MarkVerbs, AssignmentVerbs, AdjudicationVerbs, AgreementVerbs, MeetingVerbs, MemoVerbs,
    MergingVerbs, AssistedVerbs, TeamVerbs, AnswerVerbs, ExportVerbs, FrameVerbs, MatrixVerbs,
    LiteratureVerbs, SelectionVerbs, SurveyVerbs, SurveyResultVerbs, JointVerbs, AuditVerbs,
    AttributionVerbs, RosterVerbs, ReportVerbs, DeidentifyVerbs, ConsentVerbs, ClosingVerbs,
    WithdrawalVerbs,
):  # fmt: skip
    """An open study folder. Get one from `qualkit.open_study`; close it, or use `with`.

    Every method that changes something is one action of the coder at work: on disk when it
    returns, in the history, and undone by `undo` unless it says otherwise. All raise subclasses
    of QualkitError, whose message and hint are meant for people.
    """

    def __enter__(self) -> Study:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        self.close()

    def close(self) -> None:
        """Let go of the database; everything done is on disk already."""
        self._session.closed = True
        self._session.store.close()

    @property
    def path(self) -> Path:
        """The study's folder."""
        return self._session.path

    @property
    def title(self) -> str:
        """The study's title, from study.yaml."""
        return self._session.settings.title

    @property
    def round(self) -> str:
        """The round of coding that is going on: study.yaml's, or the one opened last."""
        from qualkit.study import rounds

        return rounds.current(self._session)

    @property
    def coder(self) -> str | None:
        """The initials of the coder at work; None where nobody has been named yet."""
        return self._session.coder

    @property
    def read_only(self) -> bool:
        """Whether the study lies where nothing can be written."""
        return self._session.store.read_only

    @property
    def notices(self) -> tuple[str, ...]:
        """What should be told to the person beside the answers so far."""
        return tuple(self._session.notices)

    def use_coder(self, initials: str) -> None:
        """Make `initials` the coder at work, now and when the study is opened next."""
        from qualkit.study import team

        team.use_coder(self._session, initials)

    def changed_elsewhere(self) -> bool:
        """Whether another process has written into the study since this was asked last."""
        return self._session.changed_elsewhere()

    def refresh(self) -> None:
        """Read afresh what another process may have written."""
        self._session.forget()
