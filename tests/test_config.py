"""study.yaml: what it may say, and how errors name its lines."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualkit.config import CoderSettings, load_settings, parse_settings, settings_text
from qualkit.errors import SettingsError

HEAD = "qualkit_study: 1\nid: my-study\ntitle: My study\n"


def settings(text):
    return parse_settings(text, Path("somewhere/study.yaml"))


def refusal(text):
    with pytest.raises(SettingsError) as caught:
        settings(text)
    return caught.value


def test_three_lines_are_enough_and_the_rest_has_defaults():
    found = settings(HEAD)
    assert (found.id, found.title, found.approach) == ("my-study", "My study", "codebook")
    assert (found.database, found.journal, found.roster) == ("study.db", "wal", None)
    assert found.coders == ()
    assert found.minimum_cell == 5
    assert found.file == Path("somewhere/study.yaml")
    assert found.folder == Path("somewhere")
    assert not found.on_server


def test_everything_that_can_be_said_is_read():
    found = settings(
        HEAD + "approach: coding reliability\ndatabase: postgresql://ann@host/burnout\n"
        "journal: delete\nroster: roster.csv\nquotes: {layer: consensus}\n"
        "survey: {minimum_cell: 8}\n"
        "coders:\n  - {initials: AB, name: Ann Bee, role: lead}\n  - initials: CD\n"
    )
    assert found.approach == "coding reliability"
    assert found.on_server
    assert found.minimum_cell == 8
    assert (found.journal, found.roster, found.quotes.layer) == (
        "delete",
        "roster.csv",
        "consensus",
    )
    assert found.coders == (CoderSettings("AB", "Ann Bee", "lead"), CoderSettings("CD"))


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("id: a\ntitle: b\n", 1, "`qualkit_study: 1` is missing"),
        (HEAD.replace("study: 1", "study: 2"), 1, "up to 1"),
        (HEAD.replace("study: 1", "study: one"), 1, "whole number"),
        (HEAD.replace("my-study", "My Study"), 2, "not a plain word"),
        (HEAD.replace("title: My study", "title:"), 3, "no 'title'"),
        (HEAD.replace("title: My study", "title: 2026"), 3, "a number"),
        (HEAD + "aproach: codebook\n", 4, "did you mean 'approach'?"),
        (HEAD + "approach: codebok\n", 4, "did you mean 'codebook'?"),
        (HEAD + "journal: off\n", 4, "true or false"),
        (HEAD + "database: postgresql://ann:secret@host/x\n", 4, "holds a password"),
        (HEAD + "database: postgresql://host/x?user=a&password=s\n", 4, "holds a password"),
        (HEAD + "database: mysql://host/x\n", 4, "not supported"),
        (HEAD + "database: postgresql://host\n", 4, "does not name a database"),
        (HEAD + "database: ../other.db\n", 4, "leads out"),
        (HEAD + "database: data/\n", 4, "is a folder"),
        (HEAD + "roster: /home/ann/roster.csv\n", 4, "leads out"),
        (HEAD + "roster: 'C:\\roster.csv'\n", 4, "leads out"),
        (HEAD + "attribution: {wider: {role: {nurse: Nurse}}}\n", 4, "from 'nurse' back to"),
        (HEAD + "attribution:\n  wider:\n    role: {a: b, b: c, c: b}\n", 6, "from 'b' back to"),
        (HEAD + "coders: AB\n", 4, "must be a list"),
        (HEAD + "coders: [AB]\n", 4, "must be fields"),
        (HEAD + "coders:\n  - {initials: NO}\n", 5, "true or false"),
        (HEAD + "coders:\n  - {initials: A B}\n", 5, "no initials"),
        (HEAD + "coders:\n  - {initials: A}\n  - {initials: a}\n", 6, "first in line 5"),
        (HEAD + "coders:\n  - {initials: A, role: chief}\n", 5, "not known"),
        (HEAD + "quotes: {layer: all}\n", 4, "not known"),
        (HEAD + "title: again\n", 4, "first in line 3"),
        (HEAD + "survey:\n  minimum_cell: 2\n", 5, "a minimum cell of 2 protects nobody"),
        (HEAD + "survey: {minimum_cel: 5}\n", 4, "did you mean 'minimum_cell'?"),
        (HEAD + "survey: {minimum_cell: five}\n", 4, "must be a whole number"),
        (HEAD + "sources: {lead: {}}\n", 4, "did you mean 'leads'?"),
        (HEAD + "sources:\n  leads: boss\n", 5, "must name one attribute with its values"),
        (HEAD + "sources:\n  leads: {role: [a], sector: [b]}\n", 5, "must name one attribute"),
        (HEAD + "sources:\n  leads: {role: []}\n", 5, "names no value of role"),
        (HEAD + "sources:\n  leads: {role: boss}\n", 5, "must be a list"),
    ],
)
def test_each_mistake_is_named_with_its_line(text, line, words):
    message = refusal(text).message
    assert message.startswith(f"study.yaml, line {line}: ")
    assert words in message


def test_a_newer_format_says_how_to_update():
    assert "pip install --upgrade" in (refusal(HEAD.replace("study: 1", "study: 7")).hint or "")


def test_no_password_is_repeated_in_the_message():
    error = refusal(HEAD + "database: postgresql://ann:hunter2@host/x\n")
    assert "hunter2" not in error.message + (error.hint or "")


def test_a_missing_file_says_how_to_make_a_study(tmp_path):
    with pytest.raises(SettingsError) as caught:
        load_settings(tmp_path / "study.yaml")
    assert "qualkit init" in (caught.value.hint or "")


@given(
    st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1),
    st.lists(st.sampled_from(["AB", "NO", "y", "Ö1"]), unique=True),
)
def test_what_init_writes_reads_back(title, initials):
    coders = tuple(CoderSettings(each, "A, B: #c", "lead") for each in initials)
    found = settings(settings_text(title, "a-1", approach="reflexive", coders=coders))
    assert (found.title, found.id, found.approach) == (title, "a-1", "reflexive")
    assert found.coders == coders


def test_who_leads_is_an_attribute_with_values():
    found = settings(HEAD + "sources: {leads: {role: [service lead, director]}}\n").sources
    assert (found.attribute, found.values) == ("role", ("service lead", "director"))
    assert settings(HEAD + "sources: {}\n").sources == settings(HEAD).sources
