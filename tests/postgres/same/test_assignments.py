from __future__ import annotations

from tests.study.test_assignments import *  # noqa: F403
