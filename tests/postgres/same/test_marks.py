from __future__ import annotations

from tests.study.test_marks import *  # noqa: F403
