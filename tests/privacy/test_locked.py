"""A text under a passphrase: only the passphrase opens it, and no file can ask for too much."""

from __future__ import annotations

import builtins
import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualkit.errors import InputError, RefusedError
from qualkit.privacy import locked

pytest.importorskip("cryptography")

PASS = "four words of mine"


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locked.Recipe.__init__, "__defaults__", (2**4, 8, 1))


def test_only_the_passphrase_brings_the_text_back_and_each_file_has_a_salt_of_its_own() -> None:
    data, key = locked.lock("Fiona Marsh", PASS)
    assert b"Fiona" not in data
    assert locked.is_locked(data)
    assert locked.unlock(data, PASS, "r.csv") == ("Fiona Marsh", key)
    again, _ = locked.lock("Fiona Marsh", PASS)
    assert json.loads(again)["salt"] != json.loads(data)["salt"]
    for wrong in ("four words of mind", "Four words of mine", "four words of mine ", ""):
        with pytest.raises(RefusedError, match=r"r\.csv: the passphrase is wrong"):
            locked.unlock(data, wrong, "r.csv")


def test_it_costs_what_the_literature_asks_of_scrypt_where_nothing_else_is_said() -> None:
    assert (locked.COST, locked._BLOCK, locked._PARALLEL) == (2**17, 8, 1)


@settings(max_examples=30, deadline=None)
@given(st.text(st.characters(exclude_categories=("Cs",))))
def test_whatever_is_locked_comes_back_as_it_was(text: str) -> None:
    data, key = locked.lock(text, PASS)
    assert locked.opened(data, key, "r") == text
    assert locked.opened(locked.sealed(text + "x", key), key, "r") == text + "x"


def test_an_accent_typed_apart_is_the_same_passphrase() -> None:
    data, _ = locked.lock("x", "caf\u00e9 caf\u00e9 caf\u00e9")
    assert locked.unlock(data, "cafe\u0301 cafe\u0301 cafe\u0301", "r")[0] == "x"


def test_a_short_passphrase_is_refused() -> None:
    with pytest.raises(RefusedError, match="at least 10 characters"):
        locked.lock("x", "too short")


def test_a_key_prints_no_secret() -> None:
    _, key = locked.lock("x", PASS)
    assert repr(key.secret)[2:-1] not in repr(key)


@pytest.mark.parametrize("data", [b"", b"document,label,pseudonym,role\n", b"# invented\n", b"{}"])
def test_a_plain_roster_is_not_taken_for_a_locked_one(data: bytes) -> None:
    assert not locked.is_locked(data)


def changed(change: Callable[[dict[str, Any]], object]) -> bytes:
    data, _ = locked.lock("Fiona", PASS)
    whole = json.loads(data)
    change(whole)
    return json.dumps(whole).encode()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda w: w.pop("token"), "is damaged"),
        (lambda w: w.update(token=7), "is damaged"),
        (lambda w: w.update(salt="???"), "is damaged"),
        (lambda w: w.update(salt="AAAA"), "is damaged"),
        (lambda w: w.update(n=2**40), "is damaged"),
        (lambda w: w.update(n=1000), "is damaged"),
        (lambda w: w.update(n=True), "is damaged"),
        (lambda w: w.update(p=500), "is damaged"),
        (lambda w: w.update(cipher="rot13"), "is damaged"),
        (lambda w: w.update({"qualkit-locked": 2}), "by a newer qualkit"),
        (lambda w: w.update(token=w["token"][:-8]), "passphrase is wrong"),
        (lambda w: w.update(n=2**5), "passphrase is wrong"),
        (lambda w: w.update(token="A" + w["token"]), "passphrase is wrong"),
    ],
)
def test_a_damaged_or_greedy_file_is_refused_by_name(
    change: Callable[[dict[str, Any]], object], words: str
) -> None:
    with pytest.raises((InputError, RefusedError), match=rf"r\.csv: .*{words}") as caught:
        locked.unlock(changed(change), PASS, "r.csv")
    assert caught.value.hint


def test_without_the_library_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *rest: Any, **more: Any) -> Any:
        if name.partition(".")[0] == "cryptography":
            raise ImportError(name)
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(RefusedError, match="needs the package cryptography") as caught:
        locked.lock("x", PASS)
    assert caught.value.hint == "pip install 'qualkit-coding[keys]'"
