"""What a person has to write for the report, and what items of the checklists it answers."""

from __future__ import annotations

from collections.abc import Iterator

from qualkit.core.codebook import Codebook, Theme
from qualkit.core.report_plan import Asked, SectionKind

_K = SectionKind
FINDINGS_OF = "findings."
"""Before the id of a theme: its key points."""

ASKS = (
    Asked("summary", _K.SUMMARY, "The findings on one page, for somebody who reads nothing else.",
          ("abstract",)),
    Asked("introduction.problem", _K.INTRODUCTION,
          "What the problem is, and what is known of it already.", ("problem",)),
    Asked("introduction.purpose", _K.INTRODUCTION,
          "What the study was to find out: its purpose and its questions.", ("purpose",)),
    Asked("methods.sampling", _K.METHODS,
          "How participants were selected, and how they were approached.",
          ("sampling", "approach")),
    Asked("methods.collection", _K.METHODS,
          "How data were collected: where, who else was present, by which guide and whether it was "
          "piloted, how it was recorded, whether field notes were made.",
          ("collection", "setting", "others_present", "guide", "recording", "field_notes")),
    Asked("methods.team", _K.METHODS,
          "Who interviewed or moderated: qualifications, occupation, gender, training; whether "
          "participants knew them; what they expected to find.",
          ("interviewers", "credentials", "occupation", "gender", "experience", "acquaintance",
           "known_of_interviewer", "assumptions")),
    Asked("methods.ethics", _K.METHODS,
          "Who approved the study, and how consent was asked for.", ("ethics",)),
    Asked("sample.declined", _K.SAMPLE, "Who declined or dropped out, and why.",
          ("non_participation",)),
    Asked("literature", _K.LITERATURE, "How the findings relate to earlier work.",
          ("literature",)),
    Asked("limitations", _K.LIMITATIONS,
          "What the study cannot show: who was not reached, what the setting and the team's own "
          "part in it may have changed.", ("limitations",)),
    Asked("returned.transcripts", _K.RETURNED,
          "Whether transcripts were returned to participants, and what came back.",
          ("transcripts_returned",)),
    Asked("returned.findings", _K.RETURNED,
          "What of the findings was returned to participants, in what form, and what came of it.",
          ("member_checking",)),
    Asked("conclusions", _K.CONCLUSIONS, "What follows from the findings, and for whom."),
    Asked("statements.funding", _K.STATEMENTS, "Who paid for the study, and what part they had in "
          "it.", ("funding",)),
    Asked("statements.interests", _K.STATEMENTS,
          "What interests members of the team have in what was found.", ("interests",)),
)  # fmt: skip


def asks(codebook: Codebook) -> Iterator[Asked]:
    """Everything that a person may write, in the order of the report."""
    order = list(SectionKind)
    found = [*ASKS, *map(_of_theme, codebook.themes)]
    yield from sorted(found, key=lambda each: order.index(each.section))


def _of_theme(theme: Theme) -> Asked:
    return Asked(
        f"{FINDINGS_OF}{theme.id}", SectionKind.FINDINGS, f"What was found on {theme.name}."
    )
