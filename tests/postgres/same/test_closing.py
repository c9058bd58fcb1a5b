from __future__ import annotations

from tests.study.test_closing import *  # noqa: F403
