from __future__ import annotations

from tests.study.test_rounds import *  # noqa: F403
