"""Coders read what stands in the place of names; the source is the data steward's, and noted."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qualkit.core.records import Change, Span
from qualkit.errors import QualkitError, RefusedError
from qualkit.study import Study, open_study
from qualkit.study.deidentify.rendered import replacements, team_masks
from qualkit.study.quotes import QuoteChoice
from tests.conftest import Runner, copied

COLLEAGUE = "The dog, mostly. And the others, we have a word in the corridor."
TEAM = "\ncoders:\n  - {initials: AB, role: lead}\n  - {initials: CD, role: coder}\n"


def place(study: Study, words: str, document: str = "nurse") -> Span:
    """Where words stand in the source."""
    text = study._session.text(study.document(document).version_id).text
    return Span(text.index(words), text.index(words) + len(words))


def with_team(folder: Path) -> Path:
    """The study, led by AB, with CD as a coder."""
    with (folder / "study.yaml").open("a", encoding="utf-8") as file:
        file.write(TEAM)
    return folder


@pytest.fixture
def lead(study: Study) -> Study:
    """The small study with "the car", "Friday" (once) and "sixty" replaced; AB is the steward."""
    folder = with_team(study.path)
    study.close()
    opened = open_study(folder, "AB")
    opened.mark_finding("nurse", place(opened, "the car"), "[a place]")
    opened.mark_finding("nurse", place(opened, "Friday"), "[a day]")
    opened.mark_finding("group", place(opened, "sixty", "group"), "[number]")
    return opened


@pytest.fixture
def coder(lead: Study) -> Study:
    """The same study with CD at work, who is no steward."""
    path = lead.path
    lead.close()
    return open_study(path, "CD")


def looks(study: Study) -> list[Change]:
    return [change for change in study.history(limit=None) if change.action == "look at source"]


def test_the_words_of_a_coding_are_read_as_they_are_replaced(coder: Study) -> None:
    span = coder.find_passage("nurse", "I drove home and sat in [a place].")
    assert span.end == place(coder, "the car").end + 1
    coder.code("nurse", span, "exhaustion")
    (coding,) = coder.codings("nurse", "CD")
    assert coding.span == span
    assert coder.words_of([coding]) == ("I drove home and sat in [a place].",)
    assert coder.shown("nurse", Span(span.end - 3, span.end)) == "[a place]."
    assert "sat in [a place]." in repr(coder.quotes(QuoteChoice(coder="CD")).rows)


def test_a_coding_that_ends_inside_what_is_replaced_reads_all_of_it(lead: Study) -> None:
    inside = Span(place(lead, "the car").start + 4, place(lead, "the car").end)
    lead.code("nurse", inside, "exhaustion")
    assert lead.words_of(lead.codings("nurse")) == ("[a place]",)


def test_the_source_is_refused_to_a_coder_and_stays_with_the_steward(lead: Study) -> None:
    assert "the car" in lead.text("nurse").text
    path = lead.path
    lead.close()
    with open_study(path, "CD") as coder:
        assert not coder.is_steward
        for door in (
            lambda: coder.text("nurse"),
            lambda: coder.findings(),
            lambda: coder.search("car", source=True),
            lambda: coder.correct_document("nurse", "anything"),
            lambda: coder.look_at_source(["nurse"], "a test"),
            lambda: coder.export_findings(path / "findings.csv", with_words=True),
            lambda: coder.decide_findings("the car", "keep"),
            lambda: coder.deidentify_scan(without_roster=True),
        ):
            with pytest.raises(RefusedError, match="only the study's data steward may"):
                door()
        assert "the car" not in coder.rendered_text("nurse").text


def test_a_look_at_the_source_is_noted_once_for_each_document_while_the_study_is_open(
    lead: Study,
) -> None:
    before = len(looks(lead))
    lead.text("nurse")
    lead.text("nurse")
    lead.search("car", source=True)
    told = [(dict(each.facts)["by"], len(each.touched)) for each in looks(lead)[: -before or None]]
    assert told == [("search", 1), ("text", 1)]
    path = lead.path
    lead.close()
    with open_study(path, "AB") as again:
        again.text("nurse")
        assert len(looks(again)) == before + 3
        assert again.undo() is not None
        assert len(looks(again)) == before + 3


def test_a_study_in_which_nothing_is_replaced_is_read_as_it_is(study: Study) -> None:
    folder = with_team(study.path)
    study.close()
    with open_study(folder, "CD") as coder:
        assert "the car" in coder.text("nurse").text
        assert [hit.words for hit in coder.search("the car")] == ["the car"]
        assert not looks(coder)
        assert coder.status().unscanned == 2
        assert not [each for each in coder.check() if "not scanned" in each.problem]


def test_a_text_that_was_not_scanned_beside_others_is_a_finding_of_check(study: Study) -> None:
    study.deidentify_scan(["nurse"], without_roster=True)
    assert study.status().unscanned == 1
    (found,) = [each for each in study.check() if "not scanned" in each.problem]
    assert "group.txt" in found.problem
    assert found.mend == "qualkit deidentify scan"


@pytest.mark.parametrize(
    ("mode", "words"),
    [
        ("exact", "the car"),
        ("word", "car"),
        ("word", "car*"),
        ("lemma", "cars"),
        ("fuzzy", "carr"),
        ("regex", "sat in the"),
        ("regex", r"sat in (?=the c)"),
        ("regex", r"home and sat in .{7}\."),
    ],
)
def test_what_is_replaced_is_not_found_by_its_words(coder: Study, mode: str, words: str) -> None:
    assert coder.search(words, mode=mode) == ()


def test_what_is_replaced_is_found_as_it_is_shown_and_the_context_shows_no_more(
    coder: Study,
) -> None:
    (hit,) = coder.search("a place")
    assert (hit.words, hit.span) == ("[a place]", place(coder, "the car"))
    (hit,) = coder.search("drove home")
    assert hit.after == " and sat in [a place]."
    assert len(coder.search("Friday")) == 1


def test_the_steward_finds_the_words_of_the_source_where_they_ask_for_them(lead: Study) -> None:
    assert lead.search("the car") == ()
    assert [hit.words for hit in lead.search("the car", source=True)] == ["the car"]


def test_a_passage_is_found_by_the_source_s_words_by_the_steward_alone(lead: Study) -> None:
    """Lists of codings that were made before a scan are taken in by whoever looks after it."""
    sought = "sat in the car"
    assert lead.find_passage("nurse", sought) == place(lead, sought)
    path = lead.path
    lead.close()
    with open_study(path, "CD") as coder, pytest.raises(QualkitError, match="does not stand in"):
        coder.find_passage("nurse", sought)


def test_codings_go_out_as_they_read_and_come_back_in_whatever_was_decided_meanwhile(
    lead: Study, tmp_path: Path
) -> None:
    span = place(lead, "I drove home and sat in the car.")
    lead.code("nurse", span, "exhaustion")
    lead.export_codings(tmp_path / "codings.csv")
    written = (tmp_path / "codings.csv").read_text("utf-8")
    assert "sat in [a place]." in written
    (found,) = [each for each in lead.findings("nurse") if each.words == "the car"]
    lead.decide_findings(found.finding.id, "generalise", replacement="[somewhere]")
    path, csv = lead.path, tmp_path / "back.csv"
    lead.close()
    head = f"coder,document,code,start,end,quote\nCD,nurse,exhaustion,{span.start},{span.end},"
    for quote in ("I drove home and sat in [a place].", "I drove home and sat in the car."):
        csv.write_text(f"{head}{quote}\n", "utf-8")
        with open_study(path, "CD") as coder:
            coder.import_codings(csv)
            assert [each.span for each in coder.codings("nurse", "CD")] == [span]
            coder.undo()
    for wrong in ("I drove home and sat", "We drove home and sat in [a place]."):
        csv.write_text(f"{head}{wrong}\n", "utf-8")
        with open_study(path, "CD") as coder, pytest.raises(QualkitError, match="is not what"):
            coder.import_codings(csv)


def test_what_is_decided_anew_is_read_anew_at_once(lead: Study) -> None:
    version = lead.document("nurse").version_id
    first = team_masks(lead._session, version)
    assert team_masks(lead._session, version) is first
    assert [each.text for each in first.all] == ["[a place]", "[a day]"]
    (found,) = [each for each in lead.findings("nurse") if each.words == "the car"]
    lead.decide_findings(found.finding.id, "keep")
    assert lead.shown("nurse", place(lead, "in the car")) == "in the car"
    lead.undo()
    assert lead.shown("nurse", place(lead, "in the car")) == "in [a place]"


def test_what_waits_is_replaced_for_a_commissioner_and_not_for_the_team(lead: Study) -> None:
    version = lead.document("nurse").version_id
    team = replacements(lead._session, version, "team")
    assert {each.text for each in team} == {"[a place]", "[a day]"}
    lead.deidentify_scan(without_roster=True)
    assert len(replacements(lead._session, version, "commissioner")) >= len(team)


def test_the_commands_show_the_rendering_and_the_source_on_request(
    lead: Study, run: Runner
) -> None:
    lead.code("nurse", place(lead, "sat in the car"), "exhaustion")
    path = lead.path
    lead.close()
    at = ("--study", path, "--coder", "CD")
    for command in (
        ("documents", "show", "nurse"),
        ("documents", "show", "nurse", "--json"),
        ("codings", "--json"),
        ("search", "drove home", "--json"),
        ("quotes", "list"),
        ("deidentify", "show", "nurse"),
    ):
        done = run(*command, *at)
        assert done.code == 0, done.err
        assert "[a place]" in done.out.replace("\n", " "), command
        assert "the car" not in done.out + done.err
    refused = run("documents", "show", "nurse", "--source", *at)
    assert (refused.code, refused.out) == (2, "")
    assert "only the study's data steward may see the participants' own words" in refused.err
    steward = ("--source", "--study", path, "--coder", "AB")
    assert "sat in the car." in run("documents", "show", "nurse", *steward).out.replace("\n", " ")
    assert "sat in the [car]." in run("search", "car", *steward).out
    history = run("history", "--study", path, "--coder", "AB").out
    assert "looked at participants' own words (documents show)" in history


def test_json_of_a_document_keeps_the_offsets_of_the_source(coder: Study, run: Runner) -> None:
    path, span = coder.path, place(coder, "I drove home and sat in the car.")
    coder.close()
    told = json.loads(run("documents", "show", "nurse", "--json", "--study", path).out)
    turn = next(each for each in told["turns"] if "sat in [a place]" in each["text"][0])
    assert turn["spans"][0][1] == span.end
    assert len(turn["text"][0]) != turn["spans"][0][1] - turn["spans"][0][0]


WORDS = [f"zq{number}k" for number in range(24)]


def doors(study: Study, word: str) -> list[Callable[[], object]]:
    """Everything that shows words to whoever is at work, asked for what `word` is."""
    document = study.document("talk")
    everything = Span(0, document.characters)
    return [
        lambda: study.shown("talk", everything),
        lambda: study.rendered_text("talk"),
        lambda: study.words_of(study.codings()),
        lambda: study.quotes(),
        lambda: study.quotes(QuoteChoice(merge=False)),
        lambda: study.carried(),
        lambda: study.history(),
        lambda: [study.told(change) for change in study.history()],
        lambda: study.text("talk"),
        lambda: study.findings(),
        lambda: [
            (hit.before, hit.words, hit.after)
            for mode in ("exact", "word", "lemma", "fuzzy", "regex")
            for hit in study.search(word, mode=mode)
        ],
        lambda: study.search("zq", context=50),
        lambda: study.search(rf"\w+(?= {word})", mode="regex"),
        lambda: study.find_passage("talk", word),
        lambda: study.search(word, source=True),
    ]


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_no_door_shows_a_replaced_word_to_a_coder_who_is_no_steward(
    data: st.DataObject, small_template: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Whatever is replaced, however stretches overlap, and wherever codings begin and end."""
    folder = tmp_path_factory.mktemp("any")
    spoken = data.draw(st.lists(st.sampled_from(WORDS), min_size=6, max_size=24, unique=True))
    ends = data.draw(st.lists(st.sampled_from([" ", ". ", "\n", "\nP1: ", "\nP2: "]),
                              min_size=len(spoken), max_size=len(spoken)))  # fmt: skip
    text = "P1: " + "".join(word + end for word, end in zip(spoken, ends, strict=True))
    (folder / "talk.txt").write_text(text + "\n", "utf-8")
    with open_study(with_team(copied(small_template, folder / "study")), "AB") as lead:
        lead.import_transcripts([folder / "talk.txt"])
        source = lead.text("talk").text
        gone: set[str] = set()
        for first, count in data.draw(
            st.lists(st.tuples(st.integers(0, len(spoken) - 1), st.integers(1, 3)), min_size=1,
                     max_size=4)
        ):  # fmt: skip
            run = spoken[first : first + count]
            span = Span(source.index(run[0]), source.index(run[-1]) + len(run[-1]))
            try:
                lead.mark_finding("talk", span, "[somebody]")
            except QualkitError:
                continue
            gone |= set(run)
        for _ in range(4):
            start = data.draw(st.integers(0, len(source) - 2))
            end = data.draw(st.integers(start + 1, len(source)))
            with suppress(RefusedError):
                lead.code("talk", Span(start, end), "exhaustion")
        path = lead.path
    with open_study(path, "CD") as coder:
        for word in sorted(gone):
            for door in doors(coder, word):
                try:
                    told = repr(door())
                except QualkitError as refused:
                    told = refused.message.replace(f"'{word}'", "")
                assert not [each for each in gone if each in told]
