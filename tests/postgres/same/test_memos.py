from __future__ import annotations

from tests.study.test_memos import *  # noqa: F403
