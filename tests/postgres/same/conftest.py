"""What the repeated tests need, and which of them are about a file and nothing else."""

from __future__ import annotations

import os

import pytest

from qualkit.storage import codebooks
from qualkit.study import team_codebook
from qualkit.study.session import Session
from tests.postgres.same.kept import KEPT

EVERYTHING = "QUALKIT_ALL_ON_SERVER"

# These write the codebook by hand, which on a server is put aside: here as on one machine alone.
BY_HAND = (
    "answers_carried", "blindness", "codebook_editing", "codebook_versions", "proposals",
    "reshaping", "second_look",
)  # fmt: skip

# They look into the SQLite file itself, interrupt the saving of the one codebook file, or are about
# the writing of files, which no database has a part in.
OF_A_FILE = frozenset({
    "test_a_file_changed_by_a_person_is_not_written_over_by_undo",
    "test_a_save_killed_before_the_file_was_written_is_finished",
    "test_a_persons_edit_wins_over_a_save_that_was_killed",
    "test_a_save_that_was_interrupted_is_finished",
    "test_a_study_can_start_without_any_code",
    "test_every_format_holds_the_words_the_counts_and_the_stamp",
    "test_every_table_is_written_in_every_format",
    "test_targets_that_cannot_be_written",
    "test_two_runs_write_the_same_bytes",
    "test_the_word_file_is_a_sound_zip",
    "test_a_name_in_the_file_name_is_a_leak",
    "test_minutes_are_written_in_every_format",
    "test_an_edit_undone_and_redone_gives_the_file_back_to_the_byte",
    "test_taking_one_coders_codings_leaves_a_consensus_and_the_coders_own_alone",
    "test_a_decision_undone_and_redone_is_what_it_was",
})  # fmt: skip


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    everything = bool(os.environ.get(EVERYTHING))
    for item in list(items):
        if "/same/" not in item.path.as_posix():
            continue
        name = item.name.partition("[")[0]
        # What does not work on the small study works on one in a file, and has been looked at.
        elsewhere = "study" not in getattr(item, "fixturenames", ())
        kept = everything or name in KEPT.get(item.path.stem.removeprefix("test_"), ())
        if elsewhere or name in OF_A_FILE or not kept:
            items.remove(item)


@pytest.fixture(autouse=True)
def by_hand(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.path.stem.removeprefix("test_") in BY_HAND:
        fetch = team_codebook.fetch

        def only_our_own(session: Session, *, now: bool = False) -> bool:
            path = session.codebook_path
            text = path.read_bytes().decode("utf-8", "replace") if path.exists() else ""
            own = not text or codebooks.has_text(session.store.database, text)
            return now and own and fetch(session, now=True)

        monkeypatch.setattr(team_codebook, "behind", lambda *_: False)
        monkeypatch.setattr(team_codebook, "fetch", only_our_own)
