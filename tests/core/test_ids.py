from __future__ import annotations

import time
import uuid

import pytest

from qualkit.core import ids


def test_ids_are_uuids_of_version_7_and_sort_as_they_were_made() -> None:
    made = [ids.uuid7() for _ in range(10_000)]
    assert made == sorted(made)
    assert len(set(made)) == len(made)
    parsed = uuid.UUID(made[0])
    assert parsed.version == 7
    assert parsed.variant == uuid.RFC_4122
    assert abs((parsed.int >> 80) / 1000 - time.time()) < 60


def test_ids_still_grow_when_the_clock_runs_back(monkeypatch: pytest.MonkeyPatch) -> None:
    before = ids.uuid7()
    monkeypatch.setattr(time, "time", lambda: 1.0)
    assert ids.uuid7() > before


def test_the_logical_clock_never_runs_back(monkeypatch: pytest.MonkeyPatch) -> None:
    first = ids.next_clock("", "aaaa")
    monkeypatch.setattr(time, "time", lambda: 1.0)
    second = ids.next_clock(first, "bbbb")
    third = ids.next_clock(second, "aaaa")
    assert first < second < third


def test_the_logical_clock_follows_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "time", lambda: 1_000.0)
    early = ids.next_clock("", "zzzz")
    monkeypatch.setattr(time, "time", lambda: 1_000.001)
    assert early < ids.next_clock(early, "aaaa")
