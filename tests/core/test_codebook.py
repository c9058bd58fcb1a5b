"""The codebook as a tree that answers questions, and its versions as hashes."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualkit.core.codebook import (
    Code,
    Codebook,
    Example,
    ExampleSource,
    Find,
    Link,
    Revision,
    Rules,
    Status,
    Theme,
    Unit,
)
from qualkit.core.codebook_rules import faults
from qualkit.errors import CodebookError, NotFoundError

EE, PA, WORK = Link("mbi-hss", ("EE",)), Link("mbi-hss", ("PA",)), Link("aws", ("workload",))
BURNOUT = Theme("burnout", "Burnout", aliases=("Wearing out",), links=(EE,))
GROWTH = Theme("growth", "Growth", links=(PA,))
CAUSES = Code("causes", "Causes", theme="burnout", codable=False)
CASELOAD = Code("caseload", "Caseload", parent="causes", links=(WORK,), definition="Talk of it.")
LOSS = Code("loss", "Loss of clients", parent="causes", definition="Death and drift.")
PRIDE = Code("pride", "Pride", theme="growth", definition="Being proud.")
STRAY = Code("stray", "Élan vital", definition="Not sorted yet.", status=Status.DRAFT)
OLD = Code("old", "Old idea", theme="growth", status=Status.RETIRED)
BOOK = Codebook(
    id="book",
    themes=(BURNOUT, GROWTH),
    codes=(STRAY, PRIDE, CASELOAD, CAUSES, LOSS, OLD),
)


def test_a_code_is_found_by_id_by_name_whatever_its_capitals_and_by_path():
    assert BOOK.find("caseload") is CASELOAD
    assert BOOK.find("LOSS OF  clients") is LOSS
    assert BOOK.find("E\u0301lan vital") is STRAY
    assert BOOK.find("burnout / causes / caseload") is CASELOAD
    assert BOOK.code("caseload") is CASELOAD
    assert BOOK.code("Caseload") is None


def test_an_unknown_code_is_refused_with_the_likely_one():
    with pytest.raises(NotFoundError, match="did you mean 'caseload'"):
        BOOK.find("Caselod")
    with pytest.raises(NotFoundError, match=r"there is no code 'zzz'$"):
        BOOK.find("zzz")


def test_a_name_that_two_codes_bear_asks_for_the_id_unless_the_path_tells():
    twin = Code("loss-2", "loss of Clients", theme="growth")
    book = replace(BOOK, codes=(*BOOK.codes, twin))
    assert book.named("Loss of clients") == (LOSS, twin)
    with pytest.raises(CodebookError) as caught:
        book.find("Loss of clients")
    assert "loss, loss-2" in (caught.value.hint or "")
    assert book.find("Growth / Loss of clients") is twin


def test_a_theme_is_found_by_id_name_and_alias():
    assert BOOK.theme("burnout") is BURNOUT
    assert BOOK.theme_named("BURNOUT") is BURNOUT
    assert BOOK.theme_named("wearing  out") is BURNOUT
    assert BOOK.theme_named("burn") is None


def test_theme_and_links_come_from_above_where_a_code_has_none():
    assert BOOK.theme_of(LOSS) is BURNOUT
    assert BOOK.links_of(LOSS) == (EE,)
    assert BOOK.links_of(CASELOAD) == (WORK,)
    assert BOOK.theme_of(STRAY) is None
    assert BOOK.links_of(STRAY) == ()


def test_the_tree_tells_children_depth_path_and_subtheme():
    assert BOOK.children(CAUSES) == (CASELOAD, LOSS)
    assert (BOOK.depth(CAUSES), BOOK.depth(LOSS)) == (0, 1)
    assert BOOK.path(LOSS) == "Burnout / Causes / Loss of clients"
    assert BOOK.path(STRAY) == "Élan vital"
    assert (BOOK.subtheme(LOSS), BOOK.subtheme(CAUSES)) == ("Causes", "")


def test_walking_goes_by_theme_then_tree_and_the_unsorted_come_last():
    walked = [(p.theme.id if p.theme else "", p.code.id, p.depth) for p in BOOK.walk()]
    assert walked == [
        ("burnout", "causes", 0),
        ("burnout", "caseload", 1),
        ("burnout", "loss", 1),
        ("growth", "pride", 0),
        ("growth", "old", 0),
        ("", "stray", 0),
    ]


def test_coders_can_apply_active_and_draft_codes_but_no_folder():
    assert [code.id for code in BOOK.active()] == ["caseload", "loss", "pride", "stray"]


codes = st.lists(
    st.tuples(st.integers(-1, 7), st.sampled_from(["", "burnout", "growth"])), max_size=8
)


@given(codes)
def test_walking_visits_each_code_once_and_children_right_under_their_parents(shapes):
    book = Codebook(
        themes=(BURNOUT, GROWTH),
        codes=tuple(
            Code(f"c{i}", f"C {i}", theme=theme, parent=f"c{up}" if 0 <= up < len(shapes) else "")
            for i, (up, theme) in enumerate(shapes)
        ),
    )
    walked = book.walk()
    if faults(book):
        assert len({p.code.id for p in walked}) == len(walked)
        return
    assert sorted(p.code.id for p in walked) == sorted(code.id for code in book.codes)
    assert [p.theme for p in walked] == [book.theme_of(p.code) for p in walked]
    for above, below in pairwise(walked):
        assert below.depth <= above.depth + 1
        if below.depth == above.depth + 1:
            assert below.code.parent == above.code.id


def test_a_long_chain_of_parents_can_be_walked():
    chain = tuple(Code(f"c{i}", f"C{i}", parent=f"c{i - 1}" if i else "") for i in range(2000))
    assert Codebook(codes=chain).walk()[-1].depth == 1999


def test_look_order_and_history_make_no_new_version():
    painted = replace(CASELOAD, colour="#E69F00", shortcut="a", history=(Revision("x", 1),))
    other = Codebook(
        id="book",
        version=7,
        themes=(GROWTH, BURNOUT),
        codes=(OLD, painted, CAUSES, PRIDE, STRAY, LOSS),
    )
    assert other.fingerprint() == BOOK.fingerprint()
    assert len(BOOK.fingerprint()) == 64


@pytest.mark.parametrize(
    "change",
    [
        {"name": "Workload"},
        {"theme": "burnout"},
        {"parent": ""},
        {"brief": "x"},
        {"definition": "x"},
        {"use_when": ("x",)},
        {"not_when": ("x",)},
        {"examples": (Example("x"),)},
        {"examples": (Example("x", ExampleSource.LITERATURE),)},
        {"links": ()},
        {"direction": "strain"},
        {"origin": "inductive"},
        {"find": Find(("x",))},
        {"codable": False},
        {"status": Status.DRAFT},
        {"merged_into": "loss"},
        {"id": "case-load"},
    ],
)
def test_whatever_changes_the_meaning_makes_a_new_version(change):
    book = replace(BOOK, codes=(STRAY, PRIDE, replace(CASELOAD, **change), CAUSES, LOSS, OLD))
    assert book.fingerprint() != BOOK.fingerprint()


def test_themes_rules_language_and_id_are_part_of_the_version():
    for other in (
        replace(BOOK, id="other"),
        replace(BOOK, language="de"),
        replace(BOOK, rules=Rules(unit=Unit.TURN)),
        replace(BOOK, themes=(replace(BURNOUT, statement="It wears."), GROWTH)),
        replace(BOOK, themes=(replace(BURNOUT, aliases=()), GROWTH)),
    ):
        assert other.fingerprint() != BOOK.fingerprint()


def test_the_fingerprint_of_a_known_codebook_never_changes():
    # Databases keep these hashes: whoever changes the canonical form must migrate them.
    book = Codebook(id="book", themes=(BURNOUT,), codes=(CAUSES, CASELOAD))
    assert book.canonical() == (
        '{"codes":{"caseload":{"definition":"Talk of it.","id":"caseload","links":[{"instrument":'
        '"aws","subscales":["workload"]}],"name":"Caseload","parent":"causes"},"causes":{"codable"'
        ':false,"id":"causes","name":"Causes","theme":"burnout"}},"id":"book",'
        '"themes":{"burnout":{"aliases":["Wearing out"],"id":"burnout","links":[{"instrument":'
        '"mbi-hss","subscales":["EE"]}],"name":"Burnout"}}}'
    )


def test_problems_name_what_a_person_should_look_at():
    book = Codebook(
        themes=(BURNOUT, GROWTH),
        codes=(
            replace(CAUSES, status=Status.RETIRED),
            replace(LOSS, definition="", examples=(Example("x", ExampleSource.UNKNOWN),)),
            replace(
                CASELOAD,
                theme="growth",
                parent="pride",
                not_when=("hard cases (use los)", "see (use loss, or causes)", "(use with care)"),
            ),
            replace(PRIDE, theme="burnout"),
            Code("pride-2", "pride", status=Status.DRAFT),
        ),
    )
    found = {(problem.about, problem.message) for problem in book.problems()}
    assert found == {
        ("loss", "The code 'Loss of clients' is active but not defined"),
        ("loss", "The code 'Loss of clients' stands under 'Causes', which is retired"),
        ("loss", "An example of 'Loss of clients' does not say whose words it holds"),
        ("caseload", "The code 'Caseload' and the code above it belong to different themes"),
        ("caseload", "'caseload' points to 'los', which is no code (did you mean 'loss'?)"),
        ("caseload", "'caseload' points to 'causes', which cannot be applied"),
        ("pride-2", "The codes 'pride' and 'pride-2' have the same name"),
    }
    assert [p.about for p in replace(BOOK, codes=(PRIDE,)).problems()] == ["burnout"]
    assert Codebook().problems() == ()
