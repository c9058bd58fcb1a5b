"""`qualkit consent` and `qualkit paraphrase`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from qualkit.study import Study
from tests.conftest import Ran, Runner

HEAD = "participant,role,may_quote,embargo_until\n"


@pytest.fixture
def folder(study: Study) -> Path:
    """The small study with consent of three people, closed."""
    rows = "P01,nurse,verbatim,\nP02,porter,paraphrase,\nP03,porter,verbatim,2099-01-01\n"
    (study.path / "transcripts" / "participants.csv").write_text(HEAD + rows)
    study.code("nurse", study.find_passage("nurse", "Tired. We lost two people"), "exhaustion")
    study.close()
    return study.path


def answer(ran: Ran) -> Any:
    assert ran.code == 0, ran.err
    return json.loads(ran.out)


class TestConsent:
    def test_lists_everybody_with_what_may_be_done_and_why_not_more(
        self, folder: Path, run: Runner
    ) -> None:
        ran = run("--study", folder, "consent")
        assert ran.code == 0
        assert ran.out.splitlines()[1].split()[:2] == ["P01", "quote"]
        assert "paraphrase only" in ran.out
        assert "embargo until 2099-01-01" in ran.out
        assert "nurse.txt" in ran.out

    def test_answers_programs_with_stable_keys(self, folder: Path, run: Runner) -> None:
        found = answer(run("--study", folder, "consent", "--json", "--profile", "public"))
        assert found["profile"] == "public"
        assert found["people"][2] == {
            "pseudonym": "P03", "may": "nothing", "against": "embargo",
            "why": "embargo until 2099-01-01", "until": "2099-01-01", "may_link": False,
            "audience": "public", "form": "", "signed": "", "documents": ["group.txt"],
        }  # fmt: skip
        assert found["surveys"] == []

    def test_check_leaves_with_3_where_something_is_missing(
        self, folder: Path, run: Runner
    ) -> None:
        assert run("--study", folder, "consent", "check").code == 0
        path = folder / "transcripts" / "participants.csv"
        path.write_text(f"{HEAD}P01,nurse,,\nP02,porter,sometimes,\nP03,porter,none,\n")
        ran = run("--study", folder, "consent", "check")
        assert ran.code == 3
        assert "no word about quoting is on record for P01" in ran.out
        assert "participants.csv, line 3 (P02): 'sometimes' under may_quote is unknown" in ran.out
        assert "mend: write verbatim, paraphrase or none" in ran.out


class TestParaphrase:
    def coding(self, folder: Path, run: Runner) -> str:
        found = answer(run("--study", folder, "codings", "--json"))["codings"]
        return str(found[0]["id"])

    def test_is_added_to_a_coding_listed_edited_and_removed(
        self, folder: Path, run: Runner
    ) -> None:
        coding = self.coding(folder, run)
        ran = run("--study", folder, "paraphrase", "add", "Two deaths weigh on her",
                  "--coding", coding)  # fmt: skip
        assert "wrote a paraphrase on Exhaustion at nurse.txt" in ran.out
        (made,) = answer(run("--study", folder, "paraphrase", "list", "--json"))["paraphrases"]
        assert (made["text"], made["document"]) == ("Two deaths weigh on her", "nurse.txt")
        assert run("--study", folder, "paraphrase", "edit", made["id"], "She grieves").code == 0
        ran = run("--study", folder, "paraphrase", "list", "--document", "nurse")
        assert "She grieves" in ran.out
        (made,) = answer(run("--study", folder, "paraphrase", "list", "--json"))["paraphrases"]
        assert run("--study", folder, "paraphrase", "remove", made["id"]).code == 0
        assert answer(run("--study", folder, "paraphrase", "list", "--json"))["paraphrases"] == []

    def test_is_added_to_a_passage_by_its_words(self, folder: Path, run: Runner) -> None:
        ran = run("--study", folder, "paraphrase", "add", "nurse", "Pets help", "--code",
                  "colleagues", "--quote", "The dog, mostly.")  # fmt: skip
        assert ran.code == 0, ran.err
        (made,) = answer(run("--study", folder, "paraphrase", "list", "--json"))["paraphrases"]
        assert made["code"] == "colleagues"

    def test_that_is_the_speakers_words_is_refused_and_says_which(
        self, folder: Path, run: Runner
    ) -> None:
        ran = run("--study", folder, "paraphrase", "add", "We lost two people and nobody asked",
                  "--coding", self.coding(folder, run))  # fmt: skip
        assert ran.code == 2
        assert "“We lost two people and nobody”" in ran.err
        assert "in your own words" in ran.err

    def test_needs_one_text_and_a_place(self, folder: Path, run: Runner) -> None:
        for line in (["words"], ["nurse", "more", "words"], ["nurse", "words", "--coding", "x"]):
            ran = run("--study", folder, "paraphrase", "add", *line)
            assert ran.code == 2
            assert "a paraphrase needs the passage and one text" in ran.err
