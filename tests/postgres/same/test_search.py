from __future__ import annotations

from tests.study.test_search import *  # noqa: F403
