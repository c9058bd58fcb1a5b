from __future__ import annotations

from tests.study.test_planning import *  # noqa: F403
