"""A person's own keys: read strictly, checked on start, shown everywhere."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.pilot import Pilot

from qualkit.errors import InputError, RefusedError
from qualkit.study import Study
from qualkit.tui import keymap, personal
from qualkit.tui.keymap import ACTIONS, RESERVED_SHORTCUTS, SCREENS, Where, actions, by_key
from qualkit.tui.keys import remapping
from qualkit.tui.screens.help import help_lines

from .conftest import flat, play, press, shown


@pytest.fixture(autouse=True)
def keys_as_delivered() -> Iterator[None]:
    yield
    keymap.use_keys({})


def read(text: str) -> dict[str, tuple[str, ...]]:
    return remapping.read(dedent(text), "keys.yaml")


def refusal(text: str) -> str:
    with pytest.raises(InputError) as caught:
        read(text)
    assert caught.value.hint
    assert "qualkit keys --check" in caught.value.hint or "quotation marks" in caught.value.hint
    return caught.value.message


def test_an_action_gets_the_keys_that_the_file_gives_it_and_no_other_changes() -> None:
    keymap.use_keys(read('keys:\n  grow: ["w", "ctrl+g"]\n  jump: "F5"\n'))
    assert keymap.action("grow").keys == ("w", "ctrl+g")
    assert keymap.action("jump").keys == ("f5",)
    assert by_key(Where.CODING)["w"].id == "grow"
    assert "+" not in by_key(Where.CODING)
    others = {each.id: each for each in keymap.table() if each.id not in ("grow", "jump")}
    assert others == {each.id: each for each in ACTIONS if each.id in others}


def test_keys_may_be_named_as_the_help_names_them() -> None:
    given = read('keys: {page_down: [PgDn, "Ctrl+F", "Shift+↓"], extend_down: [], jump: [ö]}')
    assert given == {
        "page_down": ("pagedown", "ctrl+f", "shift+down"), "extend_down": (), "jump": ("ö",),
    }  # fmt: skip


def test_two_actions_can_change_places() -> None:
    keymap.use_keys(read('keys: {memo: ["g"], jump: ["m"]}'))
    assert by_key(Where.CODING)["g"].id == "memo"
    assert by_key(Where.CODING)["m"].id == "jump"


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("keys:\n  grwo: [w]", 2, "there is no action 'grwo' (did you mean 'grow'?)"),
        ("keys:\n  memo: [d]\n  grow: [pgdwn]", 3, "there is no key 'pgdwn'"),
        ("keys:\n  grow: [u]", 2, "'u' of 'grow' is also the key of 'undo'"),
        ("keys:\n  theme: [r]\n  memos_edit: [r]", 2, "on the screen"),
        ("keys:\n  quit: []", 2, "'quit' cannot be left without a key"),
        ("keys:\n  back: []", 2, "'back' cannot be left without a key"),
        ("keys:\n  list_back: []", 2, "'list_back' cannot be left without a key"),
        ("keys:\n  recent: [a, b]", 2, "no keys but the digits"),
        ("keys:\n  grow: [1]", 2, "which YAML takes for a number"),
        ("keys:\n  grow: [y]", 2, "which YAML takes for true or false"),
        ("keys:\n  grow: [ctrl+i]", 2, "Ctrl+I never arrives"),
        ("keys:\n  grow: [ctrl+q]", 2, "Ctrl+Q is for quitting alone"),
        ("keys:\n  grow: ['']", 2, "is empty"),
        ("keys:\n  grow: [a]\n  grow: [b]", 3, "given twice"),
        ("kesy:\n  grow: [a]", 1, "unknown key 'kesy'"),
        ("keys: [grow]", 1, "must be lines"),
        ("keys:\n\tgrow: [a]", 2, "not YAML"),
    ],
)  # fmt: skip
def test_a_wrong_file_is_refused_with_its_name_and_line(text: str, line: int, says: str) -> None:
    with pytest.raises(InputError) as caught:
        read(text)
    assert caught.value.message.startswith(f"keys.yaml, line {line}: ")
    assert says in caught.value.message
    assert caught.value.hint


@given(
    st.dictionaries(
        st.sampled_from([action.id for action in ACTIONS]),
        st.lists(st.sampled_from([*"abcdXYZ%1", "f1", "f2", "enter", "ctrl+e", "tab"]), max_size=2),
        max_size=4,
    )
)
def test_whatever_is_accepted_leaves_each_key_one_meaning_and_every_screen_a_way_out(
    keys: dict[str, list[str]],
) -> None:
    lines = [f"  {name}: [{', '.join(repr(key) for key in each)}]" for name, each in keys.items()]
    try:
        accepted = read("\n".join(["keys:", *lines]))
    except InputError:
        return
    keymap.use_keys(accepted)
    try:
        for where in SCREENS:
            taken = [key for action in actions(where) for key in action.keys]
            assert len(taken) == len(set(taken))
            assert keymap.action("quit").keys
            escapes = [a for a in ACTIONS if keymap.works_on(a, where) and "escape" in a.keys]
            assert all(keymap.action(action.id).keys for action in escapes)
    finally:
        keymap.use_keys({})


def test_codebooks_are_refused_the_same_letters_whatever_one_person_likes_better() -> None:
    before = set(RESERVED_SHORTCUTS)
    keymap.use_keys({"grow": ("e",), "memo": ("f1",)})
    assert before == RESERVED_SHORTCUTS == keymap._reserved()


def test_without_a_file_all_keys_are_as_delivered(tmp_path: Path) -> None:
    assert remapping.own_keys().keys == {}
    personal.use_own_keys()
    assert keymap.as_delivered()


def test_a_file_that_the_environment_names_must_be_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QUALKIT_KEYS", str(tmp_path / "mine.yaml"))
    with pytest.raises(InputError, match=r"mine.yaml does not exist"):
        personal.use_own_keys()
    (tmp_path / "mine.yaml").write_text("keys: {grow: [w]}\n", "utf-8")
    personal.use_own_keys()
    assert keymap.action("grow").keys == ("w",)


def test_the_file_to_begin_with_changes_nothing_names_every_action_and_is_never_overwritten() -> (
    None
):
    path = remapping.write_template()
    text = path.read_text("utf-8")
    assert remapping.read(text, "keys.yaml") == {}
    assert all(f"# {action.id}: [" in text for action in ACTIONS)
    with pytest.raises(RefusedError, match="there already"):
        remapping.write_template()
    assert path.read_text("utf-8") == text


def test_with_every_line_taken_out_of_its_comment_it_says_the_keys_as_delivered() -> None:
    text = remapping.write_template().read_text("utf-8")
    lines = [line.replace("  # ", "  ", 1) if ": [" in line else line for line in text.splitlines()]
    assert remapping.read("\n".join(lines), "keys.yaml") == {a.id: a.keys for a in ACTIONS}


def test_footer_help_and_screen_know_the_new_key(study: Study) -> None:
    keymap.use_keys(read('keys: {undo: ["Z"], jump: []}'))
    tooltip = keymap.action("undo").tooltip
    assert ("Z", tooltip) in help_lines(Where.CODING)
    assert ("by name", keymap.action("jump").tooltip) in help_lines(Where.CODING)
    before = len(study.codings(coder="AB"))

    async def scenario(pilot: Pilot[None]) -> None:
        assert " Z undo" in shown(pilot)[-1]
        await press(pilot, "u")
        assert len(study.codings(coder="AB")) == before
        study_memo = [c.memo for c in study.codings(coder="AB")]
        await press(pilot, "Z")
        now = [c.memo for c in study.codings(coder="AB")]
        assert now != study_memo

    play(study, scenario)


def test_a_code_whose_letter_is_taken_is_told_and_applied_by_name(study: Study) -> None:
    keymap.use_keys({"grow": ("e",)})
    codes = remapping.hidden(study.codebook)
    assert [(each.code, each.shortcut, each.action.id) for each in codes] == [
        ("Empty posts", "e", "grow")
    ]
    before = len(study.codings(coder="AB"))

    async def scenario(pilot: Pilot[None]) -> None:
        pilot.app._greet()  # type: ignore[attr-defined]
        await pilot.pause()
        assert "e is now 'grow', not the code Empty posts: apply it by name (c)" in flat(pilot)
        await press(pilot, "e")
        assert len(study.codings(coder="AB")) == before

    play(study, scenario)
    keymap.use_keys({})
    assert personal.hidden_codes(study) == ""
