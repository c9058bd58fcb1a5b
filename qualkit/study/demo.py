"""The demonstration study: invented, and built from its files like any other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from qualkit.config import load_settings
from qualkit.core.deidentifying import State
from qualkit.core.team import Purpose, RoundKind
from qualkit.core.wording import counted
from qualkit.errors import InternalError, RefusedError, StudyError
from qualkit.study import rounds
from qualkit.study.opening import SETTINGS, open_study
from qualkit.study.study import Study
from qualkit.study.textfiles import private_copy, private_folder

ID = "inverlarrick-2025"
SURVEY = "staff"
SURVEY_FILE = Path("originals", "inverlarrick-staff-survey.csv")
PARTS = (
    "study.yaml", "report.yaml", "roster.csv", "codebook", "transcripts", "survey", "codings",
)  # fmt: skip
# What building the demonstration in a checkout leaves in its folders: made anew in every copy.
MADE = (f"survey/{SURVEY}.csv", f"transcripts/survey-{SURVEY}-*.txt")


@dataclass(frozen=True, slots=True)
class Demonstration:
    """What was made, and where."""

    path: Path
    documents: int
    codings: int
    exports: tuple[Path, ...]


def source() -> Path:
    """The demonstration's files: in the package, or at the top of a checkout."""
    package = Path(str(files("qualkit")))
    for folder in (package / "_demo", package.parent):
        if all((folder / part).exists() for part in PARTS):
            return folder
    raise InternalError("this installation of qualkit lacks the demonstration study")


def is_demonstration(study: Study) -> bool:
    """Whether a study is the demonstration, in which nothing that is coded matters."""
    return study._session.settings.id == ID


def build(target: Path, say: Callable[[str], None]) -> Demonstration:
    """Build the demonstration in `target`, or in place where its files lie already.

    Running it again adds what is missing and makes the exports anew; codings made meanwhile stay.
    Raises RefusedError where the folder holds something else.
    """
    # Asking whether a study is the demonstration, as the screens do at the start, needs none of it.
    from qualkit.core.choosing import QuoteChoice
    from qualkit.study.checks import BESIDE

    origin = source()
    if not _is_demonstration(target, origin):
        _copy(origin, target)
        say(f"copied the demonstration's files to {target}")
    with open_study(target, create=True) as study:
        known = study.coders()
        study.use_coder(next(c.initials for c in known if c.role.value == "lead"))
        for path in sorted((target / "codebook" / "versions").glob("*.yaml")):
            study.remember_codebook(path)
        study.import_guide(target / "transcripts" / "topic-guide.txt")
        originals = [
            target / "transcripts" / path.name
            for path in sorted((origin / "transcripts").iterdir())
            if path.name not in BESIDE
            and path.name[0] != "."
            and not any(path.match(pattern) for pattern in MADE)
        ]
        imported = study.import_transcripts(originals)
        spoken = [each for each in imported if not each.kind.published]
        papers = counted(len(imported) - len(spoken), "document")
        said = f"{len(spoken)} transcripts, {sum(each.words for each in spoken):,} words"
        say(f"{said}; {papers} of literature")
        survey = study.import_survey(target / "survey" / SURVEY_FILE, name=SURVEY, confirm=True)
        say(f"{survey.respondents} respondents of the survey")
        _deidentify(study, target / "codings" / "identifiers.csv")
        for path in sorted((target / "codings").glob("round-*.csv")):
            study.import_codings(path)
        _share_out(study, target / "codings" / "assignments.csv")
        study.import_adjudications(target / "codings" / "adjudication.csv")
        study.import_marks(target / "codings" / "marks.csv")
        if not study.selections():
            study.import_selection(target / "codings" / "selection-report.csv")
        for path in sorted((target / "codebook" / "meetings").glob("*.csv")):
            study.import_minutes(path)
        study.import_joint(target / "codings" / "joint-display.yaml")
        codings = len(study.codings())
        say(f"{codings} codings by {', '.join(c.initials for c in known)}")
        # To read, three quotations a code; to work with, all of them.
        few = QuoteChoice(most=3)
        exports = [study.export_quotes(format=name, choice=few).path for name in ("docx", "html")]
        exports += [study.export_quotes(format=name).path for name in ("xlsx", "csv")]
        exports.append(study.export_codebook(format="docx").path)
        sides = study.joint_side_by_side()
        exports += [study.export_joint(sides, format=name).path for name in ("docx", "html")]
        exports.append(study.export_report().path)
    return Demonstration(target, len(imported), codings, tuple(exports))


# Name, kind, first and last day, and the version of the codebook that was in force at its end.
_ROUNDS = (
    ("development", RoundKind.DEVELOPMENT, "2025-11-10", "2025-11-11", 1),
    ("calibration", RoundKind.CALIBRATION, "2025-11-17", "2025-11-28", 2),
    ("main", RoundKind.MAIN, "2026-01-07", "", 0),
    # The survey's open answers: AB alone, on one day.
    ("comments", RoundKind.MAIN, "2026-02-03", "2026-02-03", 3),
    # The review beside the transcripts: AB alone as well.
    ("literature", RoundKind.MAIN, "2026-02-03", "2026-02-03", 3),
)
# Whose codings stand where two coded and nothing has been decided.
_DESIGNATED = (("AB", "calibration"), ("CD", "main"))


def _share_out(study: Study, path: Path) -> None:
    """Who coded what in which round, once: what was done meanwhile stays as it is."""
    if study.assignments():
        return
    session = study._session
    for name, kind, first, _, _ in _ROUNDS:
        rounds.open_round(session, name, kind, f"{first}T09:00:00.000Z")
    done = study.import_assignments(path)
    for coder, name in _DESIGNATED:
        own = study.assignments(coder=coder, round=name)
        double = [a.document_id for a in own if a.purpose is Purpose.DOUBLE]
        study.designate(coder, *double, round=name)
    versions = {number: fingerprint for fingerprint, number in study.codebook_versions()}
    for name, _, _, last, version in _ROUNDS:
        if last:
            rounds.close_round(
                session, name, codebook_version=versions.get(version, ""),
                at=f"{last}T17:00:00.000Z",
            )  # fmt: skip
    if done.frozen == 0:
        raise InternalError("the demonstration's assignments fit none of its codings")


def _deidentify(study: Study, path: Path) -> None:
    """Scan its texts and take in what was decided, once: what was decided meanwhile stays."""
    study.deidentify_scan()
    decided = [state for state in State if state.decided]
    if not any(each.count(*decided) for each in study.deidentify_progress()):
        study.import_decisions(path)


def _is_demonstration(target: Path, origin: Path) -> bool:
    settings = target / SETTINGS
    if target.exists() and target.resolve() == origin.resolve():
        return True
    if not settings.exists():
        return False
    return load_settings(settings).id == ID


def _copy(origin: Path, target: Path) -> None:
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise RefusedError(
            f"{target} is there already and is not the demonstration",
            "name a new folder: qualkit demo DIR",
        )
    try:
        private_folder(target)
        for part in PARTS:
            private_copy(origin / part, target / part)
        for made in (path for pattern in MADE for path in target.glob(pattern)):
            made.unlink()
    except OSError as error:
        raise StudyError(
            f"the demonstration could not be copied to {target}: {error.strerror}",
            "name a folder you may write to: qualkit demo DIR",
        ) from error
