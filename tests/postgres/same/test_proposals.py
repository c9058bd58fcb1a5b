from __future__ import annotations

from tests.study.test_proposals import *  # noqa: F403
