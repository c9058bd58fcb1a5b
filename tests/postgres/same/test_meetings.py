from __future__ import annotations

from tests.study.test_meetings import *  # noqa: F403
